// What `ballast allocate` prints: the JSON object of the result and the CSV of levies.
import type { Allocation } from '@/lib/domain/allocation'
import { measure } from '@/lib/domain/allocation-metrics'
import { snapshotDigest, type Claim } from '@/lib/domain/claim'
import { toDecimalFloor, type Fraction } from '@/lib/domain/fraction'
import { formatAmount } from '@/lib/domain/money'

const RATIO_DIGITS = { digits: 18 }

/** Amounts are decimal strings with exactly `scale` fraction digits, ratios with 18, cut off. */
export const allocationReport = (
  claims: readonly Claim[],
  allocation: Allocation,
  { scale }: { scale: number },
): Record<string, unknown> => {
  const amount = (value: bigint): string => formatAmount(value, { scale })
  return {
    rule: allocation.schedule.rule,
    rounding: allocation.schedule.rounding,
    scale,
    loss: amount(allocation.collected),
    collected: amount(allocation.collected),
    capacity: amount(allocation.capacity),
    claims: claims.length,
    charged: allocation.accountsCharged,
    schedule: allocation.schedule,
    levied: amount(allocation.levied),
    residual: amount(allocation.residual),
    snapshotDigest: snapshotDigest(claims),
    metrics: metricsReport(claims, allocation, amount),
  }
}

const metricsReport = (
  claims: readonly Claim[],
  allocation: Allocation,
  amount: (value: bigint) => string,
): Record<string, unknown> => {
  const metrics = measure(claims, allocation)
  const ratio = (value: Fraction): string => toDecimalFloor(value, RATIO_DIGITS)
  const total = ({ accounts, base, levy }: (typeof metrics.byClass)['house']) => {
    return { accounts, base: amount(base), levy: amount(levy) }
  }
  const { medianLevy, byClass } = metrics
  return {
    rate: ratio(metrics.rate),
    utilisation: ratio(metrics.utilisation),
    gini: ratio(metrics.gini),
    largestLevy: amount(metrics.largestLevy),
    largestLevyShareOfBase: ratio(metrics.largestLevyShareOfBase),
    medianLevy: amount(medianLevy.numerator / medianLevy.denominator),
    top1Share: ratio(metrics.top1Share),
    top10Share: ratio(metrics.top10Share),
    top1PercentShare: ratio(metrics.top1PercentShare),
    top10PercentShare: ratio(metrics.top10PercentShare),
    chargedCount: metrics.chargedCount,
    cappedCount: metrics.cappedCount,
    exemptCount: metrics.exemptCount,
    byClass: {
      eligible: total(byClass.eligible),
      house: total(byClass.house),
      exempt: total(byClass.exempt),
    },
  }
}

/** account,base,levy for every claim, exempt and zero included, sorted by account bytes. */
export const levyLines = (
  claims: readonly Claim[],
  levies: readonly bigint[],
  options: { scale: number },
): string => {
  const lines = claims.map(({ account, base }, index) => {
    const levy = formatAmount(levies[index] ?? 0n, options)
    return `${account},${formatAmount(base, options)},${levy}`
  })
  // The comma sorts before everything that an account may hold, so whole lines sort like accounts.
  return ['account,base,levy', ...lines.sort(), ''].join('\n')
}
