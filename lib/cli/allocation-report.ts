// What `ballast allocate` prints: the JSON object of the result and the CSV of levies.
import type { Allocation } from '@/lib/domain/allocation'
import {
  ascendingAmounts,
  chargedPopulation,
  histogram,
  lorenzCurve,
} from '@/lib/domain/allocation-distribution'
import { groupByOwner } from '@/lib/domain/allocation-group'
import { isCharged, type Limits } from '@/lib/domain/allocation-limits'
import { isResidualLarge, measure } from '@/lib/domain/allocation-metrics'
import { snapshotDigest, type Claim } from '@/lib/domain/claim'
import { toDecimalFloor, toPercent, type Fraction } from '@/lib/domain/fraction'
import { formatAmount } from '@/lib/domain/money'

type ReportOptions = { scale: number; limits: Limits; largestShortfall: bigint }

/** Amounts are decimal strings with exactly `scale` fraction digits, ratios with 18, cut off. */
export const allocationReport = (
  claims: readonly Claim[],
  allocation: Allocation,
  options: ReportOptions,
): Record<string, unknown> => {
  const { scale, limits } = options
  const amount = (value: bigint): string => formatAmount(value, { scale })
  const unprotected = limits.minEquity === null ? null : withoutEquity(claims, limits)
  return {
    rule: allocation.schedule.rule,
    rounding: allocation.schedule.rounding,
    scale,
    loss: amount(allocation.collected),
    collected: amount(allocation.collected),
    capacity: amount(allocation.capacity),
    claims: claims.length,
    charged: allocation.accountsCharged,
    ...(unprotected === null ? {} : { withoutEquity: unprotected }),
    schedule: allocation.schedule,
    levied: amount(allocation.levied),
    residual: amount(allocation.residual),
    snapshotDigest: snapshotDigest(claims),
    metrics: { ...metricsReport(claims, allocation, options), ...curves(claims, allocation) },
    warnings: [...residualWarning(allocation, options), ...equityWarning(unprotected ?? 0)],
  }
}

/** Accounts that may be charged and whose owner's equity is not known: no minimum equity holds. */
const withoutEquity = (claims: readonly Claim[], limits: Limits): number =>
  groupByOwner(claims)
    .filter(({ claim }) => isCharged(claim, limits) && claim.equity === null)
    .reduce((count, { members }) => count + members.length, 0)

const metricsReport = (
  claims: readonly Claim[],
  allocation: Allocation,
  { scale, largestShortfall }: ReportOptions,
): Record<string, unknown> => {
  const metrics = measure(claims, allocation, { largestShortfall })
  const amount = (value: bigint): string => formatAmount(value, { scale })
  const total = ({ accounts, base, levy }: (typeof metrics.byClass)['house']) => {
    return { accounts, base: amount(base), levy: amount(levy) }
  }
  const { medianLevy, byClass } = metrics
  return {
    rate: ratio(metrics.rate),
    utilisation: ratio(metrics.utilisation),
    gini: ratio(metrics.gini),
    proportionalityDeviation: ratio(metrics.proportionalityDeviation),
    largestLevy: amount(metrics.largestLevy),
    largestLevyShareOfBase: ratio(metrics.largestLevyShareOfBase),
    medianLevy: amount(medianLevy.numerator / medianLevy.denominator),
    largestPayout: amount(metrics.largestPayout),
    ptsr: ratio(metrics.ptsr),
    pmr: metrics.pmr && ratio(metrics.pmr),
    top1Share: ratio(metrics.top1Share),
    top10Share: ratio(metrics.top10Share),
    top1PercentShare: ratio(metrics.top1PercentShare),
    top10PercentShare: ratio(metrics.top10PercentShare),
    chargedCount: metrics.chargedCount,
    cappedCount: metrics.cappedCount,
    exemptCount: metrics.exemptCount,
    belowThresholdCount: metrics.belowThresholdCount,
    byClass: {
      eligible: total(byClass.eligible),
      house: total(byClass.house),
      exempt: total(byClass.exempt),
    },
  }
}

const ratio = (value: Fraction): string => toDecimalFloor(value, { digits: 18 })

const curves = (
  claims: readonly Claim[],
  allocation: Allocation,
): Record<'histogram' | 'lorenz', unknown> => {
  const { levies, payouts } = ascendingAmounts(chargedPopulation(claims, allocation.levies))
  return {
    histogram: { levies: histogram(levies), payouts: histogram(payouts) },
    lorenz: { levies: lorenzCurve(levies).map(ratio), payouts: lorenzCurve(payouts).map(ratio) },
  }
}

const residualWarning = (allocation: Allocation, options: { scale: number }): string[] => {
  if (!isResidualLarge(allocation)) return []
  const { residual, collected } = allocation
  const share = toPercent({ numerator: residual, denominator: collected }, { digits: 1 })
  return [
    `The residual of ${formatAmount(residual, options)} is ${share} % of what is to be collected: every levy is rounded down and many are tiny. --rounding largest-remainder collects all of it.`,
  ]
}

const equityWarning = (unprotected: number): string[] => {
  if (unprotected === 0) return []
  const [accounts, them] =
    unprotected === 1 ? ['1 account has', 'it'] : [`${unprotected} accounts have`, 'them']
  return [`${accounts} no known equity: --min-equity does not limit ${them}.`]
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
