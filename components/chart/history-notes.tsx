// The marked movements of a balance: a dot on the line, a leader, and a note that keeps clear of its neighbours.
import { formatAmount, groupThousands } from '@/lib/domain/money'
import { PLOT, type HistoryScale } from './history-scale'
import { percentLength, type Money } from './portion'

export type HistoryNote = {
  // ISO 8601.
  at: string
  label: string
  // The movement; losses are written below the line, money in above it.
  change: Money
}

export type HistoryNotesProps = {
  notes: readonly HistoryNote[]
  axis: HistoryScale
  // The balance after a moment, in minor units.
  balanceAt: (at: string) => bigint
  scale: number
}

export const HistoryNotes = ({ notes, axis, balanceAt, scale }: HistoryNotesProps) => {
  const placed = place(notes, axis, balanceAt)
  return placed.map(({ note, x, y, textY, anchor, dx }) => {
    const change = BigInt(note.change)
    const isLoss = change < 0n
    const sign = isLoss ? '' : '+'
    return (
      <g key={`${note.at}-${note.label}`}>
        <line
          x1={percentLength(x)}
          x2={percentLength(x)}
          y1={y}
          y2={isLoss ? textY - 12 : textY + 18}
          className="stroke-control max-md:hidden"
        />
        <circle cx={percentLength(x)} cy={y} r="3" className="fill-paper stroke-ink" />
        <g textAnchor={anchor} className="max-md:hidden">
          <text x={percentLength(x)} dx={dx} y={textY} className="label halo">
            {note.label}
          </text>
          <text
            x={percentLength(x)}
            dx={dx}
            y={textY + 14}
            className={`halo ${isLoss ? 'trader' : 'venue'}`}
          >
            {`${sign}${groupThousands(formatAmount(change, { scale }))}`}
          </text>
        </g>
      </g>
    )
  })
}

type Placed = {
  note: HistoryNote
  x: number
  y: number
  textY: number
  anchor: 'start' | 'end'
  dx: number
}

const LANE = 32
const NOTE_WIDTH = 0.2

const place = (
  notes: readonly HistoryNote[],
  axis: HistoryScale,
  balanceAt: (at: string) => bigint,
): Placed[] => {
  const placed: Placed[] = []
  for (const note of notes) {
    const x = axis.x(note.at)
    const y = axis.y(balanceAt(note.at))
    const isLoss = BigInt(note.change) < 0n
    const near = placed.filter((other) => Math.abs(other.x - x) < NOTE_WIDTH)
    const wanted = isLoss ? y + 30 : y - 34
    const textY = freeLane(isLoss ? Math.min(wanted, PLOT.bottom - 24) : Math.max(wanted, 28), near)
    // A balance mostly rises: room is right of a note below the line and left of one above it.
    const anchor = x > (isLoss ? 0.75 : 0.2) ? 'end' : 'start'
    placed.push({ note, x, y, textY, anchor, dx: anchor === 'end' ? -4 : 4 })
  }
  return placed
}

// Moves a note up, lane by lane, until no near note is in its way.
const freeLane = (wanted: number, near: readonly Placed[]): number => {
  let textY = wanted
  for (let lane = 0; lane < 8; lane += 1) {
    if (near.every((other) => Math.abs(other.textY - textY) >= LANE)) return textY
    textY -= LANE
    if (textY < 28) textY = PLOT.bottom - 24
  }
  return wanted
}
