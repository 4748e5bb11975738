// A share or rate as a percentage, rounded half up or cut to a stated number of digits; the exact fraction stays in the markup.
import { formatFractionShort, fraction, toDecimalFloor, toPercent } from '@/lib/domain/fraction'
import { groupThousands } from '@/lib/domain/money'

export type PercentProps = {
  // As the kernel or as JSON has it.
  of: { numerator: bigint | string; denominator: bigint | string }
  digits?: number
  // Cut instead of rounded: a share that falls short never reads as 100 %.
  cut?: boolean
  // In a column the head says "%", so the cell does not.
  bare?: boolean
}

export const Percent = ({ of, digits = 4, cut = false, bare = false }: PercentProps) => {
  const share = fraction(BigInt(of.numerator), BigInt(of.denominator))
  const hundredfold = { ...share, numerator: share.numerator * 100n }
  const text = cut ? toDecimalFloor(hundredfold, { digits }) : toPercent(share, { digits })
  const exact = formatFractionShort(share)
  return (
    <data value={exact} title={exact} className="whitespace-nowrap">
      {groupThousands(text)}
      {bare ? null : ' %'}
    </data>
  )
}
