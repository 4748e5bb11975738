// Every sentence behind a one-time link, on the public site; a second language is a second object of this shape.
type Run = { clawbackId: string; revision: string; version: string | null }

const capitalised = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`

export const linkWords = {
  title: 'Your statement',
  lead: 'Somebody at the exchange made this link for the owner of one account. It gives you the signed statement of that account, as a file.',
  noScript:
    'This page needs a script to read the link: the secret part of it is never sent when a page is loaded. Allow scripts for this page, then open the link again.',
  missing: {
    title: 'There is no link in this address',
    sentence:
      'The part after the # was not copied, or has been used by this page already. Open the link again from the message in which you got it.',
  },
  ready: [
    'The link opens once, and again for ten minutes should the file get lost on its way. Open it on the device on which you want to keep the file.',
    'The file names your account and what it lost. Whoever has it can read it.',
  ],
  open: 'Open my statement',
  lost: 'The site could not be reached, so nothing was opened. Look at your connection and try again.',
  opened: {
    title: (name: string) => `${name} was handed to your browser to be saved`,
    sentence:
      'The link is used now. Keep the file: it holds everything that is needed to check it.',
    again: 'Save the file again',
  },
  says: {
    title: 'What it says',
    note: 'read from the file, on this page alone, and not checked yet',
    labels: {
      levy: 'Levy',
      base: (numeraire: string) => `${capitalised(numeraire)} at the cut-off`,
      kept: 'Kept',
      rule: 'Rule',
      run: 'Run',
    },
    run: ({ clawbackId, revision, version }: Run) =>
      `${clawbackId}, revision ${revision}, ${version === null ? 'without a public report' : `report version ${version}`}`,
    capitalised,
  },
  next: {
    title: 'Check it',
    steps: [
      'Open the verifier. It runs in your browser and sends nothing.',
      'Choose the file there.',
      'Type your account id, as your exchange shows it to you.',
    ],
    verifier: 'Open the verifier',
    download: 'Save the verifier as a file',
  },
} as const
