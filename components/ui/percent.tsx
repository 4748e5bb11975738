// A share or rate as a percentage, rounded half up to a stated number of digits; the exact fraction stays in the markup.
import { formatFractionShort, fraction, toPercent } from '@/lib/domain/fraction'
import { groupThousands } from '@/lib/domain/money'

export type PercentProps = {
  // As the kernel or as JSON has it.
  of: { numerator: bigint | string; denominator: bigint | string }
  digits?: number
  // In a column the head says "%", so the cell does not.
  bare?: boolean
}

export const Percent = ({ of, digits = 4, bare = false }: PercentProps) => {
  const share = fraction(BigInt(of.numerator), BigInt(of.denominator))
  const exact = formatFractionShort(share)
  return (
    <data value={exact} title={exact} className="whitespace-nowrap">
      {groupThousands(toPercent(share, { digits }))}
      {bare ? null : ' %'}
    </data>
  )
}
