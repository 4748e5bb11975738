// One bar in a table cell; every cell of a column takes the same `whole`, so the column has one scale.
import { percentLength, portion, type Money } from './portion'

export type BarCellProps = {
  part: Money
  whole: Money
  tone?: keyof typeof fills
}

const fills = { venue: 'fill-venue', trader: 'fill-trader', neutral: 'fill-neutral' }

export const BarCell = ({ part, whole, tone = 'neutral' }: BarCellProps) => (
  <svg aria-hidden="true" height="18" className="block w-full min-w-24">
    <rect
      width={percentLength(portion(BigInt(part), BigInt(whole)))}
      y="3"
      height="12"
      className={fills[tone]}
    />
  </svg>
)
