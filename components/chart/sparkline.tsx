// The shape of a balance in one table cell; the numbers stand beside it.
import { line } from 'd3-shape'
import { portion, type Money } from './portion'

export type SparklineProps = {
  // Oldest first.
  balances: readonly Money[]
  // What it shows: "USDT linear, balance over 90 days".
  label: string
}

const TOP = 4
const BOTTOM = 22

export const Sparkline = ({ balances, label }: SparklineProps) => {
  const heights = heightsOf(balances.map(BigInt))
  const path = line<number>()
    .x((_, index) => (heights.length < 2 ? 0 : (1000 * index) / (heights.length - 1)))
    .y((height) => height)(heights)
  return (
    <svg role="img" aria-label={label} width="96" height="26" className="block overflow-visible">
      <svg width="96" height="26" viewBox="0 0 1000 26" preserveAspectRatio="none">
        <path d={path ?? ''} fill="none" vectorEffect="non-scaling-stroke" className="stroke-ink" />
      </svg>
      <circle cx="96" cy={heights.at(-1)} r="3" className="fill-ink" />
    </svg>
  )
}

const heightsOf = (balances: bigint[]): number[] => {
  const highest = balances.reduce((most, balance) => (balance > most ? balance : most), 0n)
  const lowest = balances.reduce((least, balance) => (balance < least ? balance : least), highest)
  return balances.map((balance) => {
    const share = highest === lowest ? 0.5 : portion(balance - lowest, highest - lowest)
    return Number((BOTTOM - (BOTTOM - TOP) * share).toFixed(1))
  })
}
