// The constants of a run: what solve reads from the whole population (allocation.md §3).
import type { ChargeableClaim } from './allocation-group'
import { exactLevies, remainderOf } from './allocation-levy'
import { capUnder, limitsToJson } from './allocation-limits'
import type { Marginal, RuleConstants, Schedule } from './allocation-schedule'
import { scoresAsIntegers } from './allocation-score'
import { solveRamps, type Ramp } from './allocation-solver'
import type { Terms } from './allocation-terms'
import { assert } from './assert'
import { compareAccounts } from './claim'
import {
  compareFractions,
  fraction,
  fractionToJson,
  greatestCommonDivisor,
  type Fraction,
  type FractionJson,
} from './fraction'
import { sum } from './money'

type Amount = { collected: bigint }

/**
 * The constants of a run, exactly, over claims that are grouped already: the smallest θ (largest μ)
 * at which the rule collects the amount, the queue's place where it is met, and what decides the
 * last units under largest remainder. `collected` in minor units.
 * `found` are the rule's constants where a faster search has them already.
 * Refuses (Fault) an amount outside 0 < collected ≤ capacity.
 */
export const solve = (
  claims: readonly ChargeableClaim[],
  options: Terms & Amount,
  found?: RuleConstants,
): Schedule => {
  const { rule, rounding, limits, collected } = options
  assert(collected > 0n, 'expected an amount above 0')
  const limitsJson = limitsToJson(limits)
  const terms = {
    rounding,
    weighted: claims.some(isWeighted),
    ...(limitsJson === null ? {} : { limits: limitsJson }),
  }
  if (rule === 'queue') return { rule, ...terms, ...lastInQueue(claims, options) }
  const schedule: Schedule = { ...(found ?? ruleConstants(claims, options)), ...terms }
  if (rounding === 'floor') return schedule
  return { ...schedule, ...lastUnit(claims, schedule, collected) }
}

const isWeighted = ({ class: of, weight }: ChargeableClaim): boolean =>
  of !== 'exempt' && weight !== null && weight.numerator !== weight.denominator

/** Every parametric rule as ramps over one parameter, and the parameter read back as θ or μ. */
const ruleConstants = (
  claims: readonly ChargeableClaim[],
  { rule, limits, collected }: Terms & Amount,
): RuleConstants => {
  const capped = claims
    .map(({ base, weight, ...claim }) => ({
      base,
      weight,
      cap: capUnder({ base, ...claim }, limits),
    }))
    .filter(({ cap }) => cap > 0n)
  switch (rule) {
    case 'pro-rata':
      return { rule, theta: fractionToJson(proportionalTheta(capped, collected)) }
    case 'equal-levy': {
      const ramps = capped.map(({ cap }) => ({ start: 0n, slope: 1n, cap }))
      return { rule, theta: fractionToJson(solveRamps(ramps, collected)) }
    }
    case 'level-down': {
      // μ falls while levies rise, so the ramps rise over −μ.
      const ramps = capped.map(({ base, cap }) => ({ start: -base, slope: 1n, cap }))
      const { numerator, denominator } = solveRamps(ramps, collected)
      return { rule, mu: fractionToJson({ numerator: -numerator, denominator }) }
    }
    case 'talmud':
      return { rule, ...talmudConstants(capped, collected) }
    case 'queue':
      assert(false, 'expected a parametric rule, got the queue')
  }
}

type Capped = Pick<ChargeableClaim, 'base' | 'weight'> & { cap: bigint }

/** Weights have a common denominator, by which θ is stretched while the slopes are integers. */
const proportionalTheta = (claims: readonly Capped[], collected: bigint): Fraction => {
  const unit = commonDenominator(claims)
  const ramps = claims.map(({ base, weight, cap }): Ramp => {
    const { numerator, denominator } = weight ?? { numerator: 1n, denominator: 1n }
    return { start: 0n, slope: base * numerator * (unit / denominator), cap }
  })
  const { numerator, denominator } = solveRamps(ramps, collected)
  return fraction(numerator * unit, denominator)
}

/** Least common multiple of the weights' denominators. */
const commonDenominator = (claims: readonly Capped[]): bigint => {
  const denominators = new Set(claims.map(({ weight }) => weight?.denominator ?? 1n))
  let multiple = 1n
  for (const denominator of denominators) {
    multiple *= denominator / greatestCommonDivisor(multiple, denominator)
  }
  return multiple
}

/** Half claims may be odd halves, so the ramps are those of twice the amounts. */
const talmudConstants = (
  claims: readonly Capped[],
  collected: bigint,
): { theta: FractionJson; half: 'low' | 'high' } => {
  const total = sum(claims.map(({ base }) => base))
  const half = 2n * collected <= total ? 'low' : 'high'
  const shared = half === 'low' ? collected : total - collected
  if (shared === 0n) return { theta: { numerator: '0', denominator: '1' }, half }
  const ramps = claims.map(({ base }): Ramp => ({ start: 0n, slope: 1n, cap: base }))
  const twice = solveRamps(ramps, 2n * shared)
  return { theta: fractionToJson(fraction(twice.numerator, 2n * twice.denominator)), half }
}

/** The claim at which the queue, by descending score and then by account, has collected the amount. */
const lastInQueue = (
  claims: readonly ChargeableClaim[],
  { limits, collected }: Terms & Amount,
): { score: string; cutoff: Marginal } => {
  const queue = claims.flatMap((claim) => {
    const { account, score } = claim
    const cap = capUnder(claim, limits)
    return cap === 0n || score === null ? [] : [{ account, score, cap }]
  })
  const ranks = scoresAsIntegers(queue.map(({ score }) => score))
  const ranked = queue.map((claim, index) => ({ ...claim, rank: ranks[index] ?? 0n }))
  ranked.sort((a, b) => {
    if (a.rank !== b.rank) return a.rank > b.rank ? -1 : 1
    return compareAccounts(a.account, b.account)
  })
  let left = collected
  for (const { account, score, cap } of ranked) {
    if (cap >= left) return { score, cutoff: { account, amount: left.toString() } }
    left -= cap
  }
  assert(false, 'expected an amount within the capacity of the queue')
}

/** Who gets the last unit when floors are short: by remainder descending, then by account. */
const lastUnit = (
  claims: readonly ChargeableClaim[],
  schedule: Schedule,
  collected: bigint,
): Pick<Schedule, 'remainder' | 'cutoff'> => {
  const exactly = exactLevies(schedule)
  let short = collected
  const cut: { account: string; floor: bigint; remainder: Fraction }[] = []
  for (const claim of claims) {
    const exact = exactly(claim)
    const [floor, remainder] = [exact.numerator / exact.denominator, remainderOf(exact)]
    short -= floor
    if (remainder.numerator > 0n) cut.push({ account: claim.account, floor, remainder })
  }
  cut.sort(
    (a, b) => compareFractions(b.remainder, a.remainder) || compareAccounts(a.account, b.account),
  )
  const last = cut[Number(short) - 1]
  if (last === undefined) return { remainder: { numerator: '1', denominator: '1' } }
  const { numerator, denominator } = last.remainder
  return {
    remainder: fractionToJson(fraction(numerator, denominator)),
    cutoff: { account: last.account, amount: (last.floor + 1n).toString() },
  }
}
