// A stretch of a column on which the levy (or the payout) is affine in the amount, and streams of them.
import { amountAt, countBelow, rankSumBefore, rowAt, sumBefore, type Column } from './column'
import type { Passes } from './passes'

/**
 * Values (scale·amount + shift)/denominator of the amounts `from` … `to` of a column, ascending and
 * at least 0; `scale` ≥ 0. `isFull` says that the value is all that the claim may lose.
 */
export type Segment = {
  column: Column
  from: number
  to: number
  scale: bigint
  shift: bigint
  denominator: bigint
  isFull: boolean
}

/**
 * Segments whose values ascend from one to the next, all with one denominator. `starts[k]` is the
 * position at which segment k begins, `sums[k]` the numerator of all values before it, `total` that of
 * all. `lines` are the segments as floats.
 */
export type Stream = {
  segments: Segment[]
  lines: Line[]
  starts: number[]
  sums: bigint[]
  size: number
  total: bigint
}

export const streamOf = (segments: readonly Segment[]): Stream => {
  const filled = segments.filter(({ from, to }) => to > from)
  const starts: number[] = []
  const sums: bigint[] = []
  let [size, total] = [0, 0n]
  for (const segment of filled) {
    starts.push(size)
    sums.push(total)
    size += segment.to - segment.from
    total += partSum(segment, segment.to)
  }
  return { segments: filled, lines: filled.map(lineOf), starts, sums, size, total }
}

/** Numerator of the sum of a segment's values up to a position of its column. */
const partSum = ({ column, from, scale, shift }: Segment, to: number): bigint => {
  const constant = shift * BigInt(to - from)
  if (scale === 0n) return constant
  return scale * (sumBefore(column, to) - sumBefore(column, from)) + constant
}

/** Segment in which the value at a position lies, and the value's place in the segment's column. */
const placeOf = (
  { segments, starts }: Stream,
  at: number,
): { segment: Segment | undefined; index: number } => {
  let k = 0
  while (k + 1 < segments.length && (starts[k + 1] ?? 0) <= at) k += 1
  const segment = segments[k]
  return { segment, index: at - (starts[k] ?? 0) + (segment?.from ?? 0) }
}

/** Numerator of the sum of the stream's first `count` values. */
export const numeratorBefore = (stream: Stream, count: number): bigint => {
  const { segments, starts, sums, size, total } = stream
  if (count === size) return total
  let k = 0
  while ((starts[k + 1] ?? size) <= count) k += 1
  const segment = segments[k]
  if (!segment) return 0n
  return (sums[k] ?? 0n) + partSum(segment, segment.from + count - (starts[k] ?? 0))
}

/** Numerator of the value at a position of the stream. */
export const numeratorAt = (stream: Stream, at: number): bigint => {
  const { segment, index } = placeOf(stream, at)
  if (!segment) return 0n
  const { column, scale, shift } = segment
  return scale === 0n ? shift : scale * amountAt(column, index) + shift
}

/** How many values of the stream have a numerator below `bound`. */
export const countNumeratorsBelow = ({ segments, starts }: Stream, bound: bigint): number => {
  for (let k = segments.length - 1; k >= 0; k -= 1) {
    const segment = segments[k]
    const inside = segment ? segmentBelow(segment, bound) : 0
    if (inside > 0) return (starts[k] ?? 0) + inside
  }
  return 0
}

const segmentBelow = ({ column, from, to, scale, shift }: Segment, bound: bigint): number => {
  if (scale === 0n) return shift < bound ? to - from : 0
  const rest = bound - shift
  if (rest <= 0n) return 0
  const end = countBelow(column, (rest + scale - 1n) / scale)
  return Math.min(to, Math.max(from, end)) - from
}

/** Rows of the first claim of every segment whose value has a numerator of at least `bound`. */
export const firstRows = ({ segments }: Stream, bound: bigint): number[] =>
  segments.flatMap((segment) => {
    const index = segment.from + segmentBelow(segment, bound)
    return index < segment.to ? [rowAt(segment.column, index)] : []
  })

