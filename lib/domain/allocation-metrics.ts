// The figures by which people judge an allocation (allocation.md §4), exact where counts and sums are.
import type { Allocation } from './allocation'
import { ascendingAmounts, chargedPopulation, type Charged } from './allocation-distribution'
import { assert } from './assert'
import type { Claim, ClaimClass } from './claim'
import { compareFractions, fraction, ZERO, type Fraction } from './fraction'
import { sum } from './money'

type ClassTotal = { accounts: number; base: bigint; levy: bigint }

/**
 * Amounts in minor units, shares and ratios as exact fractions of 1. The charged population is
 * eligible + house, n accounts; those below an exemption threshold are in it with a levy of 0, so
 * that policies compare on one population. "Top p %" are the ⌈p·n/100⌉ largest levies as a share of
 * all that is levied; `medianLevy` is over the n accounts, the mean of the middle two when n is even.
 * `gini` and `largestPayout` are of payouts (base − levy); `proportionalityDeviation` is signed, 0
 * where everybody keeps the same share of his base. `chargedCount`: accounts that pay at least one
 * unit; `cappedCount`: those whose owner pays all he may lose; `exemptCount`: accounts of class
 * exempt; `belowThresholdCount`: accounts that the exemption threshold spares. `ptsr` is the largest
 * surviving profit / collected, `pmr` the same / largest single shortfall, null when it is not known.
 */
export type Metrics = {
  rate: Fraction
  utilisation: Fraction
  gini: Fraction
  proportionalityDeviation: Fraction
  largestLevy: bigint
  largestLevyShareOfBase: Fraction
  medianLevy: Fraction
  largestPayout: bigint
  ptsr: Fraction
  pmr: Fraction | null
  cappedCount: number
  chargedCount: number
  exemptCount: number
  belowThresholdCount: number
  top1Share: Fraction
  top10Share: Fraction
  top1PercentShare: Fraction
  top10PercentShare: Fraction
  byClass: Record<ClaimClass, ClassTotal>
}

/**
 * Measures an allocation on the claims it was made from, in the same order.
 * rate = C/D, utilisation = C/U. `largestShortfall` is the largest single shortfall of the losses in
 * scope, minor units above 0. Refuses (Fault) claims and levies of different counts,
 * and a largest shortfall that is not above 0.
 * Source: allocation.md §4; Chitra, arXiv 2512.01112 (PTSR, PMR).
 */
export const measure = (
  claims: readonly Claim[],
  allocation: Allocation,
  { largestShortfall }: { largestShortfall?: bigint } = {},
): Metrics => {
  const isShortfall = largestShortfall === undefined || largestShortfall > 0n
  assert(isShortfall, 'expected a largest shortfall above 0')
  const { collected, capacity, chargedBase } = allocation
  const charged = chargedPopulation(claims, allocation.levies)
  const { levies, payouts } = ascendingAmounts(charged)
  const largest = largestLevy(charged)
  const largestPayout = payouts.at(-1) ?? 0n
  return {
    rate: fraction(collected, chargedBase),
    utilisation: fraction(collected, capacity),
    gini: gini(payouts),
    proportionalityDeviation: proportionalityDeviation(charged),
    largestLevy: largest.levy,
    largestLevyShareOfBase: largest.share,
    medianLevy: median(levies),
    largestPayout,
    ptsr: fraction(largestPayout, collected),
    pmr: largestShortfall === undefined ? null : fraction(largestPayout, largestShortfall),
    cappedCount: allocation.cappedCount,
    chargedCount: allocation.accountsCharged,
    exemptCount: claims.length - charged.length,
    belowThresholdCount: allocation.belowThresholdCount,
    ...topShares(levies),
    byClass: classTotals(claims, allocation.levies),
  }
}

/** 1 − Σ (Xₖ − Xₖ₋₁)(Yₖ + Yₖ₋₁) with Xₖ = k/n over ascending values; 0 when the total is 0. */
const gini = (ascending: BigUint64Array): Fraction => {
  let [cumulative, area] = [0n, 0n]
  for (const value of ascending) {
    area += 2n * cumulative + value
    cumulative += value
  }
  if (cumulative === 0n) return ZERO
  const whole = BigInt(ascending.length) * cumulative
  return fraction(whole - area, whole)
}

/**
 * The form of `gini` with Xₖ = cumulative share of what proportional payouts would be, which is the
 * share of base, and Yₖ = cumulative share of payouts, ascending by base, ties by payout.
 */
const proportionalityDeviation = (charged: readonly Charged[]): Fraction => {
  const bases = BigUint64Array.from(charged, ({ claim }) => claim.base)
  const payouts = BigUint64Array.from(charged, ({ claim, levy }) => claim.base - levy)
  const ascending = Uint32Array.from(charged.keys()).sort(
    (a, b) => order(bases[a], bases[b]) || order(payouts[a], payouts[b]),
  )
  let [cumulative, area] = [0n, 0n]
  for (const index of ascending) {
    const payout = payouts[index] ?? 0n
    area += (bases[index] ?? 0n) * (2n * cumulative + payout)
    cumulative += payout
  }
  if (cumulative === 0n) return ZERO
  const whole = sum(bases) * cumulative
  return fraction(whole - area, whole)
}

const order = (a = 0n, b = 0n): number => (a < b ? -1 : a > b ? 1 : 0)

/** Ties go to the larger share of base, so the order of the claims does not matter. */
const largestLevy = (charged: readonly Charged[]): { levy: bigint; share: Fraction } => {
  let largest = { levy: 0n, share: ZERO }
  for (const { claim, levy } of charged) {
    if (levy === 0n || levy < largest.levy) continue
    const share = fraction(levy, claim.base)
    if (levy > largest.levy || compareFractions(share, largest.share) > 0) largest = { levy, share }
  }
  return largest
}

const median = (ascending: BigUint64Array): Fraction => {
  if (ascending.length === 0) return ZERO
  const upper = ascending[Math.floor(ascending.length / 2)] ?? 0n
  const lower = ascending[Math.floor((ascending.length - 1) / 2)] ?? 0n
  return fraction(lower + upper, 2n)
}

type TopShares = Pick<
  Metrics,
  'top1Share' | 'top10Share' | 'top1PercentShare' | 'top10PercentShare'
>

const topShares = (ascending: BigUint64Array): TopShares => {
  const { length } = ascending
  const total = sum(ascending)
  const share = (count: number): Fraction =>
    total === 0n ? ZERO : fraction(sum(ascending.subarray(Math.max(0, length - count))), total)
  return {
    top1Share: share(1),
    top10Share: share(10),
    top1PercentShare: share(Math.ceil(length / 100)),
    top10PercentShare: share(Math.ceil(length / 10)),
  }
}

const classTotals = (
  claims: readonly Claim[],
  levies: readonly bigint[],
): Record<ClaimClass, ClassTotal> => {
  const empty = (): ClassTotal => ({ accounts: 0, base: 0n, levy: 0n })
  const totals = { eligible: empty(), house: empty(), exempt: empty() }
  for (const [index, claim] of claims.entries()) {
    const total = totals[claim.class]
    total.accounts += 1
    total.base += claim.base
    total.levy += levies[index] ?? 0n
  }
  return totals
}

/**
 * Whether what the floors leave to the operator deserves a warning: at least 1 % of what is to be
 * collected, which happens when claims are tiny. Source: allocation.md §3, Rounding.
 */
export const isResidualLarge = ({
  residual,
  collected,
}: Pick<Allocation, 'residual' | 'collected'>): boolean => 100n * residual >= collected
