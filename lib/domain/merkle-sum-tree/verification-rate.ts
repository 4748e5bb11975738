// Whether the constants of a schedule can be those of its run, as far as one reader can see.
import type { FractionJson } from '../fraction'
import type { SealedSchedule } from '../allocation-schedule'
import type { AccountPart, PublicSide } from './format'
import { amountOf, unless, type Case, type Finding } from './verification-case'

/** What the rate is compared with. */
type Rated = Pick<PublicSide, 'sharesContext' | 'totals'>

/** Under plain pro-rata, θ is the collected amount over all bases that pay; null under other terms. */
export const thetaFinding = ({ side, part }: Case): Finding | null => {
  const { schedule, collected } = side.sharesContext
  if (uncheckedRate(side, part) !== null || !('theta' in schedule)) return null
  return unless(
    compare(schedule.theta, [amountOf(collected), chargedOf(side)]) === 0
      ? null
      : 'The rate is not the collected amount divided by all bases that pay.',
    'The rate is the collected amount divided by all bases that pay.',
  )
}

/**
 * Why a reader cannot compute the rate again, as "not recomputed, because …" without a full stop;
 * null where the check `theta` does it. Terms that limit nothing count as none. For a statement
 * whose checks passed. Source: transparency.md §3, "for pro-rata without weights, limits or caps".
 */
export const uncheckedRate = (
  side: Rated,
  { claim }: { claim: Pick<AccountPart['claim'], 'weight'> },
): string | null => {
  const { schedule } = side.sharesContext
  const reason =
    schedule.rule !== 'pro-rata'
      ? `under the rule ${schedule.rule} it depends on claims that you do not see`
      : schedule.weighted
        ? weightReason(claim.weight)
        : isLimiting(schedule.limits)
          ? 'the policy limits what a claim may lose, and you do not see which claims that touches'
          : amountOf(side.totals.capacity) < chargedOf(side)
            ? 'some claims have caps of their own, which you do not see'
            : null
  return reason === null ? null : `not recomputed, because ${reason}`
}

const weightReason = (own: string | undefined): string =>
  own === undefined
    ? 'the schedule says that claims have weights: yours has none, and you do not see those of others'
    : 'claims have weights, and you do not see those of others'

const chargedOf = ({ totals }: Rated): bigint => amountOf(totals.eligible) + amountOf(totals.house)

/** A cap of the whole base, and a threshold that only empty claims are below, spare nobody. */
const isLimiting = (limits: SealedSchedule['limits']): boolean => {
  const { capFraction, minEquity, exemptBelow = '0' } = limits ?? {}
  const isCapping = capFraction !== undefined && compare(capFraction, [1n, 1n]) < 0
  return isCapping || minEquity !== undefined || amountOf(exemptBelow) > 1n
}

/** The order of a published fraction and a quotient, by cross-multiplication; below is negative. */
const compare = ({ numerator, denominator }: FractionJson, [over, under]: [bigint, bigint]) => {
  const [left, right] = [BigInt(numerator) * under, over * BigInt(denominator)]
  return left === right ? 0 : left < right ? -1 : 1
}

/** The constants are such as solving the rule can give for these totals. */
export const constantsFinding = ({ side }: Case): Finding =>
  unless(
    limitsProblem(side) ?? remainderProblem(side) ?? constantProblem(side),
    'The constants of the schedule are such as its rule can have for these totals.',
  )

const limitsProblem = ({ sharesContext }: Rated): string | null => {
  const { capFraction } = sharesContext.schedule.limits ?? {}
  return capFraction !== undefined && compare(capFraction, [1n, 1n]) > 0
    ? 'The policy lets claims lose more than their base: its cap fraction is above 1.'
    : null
}

/** Above 0, for a claim without remainder is never rounded up; 1 exactly where no unit is left to give. */
const remainderProblem = ({ sharesContext }: Rated): string | null => {
  const { remainder, cutoff } = sharesContext.schedule
  if (remainder === undefined) return null
  const order = compare(remainder, [1n, 1n])
  if (remainder.numerator === '0' || order > 0) {
    return 'The remainder that earns a unit is 0 or above 1, expected one between.'
  }
  return (order === 0) === (cutoff === undefined)
    ? null
    : 'The remainder that earns a unit and the claim at the edge of the run do not fit each other.'
}

const constantProblem = (side: CountedSide): string | null => {
  const { schedule, collected: digits } = side.sharesContext
  const [charged, collected] = [chargedOf(side), amountOf(digits)]
  switch (schedule.rule) {
    case 'pro-rata':
      return rateProblem(side, schedule)
    case 'equal-levy':
      return outside(schedule.theta, {
        least: [collected, claimsOf(side)],
        most: [collected, 1n],
      })
    case 'level-down':
      return compare(schedule.mu, [charged, 1n]) < 0
        ? null
        : 'The level that claims keep is as high as all bases together.'
    case 'talmud':
      if (schedule.half === 'low' && 2n * collected > charged) {
        return 'More than half of all bases is collected, the schedule says that it is less.'
      }
      return outside(schedule.theta, { least: [0n, 1n], most: [charged, 2n] })
    case 'queue':
      return null
  }
}

type CountedSide = Rated & Pick<PublicSide, 'counts'>

const claimsOf = ({ counts }: CountedSide): bigint =>
  amountOf(counts.eligible) + amountOf(counts.house)

const outside = (
  constant: FractionJson,
  { least, most }: { least: [bigint, bigint]; most: [bigint, bigint] },
): string | null =>
  compare(constant, least) < 0 || compare(constant, most) > 0
    ? 'The rate cannot collect this amount from claims of these totals.'
    : null

/**
 * Without weights θ is at most 1. Claims pay θ·base where nothing caps them, and each stays below
 * that by no more than what its cap and the limits keep of its base: so Σ θ·base is at least what is
 * collected, and exceeds it by no more than all that is kept together.
 */
const rateProblem = (
  side: CountedSide,
  { theta, weighted }: { theta: FractionJson; weighted: boolean },
): string | null => {
  if (theta.numerator === '0') return 'The rate is 0, and an amount is collected.'
  if (weighted) return null
  const charged = chargedOf(side)
  const collected = amountOf(side.sharesContext.collected)
  const spared = sparedOf(side)
  const most: [bigint, bigint] =
    spared === null || collected + spared > charged ? [1n, 1n] : [collected + spared, charged]
  return outside(theta, { least: [collected, charged], most })
}

/** Most that caps, cap fraction and threshold keep of all bases; null when equities decide. */
const sparedOf = (side: CountedSide): bigint | null => {
  const { capFraction, minEquity, exemptBelow = '0' } = side.sharesContext.schedule.limits ?? {}
  if (minEquity !== undefined) return null
  const [charged, claims] = [chargedOf(side), claimsOf(side)]
  const byCaps = charged - amountOf(side.totals.capacity)
  const byThreshold = amountOf(exemptBelow) > 1n ? claims * (amountOf(exemptBelow) - 1n) : 0n
  if (capFraction === undefined) return byCaps + byThreshold
  const { numerator, denominator } = capFraction
  return (
    byCaps + byThreshold + charged - (charged * BigInt(numerator)) / BigInt(denominator) + claims
  )
}