/** How many claims pay all that they may lose, and that at least one unit. */
export const countFull = ({ segments }: Stream): number =>
  segments.reduce((count, segment) => {
    if (!segment.isFull) return count
    return count + segment.to - segment.from - segmentBelow(segment, segment.denominator)
  }, 0)

/** Whether sums of rank times value follow from prefix sums alone. */
export const isRanked = ({ segments }: Stream): boolean =>
  segments.every(({ column, scale }) => scale === 0n || column.ranks !== null)

/** Numerator of Σ i·value over the stream, i counted from 0. Needs a ranked stream. */
export const rankedNumerator = (stream: Stream): bigint =>
  stream.segments.reduce((total, segment, k) => {
    const { column, from, to, scale, shift } = segment
    const [offset, count] = [BigInt((stream.starts[k] ?? 0) - from), BigInt(to - from)]
    const start = BigInt(stream.starts[k] ?? 0)
    const constant = shift * (start * count + (count * (count - 1n)) / 2n)
    if (scale === 0n) return total + constant
    const ranked = rankSumBefore(column, to) - rankSumBefore(column, from)
    const sum = sumBefore(column, to) - sumBefore(column, from)
    return total + scale * (ranked + offset * sum) + constant
  }, 0n)

const WORD = 2 ** 32

/**
 * Writes the values of a range of the stream as floats, each within a relative 2^-50: what is
 * subtracted is subtracted from whole words first, so nothing is lost where a value is small beside
 * its amount. Returns Σ i·value over the range, i the position in the stream.
 */
export const writeValues = (
  passes: Passes,
  stream: Stream,
  { from, to, into }: { from: number; to: number; into: Float64Array },
): number => {
  let ranked = 0
  for (const [k, segment] of stream.segments.entries()) {
    const start = stream.starts[k] ?? 0
    const low = Math.max(from, start)
    const high = Math.min(to, stream.starts[k + 1] ?? stream.size)
    if (low >= high) continue
    const index = segment.from + low - start
    const values = into.subarray(low - from, high - from)
    const line = stream.lines[k]
    if (line === undefined) continue
    if (line.factor === 0) {
      values.fill(line.constant)
      ranked += line.constant * values.length * (low + (values.length - 1) / 2)
    } else {
      const { words, list } = segment.column
      ranked += passes.spread({ words, list, index, line, values, rank: low })
    }
  }
  return ranked
}

/** The value at a position of the stream as a float. */
export const valueAt = (stream: Stream, at: number): number => {
  const { segments, lines, starts } = stream
  let k = 0
  while (k + 1 < segments.length && (starts[k + 1] ?? 0) <= at) k += 1
  const segment = segments[k]
  const line = lines[k]
  if (!segment || !line) return 0
  const { factor, constant, high, low, rest } = line
  const { words, list } = segment.column
  const index = at - (starts[k] ?? 0) + segment.from
  const position = 2 * (list === null ? index : (list[index] ?? 0))
  const whole = ((words[position + 1] ?? 0) - high) * WORD + ((words[position] ?? 0) - low)
  return factor === 0 ? constant : factor * (whole - rest)
}

/** factor·(amount − (high, low) − rest), or a constant where the factor is 0. */
export type Line = { factor: number; constant: number; high: number; low: number; rest: number }

/** An affine function as floats; `shift` is at most 0 unless `scale` is 0. */
export const lineOf = ({
  scale,
  shift,
  denominator,
}: Pick<Segment, 'scale' | 'shift' | 'denominator'>): Line => {
  if (scale === 0n) {
    return { factor: 0, constant: quotient(shift, denominator), high: 0, low: 0, rest: 0 }
  }
  const whole = -shift / scale
  return {
    factor: quotient(scale, denominator),
    constant: 0,
    high: Number(whole >> 32n),
    low: Number(whole & 0xffff_ffffn),
    rest: quotient(-shift % scale, scale),
  }
}

const WIDEST = 2n ** 1000n

/** A quotient of integers that are not negative, as a float within a relative 2^-51. */
export const quotient = (numerator: bigint, denominator: bigint): number => {
  let [above, below] = [numerator, denominator]
  while (above >= WIDEST || below >= WIDEST) {
    above >>= 64n
    below >>= 64n
  }
  return Number(above) / Number(below)
}
