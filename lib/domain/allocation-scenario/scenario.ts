// What a loss would do to a prepared population under a rule: every figure of a simulation at once.
import type { Infeasible } from '../allocation'
import type { Constants, Shape } from './affine'
import { amountAt } from './column'
import { binCounts, curveOf, lorenzPoints, smallestSum, statistic, type Curve } from './curve'
import { passedDeviation } from './deviation'
import { affineDeviation, giniOf } from './inequality'
import type { LimitedClaims } from './limited'
import type { Rule } from '../allocation-schedule'
import { countFull, countNumeratorsBelow, firstRows, numeratorAt } from './segment'
import { shapeOf } from './shape'
import { assert } from '../assert'
import { fraction, ZERO, type Fraction } from '../fraction'

/**
 * Of the levies xᵢ before rounding and the payouts base − xᵢ, over the charged population (eligible +
 * house, those below the threshold with a levy of 0), n claims. Amounts in minor units. Exact:
 * `rate`, `utilisation`, constants, top shares (fractions of C), and all that the floor rounding
 * makes whole: `largestLevy` and its share of base (ties go to the larger share), `medianLevy`
 * (mean of the middle two when n is even), `largestPayout`, `ptsr`, `pmr` (null without a largest
 * shortfall), the counts and the bins. Floats: `gini`, `proportionalityDeviation` and Lorenz points,
 * within a relative 10⁻⁹, or 10⁻¹² where they are smaller than a thousandth.
 */
export type Scenario = {
  kind: 'scenario'
  constants: Constants
  capacity: bigint
  chargedBase: bigint
  rate: Fraction
  utilisation: Fraction
  gini: number
  proportionalityDeviation: number
  top1Share: Fraction
  top10Share: Fraction
  top1PercentShare: Fraction
  top10PercentShare: Fraction
  largestLevy: bigint
  largestLevyShareOfBase: Fraction
  medianLevy: Fraction
  largestPayout: bigint
  ptsr: Fraction
  pmr: Fraction | null
  chargedCount: number
  cappedCount: number
  belowThresholdCount: number
  levyBins: number[]
  payoutBins: number[]
  levyLorenz: Float64Array
  payoutLorenz: Float64Array
}

/**
 * Answers one loss: `collected` minor units, above 0, under one rule; `largestShortfall` of the
 * losses in scope, minor units above 0. Infeasible above capacity. Not re-entrant: answers of one
 * prepared population share its scratch. Refuses (Fault) what `shapeOf` refuses.
 * Source: allocation.md §3 and §4; Chitra, arXiv 2512.01112 (PTSR, PMR).
 */
export const answerScenario = (
  claims: LimitedClaims,
  options: { rule: Rule; collected: bigint; largestShortfall?: bigint },
): Scenario | Infeasible => {
  const { rule, collected, largestShortfall } = options
  const { capacity, chargedBase, first } = claims
  assert(collected > 0n, 'expected an amount above 0')
  if (collected > capacity) return { kind: 'infeasible', capacity, missing: collected - capacity }
  const shape = shapeOf(claims, rule, collected)
  const levies = curveOf(shape.levies(), shape.denominator)
  const levyFigures = figuresOfLevies(levies, claims)
  const payouts = curveOf(shape.payouts(), shape.denominator)
  const largestPayout = ceiling(largestNumerator(payouts), payouts.denominator)
  return {
    kind: 'scenario',
    constants: shape.constants,
    capacity,
    chargedBase,
    rate: fraction(collected, chargedBase),
    utilisation: fraction(collected, capacity),
    ...levyFigures,
    gini: giniOf(payouts, claims.prepared),
    proportionalityDeviation: deviationOf(payouts, { claims, shape }),
    largestPayout,
    ptsr: fraction(largestPayout, collected),
    pmr: largestShortfall === undefined ? null : fraction(largestPayout, largestShortfall),
    belowThresholdCount: first,
    payoutBins: binCounts(payouts, { rounded: 'up' }),
    payoutLorenz: lorenzPoints(payouts),
  }
}

type LevyFigures = Pick<
  Scenario,
  | 'top1Share'
  | 'top10Share'
  | 'top1PercentShare'
  | 'top10PercentShare'
  | 'largestLevy'
  | 'largestLevyShareOfBase'
  | 'medianLevy'
  | 'chargedCount'
  | 'cappedCount'
  | 'levyBins'
  | 'levyLorenz'
>

const figuresOfLevies = (levies: Curve, claims: LimitedClaims): LevyFigures => {
  const { size, denominator, streams } = levies
  const count = (share: number): number => Math.ceil(size / share)
  const largestLevy = largestNumerator(levies) / denominator
  const below = streams.reduce((sum, stream) => sum + countNumeratorsBelow(stream, denominator), 0)
  return {
    top1Share: topShare(levies, 1),
    top10Share: topShare(levies, 10),
    top1PercentShare: topShare(levies, count(100)),
    top10PercentShare: topShare(levies, count(10)),
    largestLevy,
    largestLevyShareOfBase: shareOfBase(levies, { largestLevy, claims }),
    medianLevy: medianOf(levies),
    chargedCount: size - below,
    cappedCount: streams.reduce((sum, stream) => sum + countFull(stream), 0),
    levyBins: binCounts(levies, { rounded: 'down' }),
    levyLorenz: lorenzPoints(levies),
  }
}

const topShare = (levies: Curve, count: number): Fraction => {
  const smaller = smallestSum(levies, Math.max(0, levies.size - count))
  return fraction(levies.total - smaller, levies.total)
}

const largestNumerator = ({ streams }: Curve): bigint =>
  streams.reduce((largest, stream) => {
    const last = numeratorAt(stream, stream.size - 1)
    return last > largest ? last : largest
  }, 0n)

/** Of the claims that pay as much, the one with the smallest base. */
const shareOfBase = (
  { streams, denominator }: Curve,
  { largestLevy, claims }: { largestLevy: bigint; claims: LimitedClaims },
): Fraction => {
  if (largestLevy === 0n) return ZERO
  const rows = streams.flatMap((stream) => firstRows(stream, largestLevy * denominator))
  return fraction(largestLevy, amountAt(claims.prepared.bases, Math.min(...rows)))
}

const medianOf = (levies: Curve): Fraction => {
  const floored = (position: number): bigint => statistic(levies, position) / levies.denominator
  const [lower, upper] = [Math.floor((levies.size - 1) / 2), Math.floor(levies.size / 2)]
  const low = floored(lower)
  return fraction(low + (upper === lower ? low : floored(upper)), 2n)
}

const ceiling = (numerator: bigint, denominator: bigint): bigint =>
  (numerator + denominator - 1n) / denominator

const deviationOf = (
  payouts: Curve,
  { claims, shape }: { claims: LimitedClaims; shape: Shape },
): number => {
  if (shape.payoutForm !== null) return passedDeviation(claims, shape.payoutForm)
  return affineDeviation(
    payouts.streams.flatMap(({ segments }) => segments),
    claims,
  )
}
