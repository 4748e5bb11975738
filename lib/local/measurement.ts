// One measurement as a line of JSON: the median to quote, its spread, and what proves the work.

export type Measurement = {
  name: string
  size: number
  unit: 'ms' | 'bytes' | 'per second'
  values: readonly number[]
  checksum: string
  roundTrips?: number
  /** Another line of the same run: how many of this one's medians its own is worth. */
  against?: { name: string; median: number } | null
}

/** One line: the median to quote, the spread beside it, and what proves that the work was done. */
export const tell = ({ values, against, ...measurement }: Measurement): void => {
  const [median, min, max] = [medianOf(values), Math.min(...values), Math.max(...values)]
  const tail = values.length < 100 ? {} : { p99: round(rankedAt(values, 0.99)) }
  const spread = { runs: values.length, median: round(median), ...tail }
  const ends = { min: round(min), max: round(max) }
  const ratio = against ? { against: against.name, times: round(against.median / median) } : {}
  process.stdout.write(`${JSON.stringify({ ...measurement, ...spread, ...ends, ...ratio })}\n`)
}

/** The middle value; of an even count the upper one of the two. */
export const medianOf = (values: readonly number[]): number => rankedAt(values, 0.5)

const rankedAt = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length * share)] ?? 0

const round = (value: number): number => Math.round(value * 1000) / 1000
