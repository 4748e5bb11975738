// One strip for one whole: who pays which part, each part labelled in place, a gap of paper between neighbours.
import { percentLength, portion, type Money } from './portion'

export type ShareSegment = {
  key: string
  // Name and amount, as they stand beside the strip.
  label: string
  amount: Money
  tone: keyof typeof fills
}

export type ShareBarProps = {
  segments: readonly ShareSegment[]
  // What the strip says, for those who do not see it.
  label: string
}

const fills = {
  venue: 'fill-venue',
  'venue-2': 'fill-venue-2',
  trader: 'fill-trader',
  neutral: 'fill-neutral',
}
const textTones = { venue: 'venue', 'venue-2': 'venue', trader: 'trader', neutral: '' }
const GAP = 0.003

export const ShareBar = ({ segments, label }: ShareBarProps) => {
  const placed = place(segments)
  return (
    <svg
      role="img"
      aria-label={label}
      height={placed.length > 3 ? 76 : 60}
      className="plot block w-full overflow-visible"
    >
      {placed.map(({ segment, from, width }, index) => (
        <g key={segment.key}>
          <rect
            x={percentLength(from)}
            width={percentLength(Math.max(width - (index < placed.length - 1 ? GAP : 0), 0.002))}
            y="20"
            height="16"
            className={fills[segment.tone]}
          />
          <text
            {...anchorOf({ index, count: placed.length, from, to: from + width })}
            className={textTones[segment.tone]}
          >
            {segment.label}
          </text>
        </g>
      ))}
    </svg>
  )
}

const place = (segments: readonly ShareSegment[]) => {
  const drawn = segments.filter(({ amount }) => BigInt(amount) > 0n)
  const whole = drawn.reduce((total, { amount }) => total + BigInt(amount), 0n)
  let before = 0n
  return drawn.map((segment) => {
    const from = portion(before, whole)
    before += BigInt(segment.amount)
    return { segment, from, width: portion(before, whole) - from }
  })
}

type Placement = { index: number; count: number; from: number; to: number }

// First and last stand above at their ends, those between below, each on a line of its own: labels never meet.
const anchorOf = ({ index, count, from, to }: Placement) => {
  if (index === 0) return { x: '0', y: 13 }
  if (index === count - 1) return { x: '100%', y: 13, textAnchor: 'end' as const }
  const y = 36 + 16 * index
  return from > 0.5
    ? { x: percentLength(to), y, textAnchor: 'end' as const }
    : { x: percentLength(from), y }
}
