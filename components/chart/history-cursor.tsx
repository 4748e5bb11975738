'use client'
// Reads one point of the balance history after the other: by pointer, or by arrow keys, Home and End.
import { useRef, useState, type KeyboardEvent, type PointerEvent } from 'react'
import { percentLength } from './portion'

export type CursorPoint = { x: number; y: number; text: string }

export type HistoryCursorProps = { points: readonly CursorPoint[]; height: number }

export const HistoryCursor = ({ points, height }: HistoryCursorProps) => {
  const [index, setIndex] = useState<number | null>(null)
  const box = useRef<HTMLDivElement>(null)
  const last = points.length - 1
  const at = index ?? last
  const point = points[at]
  if (point === undefined) return null

  const press = (event: KeyboardEvent) => {
    const next = steps[event.key]?.(at, last)
    if (next === undefined) return
    event.preventDefault()
    setIndex(Math.max(0, Math.min(last, next)))
  }
  const follow = (event: PointerEvent) => {
    const bounds = box.current?.getBoundingClientRect()
    if (bounds === undefined) return
    setIndex(nearest(points, (event.clientX - bounds.left) / bounds.width))
  }

  return (
    <div
      ref={box}
      role="slider"
      tabIndex={0}
      aria-label="Day of the balance"
      aria-valuemin={0}
      aria-valuemax={last}
      aria-valuenow={at}
      aria-valuetext={point.text}
      onKeyDown={press}
      onFocus={() => setIndex(at)}
      onBlur={() => setIndex(null)}
      onPointerMove={follow}
      onPointerLeave={() => setIndex(null)}
      className="absolute inset-0 print:hidden"
    >
      {index === null ? null : (
        <>
          <svg aria-hidden="true" height={height} className="block w-full overflow-visible">
            <line
              x1={percentLength(point.x)}
              x2={percentLength(point.x)}
              y1="14"
              y2={height - 24}
              className="stroke-accent"
            />
            <circle cx={percentLength(point.x)} cy={point.y} r="4" className="fill-accent" />
          </svg>
          <p
            aria-hidden="true"
            className="absolute bottom-full left-0 rounded-control bg-solid px-1.5 text-small text-on-solid"
          >
            {point.text}
          </p>
        </>
      )}
    </div>
  )
}

const steps: Record<string, ((at: number, last: number) => number) | undefined> = {
  ArrowLeft: (at) => at - 1,
  ArrowDown: (at) => at - 1,
  ArrowRight: (at) => at + 1,
  ArrowUp: (at) => at + 1,
  PageDown: (at) => at - 30,
  PageUp: (at) => at + 30,
  Home: () => 0,
  End: (_, last) => last,
}

const nearest = (points: readonly CursorPoint[], x: number) =>
  points.reduce(
    (best, { x: candidate }, index) =>
      Math.abs(candidate - x) < Math.abs((points[best]?.x ?? 0) - x) ? index : best,
    0,
  )
