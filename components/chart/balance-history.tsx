// A fund's balance over time: the line, the floor it never goes below, the target, and the movements that explain it.
import { curveStepAfter, line } from 'd3-shape'
import { formatAmount, groupThousands } from '@/lib/domain/money'
import { HistoryCursor } from './history-cursor'
import { HistoryLevels } from './history-levels'
import { HistoryNotes, type HistoryNote } from './history-notes'
import { historyScale, PLOT, type HistoryScale } from './history-scale'
import { HistoryTable } from './history-table'
import type { Money } from './portion'

export type BalanceHistoryProps = {
  // Closing balance of each UTC day (YYYY-MM-DD), oldest first, at least two.
  days: readonly { day: string; balance: Money }[]
  floor: Money
  target: Money
  notes: readonly HistoryNote[]
  scale: number
  unit: string
  // What the chart says, for those who do not see it.
  label: string
}

export const BalanceHistory = (props: BalanceHistoryProps) => {
  const { scale, unit } = props
  const days = props.days.map(({ day, balance }) => ({
    at: closeOf(day),
    day,
    balance: BigInt(balance),
  }))
  const first = days[0]
  const last = days.at(-1)
  if (first === undefined || last === undefined) return null
  const target = BigInt(props.target)
  const highest = days.reduce((most, { balance }) => (balance > most ? balance : most), target)
  const axis = historyScale({ from: first.at, to: last.at, highest, scale })
  const text = (amount: bigint) => groupThousands(formatAmount(amount, { scale }))
  const notes = props.notes.filter(({ at }) => at > first.at && at <= last.at)
  const balanceAt = (at: string) => (days.find((day) => day.at >= at) ?? last).balance
  return (
    <figure>
      <div className="pt-6 pr-1.5 pl-11">
        <div className="relative">
          <svg
            role="img"
            aria-label={props.label}
            height={PLOT.height}
            className="plot block w-full overflow-visible"
          >
            <HistoryLevels axis={axis} floor={BigInt(props.floor)} target={target} text={text} />
            <svg
              width="100%"
              height={PLOT.height}
              viewBox={`0 0 1000 ${PLOT.height}`}
              preserveAspectRatio="none"
            >
              <path
                d={pathOf(days, axis)}
                fill="none"
                strokeWidth="1.5"
                vectorEffect="non-scaling-stroke"
                className="stroke-ink"
              />
            </svg>
            <HistoryNotes notes={notes} axis={axis} balanceAt={balanceAt} scale={scale} />
            <circle cx="100%" cy={axis.y(last.balance)} r="3" className="fill-ink" />
            <text x="100%" y={axis.y(last.balance) - 8} textAnchor="end" className="strong halo">
              {text(last.balance)}
            </text>
          </svg>
          <HistoryCursor
            height={PLOT.height}
            points={days.map(({ at, day, balance }) => ({
              x: Number(axis.x(at).toFixed(4)),
              y: axis.y(balance),
              text: `${day} UTC ${text(balance)} ${unit}`,
            }))}
          />
        </div>
      </div>
      <HistoryTable days={days} scale={scale} unit={unit} />
    </figure>
  )
}

type Day = { at: string; day: string; balance: bigint }

// A closing balance is the balance at the end of its day.
const closeOf = (day: string) => `${day}T23:59:59Z`

const pathOf = (days: readonly Day[], axis: HistoryScale) =>
  line<Day>()
    .curve(curveStepAfter)
    .x(({ at }) => Number((1000 * axis.x(at)).toFixed(1)))
    .y(({ balance }) => axis.y(balance))([...days]) ?? ''
