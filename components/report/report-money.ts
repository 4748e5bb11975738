// Amounts of one report as its readers see them, for sentences; cells use ui/amount.
import type { Report } from '@/lib/domain/report'
import { formatAmount, groupThousands } from '@/lib/domain/money'

export const moneyOf =
  ({ asset }: Pick<Report, 'asset'>) =>
  (amount: bigint | string) =>
    groupThousands(formatAmount(BigInt(amount), { scale: Number(asset.scale) }))

// What was to be shared is what was levied and what rounding left.
export const collectedOf = ({ waterfall }: Pick<Report, 'waterfall'>): bigint =>
  BigInt(waterfall.levied) + BigInt(waterfall.residual)

// The sum that the rate divides by: every account that the rule may charge.
export const rateBaseOf = (report: Pick<Report, 'waterfall' | 'keyFigures'>): bigint => {
  const { numerator, denominator } = report.keyFigures.rate
  return (collectedOf(report) * BigInt(denominator)) / BigInt(numerator)
}

// Every class that pays, with the accounts that a threshold spares.
export const scopeBaseOf = ({ scope }: Pick<Report, 'scope'>): bigint =>
  scope.reduce(
    (total, part) => (part.class === 'exempt' ? total : total + BigInt(part.base ?? '0')),
    0n,
  )
