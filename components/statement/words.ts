// Every sentence that the owner of an account reads on his statement, in one place.
const count = (number: string, one: string, many: string) =>
  `${number} ${number === '1' ? one : many}`

export const words = {
  above: 'Statement for account',
  ofReport: (id: string, version: string) => `report ${id}, version ${version}, final`,
  ofRun: (id: string) => `run ${id}, executed, without a public report`,
  why: 'Why did I pay this?',
  whyNothing: 'Why did I pay nothing?',
  lost: (losses: string, lost: string) =>
    `${count(losses, 'liquidation', 'liquidations')} closed below bankruptcy and left ${lost} missing.`,
  borne: (amount: string) => `The insurance fund and the exchange paid ${amount}.`,
  uncovered: (amount: string) => `Nobody has paid ${amount} of it: that part is uncovered.`,
  sharedEvenly: (accounts: string) =>
    `The rest was shared by ${count(accounts, 'account', 'accounts')} in scope: the same`,
  ratePart: (rate: string, numeraire: string) => `${rate} % of ${numeraire}`,
  forEach: 'for each.',
  paidBy: (charged: string, inScope: string) =>
    charged === inScope
      ? `The rest was shared by ${count(inScope, 'account', 'accounts')} in scope.`
      : `${charged} of ${count(inScope, 'account', 'accounts')} in scope paid the rest.`,
  byRule: (terms: string, does: string) => `The rule was ${terms}. ${does}`,
  unpublished:
    'Fewer than ten accounts were charged, so no report is published: its sums would speak of single accounts. What concerns this account stands here.',
  exempt:
    'This account pays nothing: it is exempt, because the exchange classed it so in its frozen snapshot.',
  belowThreshold:
    'What this owner had at the cut-off is below the threshold of the policy, so this account pays nothing.',
  notAboveLevel:
    'This account had no whole unit above the level down to which others were cut, so it pays nothing.',
  behindInQueue:
    'Accounts with a higher score met the loss before it came to this one, so it pays nothing.',
  belowOneUnit: 'The share of this account came to less than one unit, so it pays nothing.',
  strip: {
    label: (fund: string, exchange: string, traders: string) =>
      `Of the loss, the fund paid ${fund}, the exchange ${exchange}, traders ${traders}.`,
    labelUncovered: (amount: string) => `${amount} is uncovered.`,
    uncovered: 'uncovered',
    fund: 'fund',
    exchange: 'exchange',
    traders: 'traders',
    you: (share: string) => `you: ${share} % of what traders paid`,
  },
  arithmetic: 'The arithmetic',
  arithmeticCaption: 'The levy of this account, line by line',
  account: 'Your account at the cut-off',
  calculator: {
    down: 'Try it on a calculator. The part below one unit is paid by the exchange.',
    exact:
      'Try it on a calculator. Parts below one unit go to the accounts for which they are largest, until the levies add up.',
    whole: 'No calculator is needed: the score decides, and nothing is rounded.',
  },
  together: 'Accounts charged together',
  togetherTakeaway:
    'These accounts belong to one owner. They are charged as one, and the levy is shared over them by base.',
  opening: {
    title: 'The last account, laid open',
    takeaway:
      'This account ties with the last one that paid, or is that one, so the order of account names decides. The report shows the last account only as a digest: SHA-256 of “ballast/cutoff/v1”, a zero byte, the salt, the amount as 16 bytes and the account name.',
    account: 'Last account',
    amount: 'What it pays',
    salt: 'Salt',
    digest: 'Its digest in the report',
  },
  columns: { account: 'Account', base: 'Base', thisOne: 'this account' },
  check: 'Check it yourself',
  steps: [
    'Compare the first line with your own history.',
    'Recompute the lines, in their order, without rounding in between.',
    'Open the verifier with the signed file of this statement and type your account id. It checks the file against the signed checkpoint of the log inside it, on your own computer.',
  ],
  verifierAt: 'The verifier:',
  proves: 'What the signed file proves when every check passes',
  doesNotProve: 'What it does not prove',
  digests: 'What this statement belongs to',
  digestNames: {
    publicReport: 'Public report',
    report: 'Report digest',
    run: 'Run digest',
    snapshot: 'Snapshot digest',
    fingerprint: 'Fingerprint of the run',
    checkpoint: 'Signed log',
  },
  checkpointSize: (size: string) => `${count(size, 'entry', 'entries')}, signed`,
  print: 'Print this statement',
} as const
