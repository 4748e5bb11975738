// The figures of a run as they are stored, shown and repeated: counts as numbers, amounts and shares as text.
import type { Allocation } from './allocation'
import { distribution } from './allocation-distribution'
import { measure, type Metrics } from './allocation-metrics'
import type { Claim, ClaimClass } from './claim'
import { fractionToJson, type FractionJson } from './fraction'

type ClassTotal = { accounts: number; base: string; levy: string }

/** Amounts in minor units, shares of 1; what is null was not measured. Terms as in `Metrics`. */
export type AllocationFigures = {
  rate: FractionJson
  utilisation: FractionJson
  gini: FractionJson
  proportionalityDeviation: FractionJson | null
  ptsr: FractionJson | null
  pmr: FractionJson | null
  largestPayout: string | null
  largestShortfall: string | null
  largestLevy: string
  largestLevyShare: FractionJson
  medianLevy: FractionJson
  top10Share: FractionJson
  top10PercentShare: FractionJson | null
  top1PercentShare: FractionJson
  byClass: Record<ClaimClass, ClassTotal> | null
  accountsInScope: number
  accountsCharged: number
  cappedCount: number
  exemptCount: number
  belowThresholdCount: number
}

/** Accounts with from ≤ base < to, in minor units; `to` is null for the open top. */
export type TierFigures = {
  from: string
  to: string | null
  accounts: number
  base: string
  levy: string
}

/**
 * Every figure of an allocation on the claims it was made from. `shortfalls` are those of the losses
 * in scope, minor units above 0, at least one. Refuses (Fault) what `measure` refuses.
 * Source: allocation.md §4.
 */
export const figuresOf = (
  claims: readonly Claim[],
  allocation: Allocation,
  { shortfalls }: { shortfalls: readonly bigint[] },
): AllocationFigures => {
  const largestShortfall = shortfalls.reduce((a, b) => (a > b ? a : b))
  const metrics = measure(claims, allocation, { largestShortfall })
  return {
    rate: fractionToJson(metrics.rate),
    utilisation: fractionToJson(metrics.utilisation),
    gini: fractionToJson(metrics.gini),
    proportionalityDeviation: fractionToJson(metrics.proportionalityDeviation),
    ptsr: fractionToJson(metrics.ptsr),
    pmr: metrics.pmr && fractionToJson(metrics.pmr),
    largestPayout: metrics.largestPayout.toString(),
    largestShortfall: largestShortfall.toString(),
    largestLevy: metrics.largestLevy.toString(),
    largestLevyShare: fractionToJson(metrics.largestLevyShareOfBase),
    medianLevy: fractionToJson(metrics.medianLevy),
    top10Share: fractionToJson(metrics.top10Share),
    top10PercentShare: fractionToJson(metrics.top10PercentShare),
    top1PercentShare: fractionToJson(metrics.top1PercentShare),
    byClass: {
      eligible: classTotalOf(metrics.byClass.eligible),
      house: classTotalOf(metrics.byClass.house),
      exempt: classTotalOf(metrics.byClass.exempt),
    },
    accountsInScope: claims.length - metrics.exemptCount,
    accountsCharged: metrics.chargedCount,
    cappedCount: metrics.cappedCount,
    exemptCount: metrics.exemptCount,
    belowThresholdCount: metrics.belowThresholdCount,
  }
}

const classTotalOf = ({ accounts, base, levy }: Metrics['byClass']['house']): ClassTotal => ({
  accounts,
  base: base.toString(),
  levy: levy.toString(),
})

/** Tiers of base as `distribution` makes them; `scale` is the asset's fraction digits. */
export const tiersOf = (
  claims: readonly Claim[],
  levies: readonly bigint[],
  options: { scale: number },
): TierFigures[] =>
  distribution(claims, levies, options).map((tier) => ({
    from: tier.from.toString(),
    to: tier.to?.toString() ?? null,
    accounts: tier.accounts,
    base: tier.base.toString(),
    levy: tier.levy.toString(),
  }))
