// One claim's levy, from the published schedule and nothing else (allocation.md §3).
import type { ChargeableClaim } from './allocation-group'
import { capUnder, limitsFromJson, type Limits } from './allocation-limits'
import type { Schedule } from './allocation-schedule'
import { assert } from './assert'
import { compareAccounts } from './claim'
import { compareFractions, fractionFromJson, type Fraction } from './fraction'
import { compareScores } from './allocation-score'

/**
 * One claim's levy in minor units, a whole number with 0 ≤ levy ≤ cap under the schedule's limits;
 * 0 for exempt claims and for those below the exemption threshold.
 * Reads nothing but the schedule and the claim, so each trader can repeat it. For an owner of
 * several accounts, give the grouped claim.
 */
export const levy = (schedule: Schedule, claim: ChargeableClaim): bigint =>
  leviesBy(schedule)(claim)

/**
 * The levy of any claim under one schedule, whose constants are read once; minor units.
 * Refuses (Fault) a claim without a score, and a schedule without a cutoff, under the queue.
 */
export const leviesBy = (schedule: Schedule): ((claim: ChargeableClaim) => bigint) => {
  const exactly = exactLevies(schedule)
  const isRoundedUp = roundingUp(schedule)
  return (claim) => {
    const exact = exactly(claim)
    const floor = exact.numerator / exact.denominator
    return isRoundedUp(exact, claim.account) ? floor + 1n : floor
  }
}

/**
 * The levy xᵢ before rounding, in minor units: a fraction that need not be in lowest terms,
 * 0 ≤ xᵢ ≤ cap. Refuses (Fault) what `leviesBy` refuses. Source: the table of allocation.md §3.
 */
export const exactLevies = (schedule: Schedule): ((claim: ChargeableClaim) => Fraction) => {
  const limits = limitsFromJson(schedule.limits)
  const uncapped = uncappedLevies(schedule, limits)
  return (claim) => {
    const cap = capUnder(claim, limits)
    return cap === 0n ? whole(0n) : atMost(uncapped(claim), cap)
  }
}

const whole = (amount: bigint): Fraction => ({ numerator: amount, denominator: 1n })

const atMost = (exact: Fraction, cap: bigint): Fraction =>
  exact.numerator >= cap * exact.denominator ? whole(cap) : exact

/** What the rule asks of a claim whose cap is above 0, before the cap. */
const uncappedLevies = (
  schedule: Schedule,
  limits: Limits,
): ((claim: ChargeableClaim) => Fraction) => {
  switch (schedule.rule) {
    case 'pro-rata':
      return proportional(fractionFromJson(schedule.theta), schedule.weighted)
    case 'equal-levy': {
      const theta = fractionFromJson(schedule.theta)
      return () => theta
    }
    case 'level-down':
      return levelled(fractionFromJson(schedule.mu))
    case 'talmud':
      return halved(fractionFromJson(schedule.theta), schedule.half)
    case 'queue':
      return queued(schedule, limits)
  }
}

const proportional =
  (theta: Fraction, weighted: boolean) =>
  ({ base, weight }: ChargeableClaim): Fraction => {
    const { numerator, denominator } = (weighted && weight) || whole(1n)
    return {
      numerator: theta.numerator * numerator * base,
      denominator: theta.denominator * denominator,
    }
  }

const levelled =
  (mu: Fraction) =>
  ({ base }: ChargeableClaim): Fraction => {
    const numerator = base * mu.denominator - mu.numerator
    return { numerator: numerator > 0n ? numerator : 0n, denominator: mu.denominator }
  }

const halved =
  (theta: Fraction, side: 'low' | 'high') =>
  ({ base }: ChargeableClaim): Fraction => {
    const half = { numerator: base, denominator: 2n }
    const least = compareFractions(half, theta) <= 0 ? half : theta
    if (side === 'low') return least
    return {
      numerator: base * least.denominator - least.numerator,
      denominator: least.denominator,
    }
  }

const queued = (
  schedule: Extract<Schedule, { rule: 'queue' }>,
  limits: Limits,
): ((claim: ChargeableClaim) => Fraction) => {
  const { score, cutoff } = schedule
  assert(cutoff !== undefined, 'expected a queue with its marginal claim, got none')
  return (claim) => {
    assert(claim.score !== null, 'expected a score, got none')
    const rank = compareScores(claim.score, score) || compareAccounts(cutoff.account, claim.account)
    if (rank === 0) return whole(BigInt(cutoff.amount))
    return whole(rank > 0 ? capUnder(claim, limits) : 0n)
  }
}

/** Whether largest remainder gives a claim one unit above its floor. */
const roundingUp = (schedule: Schedule): ((exact: Fraction, account: string) => boolean) => {
  const { remainder, cutoff } = schedule
  if (remainder === undefined) return () => false
  const least = fractionFromJson(remainder)
  return (exact, account) => {
    const own = remainderOf(exact)
    const comparison = compareFractions(own, least)
    if (comparison !== 0) return comparison > 0
    return cutoff !== undefined && compareAccounts(account, cutoff.account) <= 0
  }
}

/** What a floor cuts off: at least 0 and below 1. */
export const remainderOf = ({ numerator, denominator }: Fraction): Fraction => ({
  numerator: numerator % denominator,
  denominator,
})
