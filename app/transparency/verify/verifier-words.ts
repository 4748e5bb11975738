// Every sentence of the verifier's page; a second language is a second object of this shape. What checks say comes from the kernel.
import type { Step, VerificationKind } from '@/lib/domain/verification-check'

const count = (number: number, one: string, many: string): string =>
  `${number} ${number === 1 ? one : many}`

export const words = {
  title: 'Check your statement',
  noScript:
    'This page checks files with a script. Allow scripts for it, or use the command ballast verify.',
  skip: 'Skip to content',
  site: (venue: string) => `${venue}, transparency`,
  demo: { label: 'DEMO', sentence: 'Invented data. Nothing here moves money.' },
  lead: 'This page recomputes your levy from your statement and checks it against the signed checkpoint of the log inside the file. It also opens reports, evidence bundles, proposals and receipts. It sends nothing.',
  pins: {
    title: 'What this page trusts',
    lead: 'These stand in the page itself. They are never read from a file that you open. The page needs no network: save it, switch the network off, and open it from disk.',
    origin: 'Origin of the log',
    key: (number: number, total: number) => (total === 1 ? 'Key of the log' : `Key ${number}`),
    retired: (size: number) => `Retired key, for ${count(size, 'entry', 'entries')} at most`,
    environment: 'Environment',
    compare:
      'A page cannot vouch for itself. Save it, compute its SHA-256, and compare that with the digest that the site shows and with what somebody else has.',
    save: 'Save this page as a file',
    digestOn: 'The site shows the digest here:',
    commands: 'How to compute the SHA-256 of a file',
    systems: [
      { system: 'Linux', command: 'sha256sum ballast-verifier.html' },
      { system: 'macOS', command: 'shasum -a 256 ballast-verifier.html' },
      { system: 'Windows', command: 'certutil -hashfile ballast-verifier.html SHA256' },
    ],
    missing: 'No keys are pinned in this page',
    missingSentence:
      'Without the origin and the keys of a log it gives no verdict. Get the page from the exchange’s transparency site, under “Verify”. The cases at the end of this page work all the same.',
  },
  files: {
    title: 'Open your files',
    lead: 'Your statement; also, if you like, the report and its .tlog-proof, and the evidence bundle of the run. Officers open a proposal here before they sign, and the receipt afterwards.',
    choose: 'Files to check',
    drop: 'or drop them here',
    paste: 'Paste text instead',
    pasteLabel: 'Text of one file',
    pasteOpen: 'Open this text',
    pastedName: (number: number) => `pasted text ${number}`,
    opened: 'Opened files',
    remove: (name: string) => `Remove ${name}`,
    removeShort: 'Remove',
    bytes: (size: number) => count(size, 'byte', 'bytes'),
    announced: (name: string) => `${name} is open.`,
    removed: (name: string) => `${name} was removed.`,
    tooLarge: (name: string) =>
      `${name} is larger than 4 MB and was not read. A statement has a few kilobytes.`,
    empty: (name: string) => `${name} is empty.`,
    tooMany: 'More than 20 files were given; the rest was not read.',
    unreadable: (name: string) =>
      `${name} could not be read. It may be a folder, or may have been moved since you chose it.`,
    same: (name: string) => `${name} was open already.`,
  },
  reader: {
    title: 'Say who you are',
    titleWithoutAccount: 'What you kept',
    account: 'Your account',
    accountNote: 'Type it from your account page, not from the statement.',
    accountMissing: 'Type your account, so that the page can see whether the statement is yours.',
    kept: 'A checkpoint that you kept',
    keptNote:
      'Three lines, a blank line and a signature, from an earlier visit. With it the page also checks that the log still holds what it held then.',
    keptOptional: 'I kept a checkpoint',
  },
  check: {
    button: 'Check these files',
    nothing: 'Open a file first.',
    running: 'Checking…',
  },
  result: {
    accepted: 'All checks passed',
    refused: (failed: number, total: number) =>
      `Refused: ${failed} of ${count(total, 'check', 'checks')} failed`,
    unreadable: 'Nothing here could be read',
    passed: 'PASS',
    failed: 'FAIL',
    stepPassed: (total: number) => (total === 1 ? '1 check passed' : `all ${total} checks passed`),
    stepFailed: (failed: number, total: number) => `${failed} of ${total} failed`,
    stepAbsent: 'give the evidence bundle of this run to see which keys signed it',
    stepNotReached: 'not checked, since something else failed',
    stepCompare: 'for you to compare: all numbers above',
    facts: 'In numbers',
    allFacts: 'All numbers, and what to compare with your history',
    moreFacts: 'More numbers',
    failedAt: (checks: string) => `Failed: ${checks}.`,
    proves: 'What this proves',
    provesNothing: 'Nothing, since a check failed.',
    provesNotYet: 'Nothing yet: it has not taken effect.',
    provesOnly:
      'What a statement, an evidence bundle, a proposal or a receipt proves is shown when one is among the files.',
    doesNotProve: 'What it does not prove',
  },
  steps: {
    file: 'The file',
    log: 'The log',
    subject: 'What was signed',
    quorum: 'The policy and its quorum',
    officers: 'The officers',
    times: 'Order and times',
    population: 'The population',
    'my claim': 'My claim',
    rule: 'The rule and my levy',
    total: 'My levy in the total',
    history: 'My history',
  } satisfies Record<Step, string>,
  /** What the same steps are called in files that speak of nobody’s account. */
  sharedSteps: {
    'my claim': 'The claims',
    rule: 'The rule',
    total: 'The totals',
    history: 'The history',
  } satisfies Partial<Record<Step, string>>,
  receipt: {
    title: 'Receipt',
    lead: 'What was checked and what came out, without your account, your amounts or any secret. You can show it to anybody.',
    label: 'Text of the receipt',
    copy: 'Copy the receipt',
    copied: 'The receipt is in the clipboard.',
    notCopied: 'The browser did not allow it. The text is selected: copy it by hand.',
    save: 'Save the receipt',
    print: 'Print',
    fileName: 'ballast-receipt.txt',
    heading: 'Ballast receipt',
    venue: 'Venue',
    origin: 'Log',
    key: 'Log key',
    retiredKey: 'Log key, retired',
    verdict: 'Verdict',
    file: 'File',
    failed: 'Failed',
    passed: 'Passed',
    of: (passed: number, total: number) => `${passed} of ${count(total, 'check', 'checks')}`,
  },
  tamper: {
    title: 'Tamper with it yourself',
    lead: 'Change one thing and see which check finds it.',
    own: 'In your statement',
    ownNone:
      'Open a statement that passes, and its parts can be changed here. Your file stays as it is.',
    ownNote:
      'Any change breaks the signature too. What is listed first would be found even if the exchange signed the changed file.',
    tryIt: 'Change it',
    tryAll: 'Change each in turn',
    notThere: 'Your statement has nothing of that kind.',
    foundBy: 'refused by',
    alsoBy: 'and by',
    notFound: 'accepted: this should not be',
    vectors: 'In statements made to deceive',
    vectorsLead: (total: number) =>
      `${total} statements over an invented population of six: altered ones, and trees forged by somebody who holds all the keys. Each must be refused. None needs a file of yours.`,
    run: (total: number) => `Run all ${total}`,
    ran: (refused: number, total: number) =>
      `${refused} of ${total} were refused; the unaltered statement is accepted.`,
    ranWrong: (refused: number, total: number) =>
      `${refused} of ${total} were refused, or the unaltered statement was not accepted. This page is broken: do not rely on it.`,
  },
  tamperings: {
    levy: 'The levy is one unit higher',
    base: 'The base of the claim is one unit higher',
    class: 'The claim is put into another class',
    input: 'One of the lines that the claim adds up is one unit higher',
    account: 'It is made out to another account',
    salt: 'One digit of a salt is another',
    hash: 'One digit of a neighbour’s hash is another',
    sum: 'The sum of half the tree is one unit higher',
    chunks: 'The two chunks are swapped',
    total: 'The total of all levies is one unit lower',
    residual: 'The residual is one unit higher',
    collected: 'One unit more is said to have been collected',
    constant: 'The constant of the rule is one unit higher',
    zero: 'A zero stands before the levy',
    unknown: 'A member is added that no statement has',
    unknownValue: 'added',
    entry: 'The log entry of the snapshot names another root',
    proof: 'Two proofs of the log are exchanged',
    origin: 'The checkpoint is said to be of another log',
  },
}

/** The name of a step for a reader of this kind of file. */
export const stepName = (step: Step, kind: VerificationKind): string => {
  const shared: Partial<Record<Step, string>> = words.sharedSteps
  return (kind === 'statement' ? null : shared[step]) ?? words.steps[step]
}
