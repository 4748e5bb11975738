// Amounts for tight places, cut (never rounded up) to two decimals of thousands, millions or billions.
import { formatAmount, groupThousands } from '@/lib/domain/money'

const steps = [
  { exponent: 9, letter: 'G' },
  { exponent: 6, letter: 'M' },
  { exponent: 3, letter: 'k' },
]

export const shortAmount = (amount: bigint, options: { scale: number }): string => {
  const size = amount < 0n ? -amount : amount
  const step = steps.find(({ exponent }) => size >= 10n ** BigInt(exponent + options.scale))
  if (step === undefined) return groupThousands(formatAmount(amount, options))
  // bigint division cuts towards zero on both sides of it.
  const hundredths = (amount * 100n) / 10n ** BigInt(step.exponent + options.scale)
  return `${groupThousands(formatAmount(hundredths, { scale: 2 }))} ${step.letter}`
}
