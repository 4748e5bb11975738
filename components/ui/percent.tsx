// A share or rate as a percentage, rounded half up to a stated number of digits; the exact fraction stays in the markup.
import { formatFractionShort, toPercent, type Fraction } from '@/lib/domain/fraction'
import { groupThousands } from '@/lib/domain/money'

export type PercentProps = {
  of: Fraction
  digits?: number
  // In a column the head says "%", so the cell does not.
  bare?: boolean
}

export const Percent = ({ of, digits = 4, bare = false }: PercentProps) => (
  <data
    value={formatFractionShort(of)}
    title={formatFractionShort(of)}
    className="whitespace-nowrap"
  >
    {groupThousands(toPercent(of, { digits }))}
    {bare ? null : ' %'}
  </data>
)
