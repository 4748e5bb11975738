// Level-down in pieces, and equal-levy as its special case: a bracket of whole units around μ.
import { halvesOf } from './allocation-apply'
import type { Piece } from './allocation-pieces'
import { assert } from './assert'
import { fraction, type Fraction } from './fraction'

/**
 * A level in minor units, what claims pay there together, and how many of them pay one unit more or
 * less beside it (too many where a claim bends at the level itself; this chooses guesses only).
 */
type Point = { level: string; paid: string; sloping: number }

/**
 * What is known of the level μ in Σ min(max(0, dᵢ − μ), cᵢ) = collected: at `low` claims pay the
 * amount or more, at `high` less. `here` is the point that the present pass reads. `isEqual` gives
 * every claim the same base, TOP: then TOP − μ is the θ of equal-levy.
 */
export type LevelSearch = {
  isEqual: boolean
  collected: string
  guesses: number
  low: Point
  high: Point
  here: Point
}

/** Above every amount, so that a claim with this base can pay any cap. */
const TOP = 2n ** 63n

/** The widest bracket: every cap is paid at level 0, nothing at TOP; amounts in minor units. */
export const beginLevel = (options: {
  collected: bigint
  capacity: bigint
  isEqual: boolean
}): LevelSearch => ({
  isEqual: options.isEqual,
  collected: options.collected.toString(),
  guesses: 0,
  low: { level: '0', paid: options.capacity.toString(), sloping: 0 },
  high: { level: TOP.toString(), paid: '0', sloping: 0 },
  // Without caps the sum is convex or concave, and guesses from this side never go too far.
  here: { level: (options.isEqual ? TOP : 0n).toString(), paid: '0', sloping: 0 },
})

/** Adds what a piece's claims pay at the level of the present pass. */
export const readLevel = (search: LevelSearch, { bases, caps }: Piece): LevelSearch => {
  const level = BigInt(search.here.level)
  let [paid, sloping] = [BigInt(search.here.paid), search.here.sloping]
  for (let from = 0; from < caps.length; from += STRETCH) {
    const sums = sumsAt(level, {
      bases: search.isEqual ? null : halvesOf(bases.subarray(from, from + STRETCH)),
      caps: halvesOf(caps.subarray(from, from + STRETCH)),
    })
    paid += sums.paid
    sloping += sums.sloping
  }
  return { ...search, here: { level: search.here.level, paid: paid.toString(), sloping } }
}

/**
 * Claims bend at whole levels, so between two neighbouring ones their sum is one straight line: μ,
 * the largest solution, is where it meets the amount. Until then the bracket narrows at every pass.
 */
export const endLevelPass = (
  search: LevelSearch,
): { search: LevelSearch; solution: Fraction | null } => {
  const { here, collected } = search
  const isHigh = BigInt(here.paid) < BigInt(collected)
  const narrowed = { ...search, ...(isHigh ? { high: here } : { low: here }) }
  const [low, high] = [BigInt(narrowed.low.level), BigInt(narrowed.high.level)]
  assert(low < high, 'expected every piece in every pass, and their sum as capacity')
  if (high - low === 1n) return { search: narrowed, solution: solutionOf(narrowed) }
  const next = { level: guessBetween(narrowed).toString(), paid: '0', sloping: 0 }
  return { search: { ...narrowed, guesses: search.guesses + 1, here: next }, solution: null }
}

const solutionOf = ({ isEqual, collected, low, high }: LevelSearch): Fraction => {
  const drop = BigInt(low.paid) - BigInt(high.paid)
  const numerator = BigInt(low.level) * drop + BigInt(low.paid) - BigInt(collected)
  return fraction(isEqual ? TOP * drop - numerator : numerator, drop)
}

/** Steps in a straight line (Newton) are few for all but contrived claims; halving ends those too. */
const PATIENCE = 24

/** A level strictly inside the bracket: where a line from one of its ends meets the amount, or its middle. */
const guessBetween = ({ collected, guesses, low, high }: LevelSearch): bigint => {
  const [from, to] = [BigInt(low.level), BigInt(high.level)]
  const middle = (from + to) / 2n
  if (guesses > PATIENCE && guesses % 2 === 0) return middle
  const lines = [meeting(low, collected), meeting(high, collected)]
  const within = lines.flatMap((level) =>
    level === null || level < from || level > to ? [] : level,
  )
  const [guess = middle] = within
  if (guess === from) return from + 1n
  return guess === to ? to - 1n : guess
}

/** The whole level at which the line through a point meets the amount, rounded towards the point. */
const meeting = ({ level, paid, sloping }: Point, collected: string): bigint | null =>
  sloping === 0 ? null : BigInt(level) + (BigInt(paid) - BigInt(collected)) / BigInt(sloping)

/** Claims that are added up in halves of 32 bits before the sums become one integer. */
const STRETCH = 2 ** 16
const HALF = 2 ** 32

/** Σ min(max(0, base − level), cap), and how many of these slope at the level. */
const sumsAt = (
  level: bigint,
  { bases, caps }: { bases: Uint32Array | null; caps: Uint32Array },
): { paid: bigint; sloping: number } => {
  const [levelHigh, levelLow] = [Number(level >> 32n), Number(BigInt.asUintN(32, level))]
  let [fullLow, fullHigh, slopingLow, slopingHigh, sloping] = [0, 0, 0, 0, 0]
  for (let at = 0; at < caps.length; at += 2) {
    const capLow = caps[at] as number
    const capHigh = caps[at + 1] as number
    const baseLow = bases === null ? 0 : (bases[at] as number)
    const baseHigh = bases === null ? HALF / 2 : (bases[at + 1] as number)
    // The upper part is exact, and one rounding at the end cannot change a sign.
    const aboveHigh = baseHigh - levelHigh
    const aboveLow = baseLow - levelLow
    if (aboveHigh * HALF + aboveLow < 0 || capHigh + capLow === 0) continue
    if ((aboveHigh - capHigh) * HALF + (aboveLow - capLow) > 0) {
      fullLow += capLow
      fullHigh += capHigh
    } else {
      slopingLow += aboveLow
      slopingHigh += aboveHigh
      sloping += 1
    }
  }
  const paid = (BigInt(fullHigh + slopingHigh) << 32n) + BigInt(fullLow + slopingLow)
  return { paid, sloping }
}
