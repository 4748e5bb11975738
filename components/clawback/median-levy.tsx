// The median levy in currency units; between two accounts it may end on half a minor unit.
import type { AssetUnit } from '@/components/ui/money-text'
import { formatFractionShort, fractionFromJson, toDecimalFloor } from '@/lib/domain/fraction'
import { groupThousands } from '@/lib/domain/money'

export type MedianLevyProps = {
  median: { numerator: string; denominator: string }
  asset: AssetUnit
}

export const MedianLevy = ({ median, asset }: MedianLevyProps) => {
  const { numerator, denominator } = fractionFromJson(median)
  const inUnits = { numerator, denominator: denominator * 10n ** BigInt(asset.scale) }
  const digits = denominator === 1n ? asset.scale : asset.scale + 1
  const text = toDecimalFloor(inUnits, { digits })
  return (
    <data
      value={text}
      title={`${formatFractionShort({ numerator, denominator })} minor units`}
      className="whitespace-nowrap"
    >
      {groupThousands(text)}
    </data>
  )
}
