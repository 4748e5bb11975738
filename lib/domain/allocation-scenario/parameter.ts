// θ and μ of a limited population, from prefix sums and one linear equation (allocation.md §3).
import { countBelow, sumBefore, type Column } from './column'
import type { LimitedClaims } from './limited'
import { fraction, type Fraction } from '../fraction'
import { MAX_AMOUNT } from '../money'

/** The smallest θ with Σ min(θ, cap) = collected, in minor units. */
export const equalTheta = (claims: LimitedClaims, collected: bigint): Fraction =>
  levelOf(claims.caps, { from: claims.from, collected })

/**
 * The smallest θ with Σ min(base/2, θ) = shared, in minor units: solved in doubled amounts, since a
 * half base may be odd.
 */
export const halfTheta = (claims: LimitedClaims, shared: bigint): Fraction => {
  if (shared === 0n) return { numerator: 0n, denominator: 1n }
  const { bases } = claims.prepared
  const twice = levelOf(bases, { from: claims.first, collected: 2n * shared })
  return fraction(twice.numerator, 2n * twice.denominator)
}

/** Smallest t with Σ min(t, amount) = collected: the bends are integers, so a whole step holds it. */
const levelOf = (
  column: Column,
  { from, collected }: { from: number; collected: bigint },
): Fraction => {
  const before = sumBefore(column, from)
  const paid = (level: bigint): { sum: bigint; open: bigint } => {
    const closed = Math.max(from, countBelow(column, level + 1n))
    const open = BigInt(column.size - closed)
    return { sum: sumBefore(column, closed) - before + level * open, open }
  }
  const whole = lastBelow((level) => paid(level).sum < collected)
  const { sum, open } = paid(whole)
  return fraction(whole * open + collected - sum, open)
}

/** The largest μ with Σ min(max(0, base − μ), cap) = collected, in minor units. */
export const levelMu = (claims: LimitedClaims, collected: bigint): Fraction => {
  const { rests, first, from, prepared } = claims
  const taken = (level: bigint): { sum: bigint; open: bigint } => {
    const all = above(prepared.bases, { from: first, level })
    if (rests === null) return all
    // What is above the level, less what no rule can take of it.
    const kept = above(rests, { from, level })
    return { sum: all.sum - kept.sum, open: all.open - kept.open }
  }
  const whole = lastBelow((level) => taken(level).sum >= collected)
  const { sum, open } = taken(whole)
  return open === 0n ? fraction(whole, 1n) : fraction(whole * open + sum - collected, open)
}

/** Σ max(0, amount − level), and how many are above. */
const above = (
  column: Column,
  { from, level }: { from: number; level: bigint },
): { sum: bigint; open: bigint } => {
  const start = Math.max(from, countBelow(column, level + 1n))
  const open = BigInt(column.size - start)
  return { sum: sumBefore(column, column.size) - sumBefore(column, start) - level * open, open }
}

/** The largest amount that still holds, where everything up to some amount holds, 0 included. */
const lastBelow = (holds: (level: bigint) => boolean): bigint => {
  let [low, high] = [0n, MAX_AMOUNT + 1n]
  while (high - low > 1n) {
    const middle = (low + high) >> 1n
    if (holds(middle)) low = middle
    else high = middle
  }
  return low
}

/** How many of the queue pay their whole cap, and what the next one pays, in minor units. */
export const queuePlace = (queue: Column, collected: bigint): { whole: number; part: bigint } => {
  let [low, high] = [0, queue.size - 1]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (sumBefore(queue, middle + 1) < collected) low = middle + 1
    else high = middle
  }
  return { whole: low, part: collected - sumBefore(queue, low) }
}
