// What the balance history is read against: money levels, dates, the floor as a band, the target as a dashed line.
import { PLOT, type HistoryScale } from './history-scale'
import { percentLength } from './portion'

export type HistoryLevelsProps = {
  axis: HistoryScale
  floor: bigint
  target: bigint
  text: (amount: bigint) => string
}

export const HistoryLevels = ({ axis, floor, target, text }: HistoryLevelsProps) => (
  <>
    <rect
      width="100%"
      y={axis.y(floor)}
      height={PLOT.bottom - axis.y(floor)}
      className="fill-band"
    />
    {axis.rows.map(({ y, label }, index) => (
      <g key={y}>
        <line
          x1="0"
          x2="100%"
          y1={y}
          y2={y}
          className={index === 0 ? 'stroke-control' : 'stroke-rule'}
        />
        <text x="0" dx="-8" y={y + 4} textAnchor="end">
          {label}
        </text>
      </g>
    ))}
    {axis.columns.map(({ x, label }, index) => (
      <g key={x} className={index % 3 === 0 ? undefined : 'max-md:hidden'}>
        <line
          x1={percentLength(x)}
          x2={percentLength(x)}
          y1={PLOT.bottom}
          y2={PLOT.bottom + 5}
          className="stroke-control"
        />
        {isCramped(axis.columns, index) ? null : (
          <text
            x={percentLength(x)}
            dx={x > LATE ? -3 : 3}
            y={PLOT.bottom + 17}
            textAnchor={x > LATE ? 'end' : 'start'}
          >
            {label}
          </text>
        )}
      </g>
    ))}
    <line
      x1="0"
      x2="100%"
      y1={axis.y(target)}
      y2={axis.y(target)}
      strokeDasharray="4 3"
      className="stroke-control"
    />
    <text x="6" y={axis.y(target) - 6} className="halo">{`Target ${text(target)}`}</text>
    {floor === 0n ? null : (
      <text x="6" y={PLOT.bottom - 6}>{`Floor ${text(floor)}: never drawn`}</text>
    )}
  </>
)

// A label right of here would leave the plot: it stands left of its tick, where there is room for it.
const LATE = 0.93
const ROOM = 0.08

const isCramped = (columns: HistoryScale['columns'], index: number): boolean => {
  const x = columns[index]?.x ?? 0
  return x > LATE && x - (columns[index - 1]?.x ?? 0) < ROOM
}
