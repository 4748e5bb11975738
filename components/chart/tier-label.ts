// What a tier of profit is called: "below 10", "100 – 1,000", "1 M and more".
import { shortAmount } from '@/components/ui/short-amount'
import { formatAmount, groupThousands } from '@/lib/domain/money'
import type { Money } from './portion'

export type TierEdges = { from: Money; to: Money | null }

export type TierWords = { below: string; andMore: string }

const english: TierWords = { below: 'below', andMore: 'and more' }

export const tierLabel = (
  { from, to }: TierEdges,
  { scale, words = english }: { scale: number; words?: TierWords },
): string => {
  const lower = edgeText(BigInt(from), scale)
  if (to === null) return `${lower} ${words.andMore}`
  const upper = edgeText(BigInt(to), scale)
  return BigInt(from) === 0n ? `${words.below} ${upper}` : `${lower} – ${upper}`
}

// Edges are whole currency units, so nothing is lost without the decimals.
const edgeText = (edge: bigint, scale: number) => {
  const unit = 10n ** BigInt(scale)
  if (edge >= 1_000_000n * unit) return shortAmount(edge, { scale }).replace('.00', '')
  return groupThousands(formatAmount(edge / unit, { scale: 0 }))
}
