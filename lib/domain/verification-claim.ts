// Whether the reader's own numbers lead to his levy, and his levy into the published total.
import { quoted } from './assert'
import type { AccountPart, PublicSide } from './merkle-sum-tree/format'
import { inputsDigest, type ClaimInput } from './merkle-sum-tree/context'
import { verifyAccount } from './merkle-sum-tree/verification'
import { sum } from './money'
import type { StatementFile } from './statement-file'
import { judged, refused, type Check, type Step } from './verification-check'
import type { LoggedRun } from './verification-log'

/**
 * The checks of the steps "my claim", "rule" and "total". Roots are those of the log; `account` is
 * what the reader typed, null when he typed nothing: then nobody knows whose statement it is, and
 * the check "account" fails. Source: transparency.md §3 and §6.
 */
export const claimChecks = (
  file: StatementFile,
  run: LoggedRun,
  { account }: { account: string | null },
): Check[] => {
  const typedAccount = account ?? file.members?.ids[0] ?? file.account
  const results = verifyAccount({ part: partOf(file), side: sideOf(file, run), typedAccount })
  const checks = results
    .filter(({ name, isPassed }) => account !== null || !(isPassed && WHOSE.includes(name)))
    .map((result): Check => ({ ...result, step: STEP_OF.get(result.name) ?? 'my claim' }))
  return [...(account === null ? [NO_ACCOUNT] : []), ...checks, ...inputChecks(file)]
}

const ACCOUNT = { step: 'my claim', name: 'account' } as const
const NO_ACCOUNT = refused(
  ACCOUNT,
  'Give your account id as well: only you know whether this statement is about you.',
)

/** What holds only for the id that somebody typed. */
const WHOSE: readonly string[] = [ACCOUNT.name, 'group']

const partOf = (file: StatementFile): AccountPart => {
  const { account, members, claim, levy, chunks, cutoffOpening } = file
  return {
    ...{ account, claim, levy, chunks },
    ...(members === undefined ? {} : { members }),
    ...(cutoffOpening === undefined ? {} : { cutoffOpening }),
  }
}

const sideOf = (file: StatementFile, { snapshot, proposal }: LoggedRun): PublicSide => {
  const { claimsContext, sharesContext, totals, counts, residual } = file
  const { claimsRoot } = snapshot.entry
  const { sharesRoot } = proposal.entry
  return { claimsContext, sharesContext, claimsRoot, sharesRoot, totals, counts, residual }
}

const STEP_OF: ReadonlyMap<string, Step> = new Map([
  ['context', 'population'],
  ['leaf count', 'population'],
  ['counts', 'population'],
  ['claims root', 'population'],
  ['root link', 'population'],
  ['denominator', 'rule'],
  ['schedule', 'rule'],
  ['exempt', 'rule'],
  ['levy limit', 'rule'],
  ['cutoff', 'rule'],
  ['theta', 'rule'],
  ['constants', 'rule'],
  ['levy chunks', 'total'],
  ['shares root', 'total'],
  ['capacity total', 'total'],
  ['capacity', 'total'],
  ['collected', 'total'],
  ['residual', 'total'],
])

/** That the frozen lines are those of the claim's accounts and add up to it. */
const inputChecks = (file: StatementFile): Check[] => [
  mine('inputs', {
    problem:
      inputsDigest(file.inputs) === file.claim.inputsDigest
        ? null
        : 'The numbers listed as inputs are not those that the claim was made from.',
    sentence: 'The numbers listed as inputs are those that the claim was made from.',
  }),
  mine('input accounts', {
    problem: problemOfAccounts(file),
    sentence:
      file.members === undefined
        ? 'The inputs are those of one account, the claim’s.'
        : `The inputs are those of the ${file.members.ids.length} accounts of the claim.`,
  }),
  mine('input sums', {
    problem: problemOfSums(file),
    sentence: 'The inputs add up to the claim.',
  }),
]

const mine = (name: string, outcome: { problem: string | null; sentence: string }): Check =>
  judged({ step: 'my claim', name }, outcome)

const problemOfAccounts = ({ account, members, inputs }: StatementFile): string | null => {
  const expected = members?.ids ?? [account]
  const other = inputs.find((input, place) => input.account !== expected[place])
  if (other !== undefined)
    return `The inputs list ${quoted(other.account)} where another account belongs.`
  return inputs.length === expected.length
    ? null
    : `The inputs list ${inputs.length} accounts, the claim has ${expected.length}.`
}

const problemOfSums = ({ claim, inputs }: StatementFile): string | null => {
  const { base, equity, cap } = totalsOf(inputs)
  if (base !== claim.base)
    return `The bases of the inputs add up to ${base}, the claim says ${quoted(claim.base)}.`
  if (cap !== claim.cap)
    return `The caps of the inputs add up to ${cap}, the claim says ${quoted(claim.cap)}.`
  return equity === claim.equity
    ? null
    : `The equities of the inputs add up to ${equity ?? 'nothing that is known'}, the claim says ${quoted(claim.equity ?? '')}.`
}

/** Without a cap the base counts; an equity that is not known of all is not known of the claim. */
const totalsOf = (
  inputs: readonly ClaimInput[],
): { base: string; equity: string | undefined; cap: string } => {
  const equities = inputs.flatMap(({ equity }) => equity ?? [])
  return {
    base: total(inputs.map(({ base }) => base)),
    equity: equities.length === inputs.length ? total(equities) : undefined,
    cap: total(inputs.map(({ base, cap }) => cap ?? base)),
  }
}

const total = (amounts: readonly string[]): string => sum(amounts.map(BigInt)).toString()
