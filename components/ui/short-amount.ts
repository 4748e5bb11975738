// Amounts for tight places, to two decimals of thousands, millions or billions: cut, or rounded half up where that is asked for.
import { formatAmount, groupThousands } from '@/lib/domain/money'

const steps = [
  { exponent: 9, letter: 'G' },
  { exponent: 6, letter: 'M' },
  { exponent: 3, letter: 'k' },
]

// 999.995 k and more is written 1.00 M, not 1,000.00 k.
const ROUNDED_UP = 200_000n

export type ShortAmountOptions = {
  scale: number
  // Cut, an amount never reads as more than there is; rounded, parts of one whole read as they are.
  isRounded?: boolean
}

export const shortAmount = (
  amount: bigint,
  { scale, isRounded = false }: ShortAmountOptions,
): string => {
  const size = amount < 0n ? -amount : amount
  const step = steps
    .map(({ exponent, letter }) => ({ unit: 10n ** BigInt(exponent + scale), letter }))
    .find(({ unit }) => size >= (isRounded ? unit - unit / ROUNDED_UP : unit))
  if (step === undefined) return groupThousands(formatAmount(amount, { scale }))
  const hundredth = step.unit / 100n
  const hundredths = (size + (isRounded ? hundredth / 2n : 0n)) / hundredth
  const signed = amount < 0n ? -hundredths : hundredths
  return `${groupThousands(formatAmount(signed, { scale: 2 }))} ${step.letter}`
}
