// Order statistics, Lorenz points and bins of a few streams of ascending values.
import {
  countNumeratorsBelow,
  numeratorAt,
  numeratorBefore,
  quotient,
  valueAt,
  type Stream,
} from './segment'

/** Values of the whole population: each stream ascends; sums are numerators over `denominator`. */
export type Curve = { streams: readonly Stream[]; size: number; total: bigint; denominator: bigint }

export const curveOf = (streams: readonly Stream[], denominator: bigint): Curve => {
  const filled = streams.filter(({ size }) => size > 0)
  return {
    streams: filled,
    size: filled.reduce((size, stream) => size + stream.size, 0),
    total: filled.reduce((total, stream) => total + stream.total, 0n),
    denominator,
  }
}

/** How many values of each stream belong to the smallest of all. */
type Split = number[]

/**
 * Where the smallest `rank` values of all streams end in each of them; `least` is a split of a
 * smaller rank. Halves the widest range until one place is left, by floats: beside equal values it
 * may be off by values that differ in their last bits.
 */
const splitAt = (streams: readonly Stream[], rank: number, least: Split): Split => {
  if (streams.length === 1) return [rank]
  const [one, other] = streams
  if (one && other && streams.length === 2) return splitOfTwo(one, other, { rank, least })
  const from = [...least]
  const missing = rank - from.reduce((sum, count) => sum + count, 0)
  const to = streams.map(({ size }, k) => Math.min(size, (from[k] ?? 0) + missing))
  for (;;) {
    const widest = indexOfWidest(from, to)
    const [low, high] = [from[widest] ?? 0, to[widest] ?? 0]
    if (low >= high) return evened(streams, { rank, split: from })
    const middle = (low + high) >>> 1
    const pivot = streams[widest] ? valueAt(streams[widest], middle) : 0
    const places = streams.map((stream, k) => {
      if (k === widest) return middle
      // Equal values of earlier streams come first.
      return search(stream, { low: from[k] ?? 0, high: to[k] ?? 0, pivot, isUpper: k < widest })
    })
    const isBefore = places.reduce((sum, place) => sum + place, 0) < rank
    for (const [k, place] of places.entries()) {
      if (isBefore) from[k] = k === widest ? place + 1 : place
      else to[k] = place
    }
  }
}

/** Of two streams one place says both: a search along the path of their merge. */
const splitOfTwo = (
  one: Stream,
  other: Stream,
  { rank, least }: { rank: number; least: Split },
): Split => {
  let low = Math.max(least[0] ?? 0, rank - other.size)
  let high = Math.min(one.size, rank - (least[1] ?? 0))
  while (low < high) {
    const middle = (low + high) >>> 1
    if (valueAt(one, middle) <= valueAt(other, rank - middle - 1)) low = middle + 1
    else high = middle
  }
  return [low, rank - low]
}

const indexOfWidest = (from: Split, to: Split): number => {
  let widest = 0
  for (const [k, end] of to.entries()) {
    if (end - (from[k] ?? 0) > (to[widest] ?? 0) - (from[widest] ?? 0)) widest = k
  }
  return widest
}

const search = (
  stream: Stream,
  given: { low: number; high: number; pivot: number; isUpper: boolean },
): number => {
  const { pivot, isUpper } = given
  let { low, high } = given
  while (low < high) {
    const middle = (low + high) >>> 1
    const value = valueAt(stream, middle)
    if (value < pivot || (isUpper && value === pivot)) low = middle + 1
    else high = middle
  }
  return low
}

/** Rounding may have left the split short of its rank, or beyond, by a few values. */
const evened = (
  streams: readonly Stream[],
  { rank, split }: { rank: number; split: Split },
): Split => {
  for (;;) {
    const count = split.reduce((sum, part) => sum + part, 0)
    if (count === rank) return split
    const edge = count < rank ? smallestAfter(streams, split) : largestBefore(streams, split)
    split[edge.stream] = (split[edge.stream] ?? 0) + (count < rank ? 1 : -1)
  }
}

type Edge = { stream: number; numerator: bigint }

const smallestAfter = (streams: readonly Stream[], split: Split): Edge => {
  let least: Edge | null = null
  for (const [k, stream] of streams.entries()) {
    const at = split[k] ?? 0
    if (at >= stream.size) continue
    const numerator = numeratorAt(stream, at)
    if (least === null || numerator < least.numerator) least = { stream: k, numerator }
  }
  return least ?? { stream: 0, numerator: 0n }
}

const largestBefore = (streams: readonly Stream[], split: Split): Edge => {
  let largest: Edge | null = null
  for (const [k, stream] of streams.entries()) {
    const at = split[k] ?? 0
    if (at === 0) continue
    const numerator = numeratorAt(stream, at - 1)
    if (largest === null || numerator > largest.numerator) largest = { stream: k, numerator }
  }
  return largest ?? { stream: 0, numerator: 0n }
}

/** The split of a rank, 0 … size, that integers agree with. */
const exactSplit = ({ streams, size }: Curve, rank: number): Split => {
  if (streams.length === 1) return [rank]
  const split = splitAt(
    streams,
    rank,
    streams.map(() => 0),
  )
  while (rank > 0 && rank < size) {
    const [last, next] = [largestBefore(streams, split), smallestAfter(streams, split)]
    if (last.numerator <= next.numerator) break
    split[last.stream] = (split[last.stream] ?? 0) - 1
    split[next.stream] = (split[next.stream] ?? 0) + 1
  }
  return split
}

/** Numerator of the value at a position, counted from 0, of all values in ascending order. Exact. */
export const statistic = (curve: Curve, position: number): bigint => {
  const [stream] = curve.streams
  if (curve.streams.length === 1 && stream) return numeratorAt(stream, position)
  return largestBefore(curve.streams, exactSplit(curve, position + 1)).numerator
}

/** Numerator of the sum of the `count` smallest values. Exact. */
export const smallestSum = (curve: Curve, count: number): bigint =>
  splitSum(curve.streams, exactSplit(curve, count))

const splitSum = (streams: readonly Stream[], split: Split): bigint => {
  let sum = 0n
  for (const [k, stream] of streams.entries()) sum += numeratorBefore(stream, split[k] ?? 0)
  return sum
}

const POINTS = 100

/** Share of the total held by the ⌈k·n/100⌉ smallest values, k = 1 … 100; all 0 without a total. */
export const lorenzPoints = ({ streams, size, total }: Curve): Float64Array => {
  const points = new Float64Array(POINTS)
  if (total === 0n) return points
  let split: Split = streams.map(() => 0)
  for (let k = 1; k <= POINTS; k += 1) {
    split = splitAt(streams, Math.ceil((k * size) / POINTS), split)
    points[k - 1] = quotient(splitSum(streams, split), total)
  }
  return points
}

const BINS = 64

/**
 * Accounts by size of their rounded value: bin 0 below one unit, bin k from 2^(k−1) to below 2^k.
 * Levies are rounded down, payouts (what a levy leaves) up. Exact.
 */
export const binCounts = (
  { streams, size, denominator }: Curve,
  options: { rounded: 'down' | 'up' },
): number[] => {
  const counts: number[] = []
  let before = 0
  for (let bin = 0; bin < BINS; bin += 1) {
    const edge = 1n << BigInt(bin)
    const bound = options.rounded === 'down' ? edge * denominator : (edge - 1n) * denominator + 1n
    let below = before
    if (before < size) {
      below = 0
      for (const stream of streams) below += countNumeratorsBelow(stream, bound)
    }
    counts.push(below - before)
    before = below
  }
  return counts
}
