// The sentences of the public pages that depend on the rule and its rounding: part of the words, and translated with them.
import { ruleInWords, termsInWords } from '@/lib/domain/allocation-wording'

export const ruleWords = {
  title: 'Rule',
  policy: (id: string, version: string) => `policy ${id}, version ${version}`,
  caption: 'Constants of the schedule, exact',
  columns: { constant: 'Constant', value: 'Value' },
  rule: 'Rule',
  terms: termsInWords,
  does: ruleInWords,
  rounding: 'Rounding',
  weighted: 'Weights',
  yes: 'yes',
  no: 'none',
  numerator: (constant: string) => `${constant}, numerator`,
  denominator: (constant: string) => `${constant}, denominator`,
  inMinorUnits: (constant: string, unit: string) => `${constant} in units of ${unit}`,
  remainder: 'Part of a unit above which one unit more is paid',
  half: 'Half',
  halves: {
    low: 'given: the loss is at most half of all',
    high: 'kept: the loss is more than half of all',
  },
  score: 'Score at which the loss was met',
  cutoff: 'Last account charged or raised, as a salted digest',
  collected: 'Loss to share: all levies and the residual',
  base: (numeraire: string) => `${numeraire} of all accounts in scope`,
  baseAbove: (numeraire: string) => `${numeraire} of all accounts that reach the threshold`,
  policyDigest: 'Digest of the policy',
  product: (base: string, factors: string, exactly: string, levy: string) =>
    `Example: a ${base} gives ${factors} = ${exactly}…, so ${levy}. One multiplication, one division, in that order.`,
  example: (base: string, exactly: string, levy: string) =>
    `Example: a ${base} gives exactly ${exactly}…, so ${levy}.`,
  residual: (residual: string) =>
    `Rounding down leaves ${residual} over all accounts; the operator pays it.`,
  noResidual: 'The levies add up to the loss exactly; nothing is left by rounding.',
  levied: {
    down: 'each rounded down',
    exact: 'rounded by largest remainder',
    whole: 'whole amounts',
  },
  residualNote: 'what rounding down leaves, paid by the operator',
  noResidualNote: 'the levies add up exactly',
  notCharged: {
    belowOneUnit: (number: string) => `${number} owed less than one unit and paid nothing.`,
    byRule: (number: string) => `${number} paid nothing by the rule below.`,
  },
  verify: {
    down: (numeraire: string) =>
      `Put your own ${numeraire} at the cut-off into the rule and cut the result after the last decimal.`,
    exact: (numeraire: string) =>
      `Put your own ${numeraire} at the cut-off into the rule and cut the result after the last decimal; one unit is added where the part cut off is above the published one.`,
    queue: () =>
      'Compare your score at the cut-off with the score at which the loss was met: above it you paid the whole, below it nothing.',
  },
} as const
