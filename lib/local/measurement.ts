// One measurement as a line of JSON: the median to quote, its spread, and what proves the work.

export type Measurement = {
  name: string
  size: number
  unit: 'ms' | 'bytes'
  values: readonly number[]
  checksum: string
  roundTrips?: number
}

/** One line: the median to quote, the spread beside it, and what proves that the work was done. */
export const tell = ({ values, ...measurement }: Measurement): void => {
  const sorted = [...values].sort((a, b) => a - b)
  const at = (share: number) => round(sorted[Math.round((sorted.length - 1) * share)] ?? 0)
  const line = { ...measurement, runs: sorted.length, median: at(0.5), min: at(0), max: at(1) }
  process.stdout.write(`${JSON.stringify(line)}\n`)
}

const round = (value: number): number => Math.round(value * 100) / 100
