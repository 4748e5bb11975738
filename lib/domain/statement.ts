// One account's statement: its levy recomputed line by line from its own numbers and the schedule.
import { groupByOwner, splitOverMembers, type ChargeableClaim } from './allocation-group'
import { exactLevies, levy as levyOf, remainderOf } from './allocation-levy'
import { isCharged, limitsFromJson } from './allocation-limits'
import type { Schedule } from './allocation-schedule'
import { compareScores } from './allocation-score'
import { assert } from './assert'
import type { Claim } from './claim'
import { compareFractions, fractionFromJson } from './fraction'
import type { CutoffOpening } from './merkle-sum-tree/format'
import {
  arithmeticLines,
  line,
  money,
  type ArithmeticInput,
  type ArithmeticLine,
} from './statement-arithmetic'

export type RecomputedLevy = {
  levy: bigint
  payout: bigint
  lines: ArithmeticLine[]
  /** Whether the account ties with the edge of the run, so that only the opened cutoff decides. */
  needsOpening: boolean
}
export type StatementInput = ArithmeticInput & {
  account: string
  /** The account's claim and those of its owner's other accounts. */
  claims: readonly Claim[]
  asset: string
}

/**
 * Recomputes one levy as a trader would on paper: the rule, the limits, the rounding; accounts of
 * one owner are charged as one and split by base, largest remainder. Amounts in minor units.
 * Refuses (Fault) an account that is not among the claims.
 * Source: allocation.md §2 and §3, transparency.md §4.
 */
export const recomputeLevy = (input: StatementInput): RecomputedLevy => {
  const position = input.claims.findIndex(({ account }) => account === input.account)
  const own = input.claims[position]
  const group = groupByOwner(input.claims)[0]
  assert(own !== undefined && group !== undefined, 'expected the account among its claims')
  const together = levyOf(input.schedule, group.claim)
  const parts = input.claims.length === 1 ? [together] : splitOverMembers(input.claims, together)
  const levy = parts[position] ?? 0n
  return {
    levy,
    payout: own.base - levy,
    lines: [
      ...(own.class === 'exempt' ? exemptLines(input, own) : chargedLines(input, group.claim)),
      ...(own.class === 'exempt' ? [] : splitLines(input, { own, together })),
      { label: 'Levy', value: money(input, levy), isResult: true },
      line(`${capitalised(input.numeraire)} kept`, money(input, own.base - levy)),
    ],
    needsOpening: isAtCutoff(input.schedule, group.claim),
  }
}

const capitalised = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`

const exemptLines = (input: StatementInput, own: Claim): ArithmeticLine[] => [
  line(capitalised(input.numeraire), money(input, own.base)),
  line('This account is exempt', 'pays nothing'),
]

const chargedLines = (input: StatementInput, claim: ChargeableClaim): ArithmeticLine[] => {
  const own = capitalised(input.numeraire)
  const whose =
    input.claims.length === 1 ? own : `${own} of this owner’s ${input.claims.length} accounts`
  return arithmeticLines(input, claim, whose)
}

const splitLines = (
  input: StatementInput,
  { own, together }: { own: Claim; together: bigint },
): ArithmeticLine[] =>
  input.claims.length === 1
    ? []
    : [
        line('Levy of the owner, shared by base over his accounts', money(input, together)),
        line('This account’s base', money(input, own.base)),
      ]

/**
 * What lays the marginal claim of a run open to one owner: only where his claim ties with it, null
 * else. `claims` are all of his; `salt` is the run's, 64 hex digits. Source: allocation.md §3.
 */
export const cutoffOpening = (run: {
  schedule: Schedule
  salt: string
  claims: readonly Claim[]
}): CutoffOpening | null => {
  const group = groupByOwner(run.claims)[0]
  assert(group !== undefined, 'expected the claims of one owner, got none')
  const { cutoff } = run.schedule
  return cutoff !== undefined && isAtCutoff(run.schedule, group.claim)
    ? { ...cutoff, salt: run.salt }
    : null
}

/** Claims strictly above or below the published constant are checked without the marginal account. */
const isAtCutoff = (schedule: Schedule, claim: ChargeableClaim): boolean => {
  if (schedule.cutoff === undefined || !isCharged(claim, limitsFromJson(schedule.limits))) {
    return false
  }
  if (schedule.rule === 'queue') {
    return claim.score !== null && compareScores(claim.score, schedule.score) === 0
  }
  if (schedule.remainder === undefined) return false
  const own = remainderOf(exactLevies(schedule)(claim))
  return compareFractions(own, fractionFromJson(schedule.remainder)) === 0
}
