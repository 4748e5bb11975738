// How unequal payouts are, and how far from proportional: two areas under curves (allocation.md §4).
import { rankSumBefore, sumBefore } from './column'
import type { Curve } from './curve'
import type { LimitedClaims } from './limited'
import type { Passes } from './passes'
import type { PreparedClaims } from './prepared'
import {
  isRanked,
  numeratorBefore,
  quotient,
  rankedNumerator,
  valueAt,
  writeValues,
  type Segment,
  type Stream,
} from './segment'

/**
 * Gini coefficient of a curve's values, 0 when their total is 0: Σ (2·rank + 1 − n)·value / (n·Σ
 * value), ranks from 0. Exact until the last division where the values are one ranked stream; else
 * by merges of floats in the scratch of the prepared claims.
 */
export const giniOf = (curve: Curve, { passes, scratch }: PreparedClaims): number => {
  const { streams, size, total, denominator } = curve
  if (total === 0n) return 0
  const [stream] = streams
  if (stream && streams.length === 1 && isRanked(stream)) {
    const whole = BigInt(size) * total
    return signedQuotient(2n * rankedNumerator(stream) - (BigInt(size) - 1n) * total, whole)
  }
  let area = 0
  let offset = 0
  const laid = streams.map((each) => {
    const values = scratch.values.subarray(offset, offset + each.size)
    offset += each.size
    area += weighted(passes, { stream: each, values, size })
    return { stream: each, values }
  })
  for (const [k, one] of laid.entries()) {
    for (const other of laid.slice(k + 1)) area += 2 * crossRanks(passes, one, other)
  }
  return area / (size * quotient(total, denominator))
}

const signedQuotient = (numerator: bigint, denominator: bigint): number =>
  numerator < 0n ? -quotient(-numerator, denominator) : quotient(numerator, denominator)

type Laid = { stream: Stream; values: Float64Array }

/** Σ (2i + 1 − n)·value with i the rank within the stream; lays its values out where it must. */
const weighted = (passes: Passes, { stream, values, size }: Laid & { size: number }): number => {
  const denominator = stream.segments[0]?.denominator ?? 1n
  if (isRanked(stream)) {
    const sum = 2n * rankedNumerator(stream) - (BigInt(size) - 1n) * stream.total
    return signedQuotient(sum, denominator)
  }
  const ranked = writeValues(passes, stream, { from: 0, to: stream.size, into: values })
  return 2 * ranked - (size - 1) * quotient(stream.total, denominator)
}

/**
 * Σ over both streams of value × how many values of the other stream are smaller. Only where their
 * ranges overlap are they merged; below it nothing of the other is smaller, above it all of it.
 */
const crossRanks = (passes: Passes, one: Laid, other: Laid): number => {
  const [ones, others] = [overlap(one, other), overlap(other, one)]
  return (
    other.stream.size * sumOf(one.stream, ones.to) +
    one.stream.size * sumOf(other.stream, others.to) +
    others.from * sumOf(one.stream, ones.from, ones.to) +
    ones.from * sumOf(other.stream, others.from, others.to) +
    passes.cross(spread(passes, one, ones), spread(passes, other, others))
  )
}

/** Sum of a stream's values between two positions. */
const sumOf = (stream: Stream, from: number, to = stream.size): number => {
  const numerator = numeratorBefore(stream, to) - numeratorBefore(stream, from)
  return quotient(numerator, stream.segments[0]?.denominator ?? 1n)
}

type Range = { from: number; to: number }

/** The part of a stream that lies between the least and the largest value of another. */
const overlap = ({ stream }: Laid, { stream: other }: Laid): Range => {
  const [least, largest] = [valueAt(other, 0), valueAt(other, other.size - 1)]
  const before = (isBefore: (value: number) => boolean): number => {
    let low = 0
    let high = stream.size
    while (low < high) {
      const middle = (low + high) >>> 1
      if (isBefore(valueAt(stream, middle))) low = middle + 1
      else high = middle
    }
    return low
  }
  return { from: before((value) => value < least), to: before((value) => value <= largest) }
}

const spread = (passes: Passes, { stream, values }: Laid, { from, to }: Range): Float64Array => {
  const part = values.subarray(from, to)
  if (isRanked(stream)) writeValues(passes, stream, { from, to, into: part })
  return part
}

/**
 * Deviation from proportionality: 1 − Σ (Xₖ − Xₖ₋₁)(Yₖ + Yₖ₋₁) over payouts that are affine in the
 * base, stretch after stretch in base order. Exact until the last division; 0 without payouts.
 */
export const affineDeviation = (segments: readonly Segment[], claims: LimitedClaims): number => {
  const { bases } = claims.prepared
  let [area, paid] = [0n, 0n]
  for (const { from, to, scale, shift } of segments) {
    const [count, start] = [BigInt(to - from), BigInt(from)]
    const sum = sumBefore(bases, to) - sumBefore(bases, from)
    const ranked = rankSumBefore(bases, to) - rankSumBefore(bases, from)
    area += 2n * paid * sum + scale * sum * sum + shift * (2n * (ranked - start * sum) + sum)
    paid += scale * sum + shift * count
  }
  const whole = claims.totalBase * paid
  return whole === 0n ? 0 : signedQuotient(whole - area, whole)
}
