// Solving for a population that is never held at once: passes over pieces, between which a run may stop.
import { beginLevel, endLevelPass, readLevel, type LevelSearch } from './allocation-pieces-level'
import { beginShare, endSharePass, readShare, type ShareSearch } from './allocation-pieces-share'
import type { RuleConstants } from './allocation-schedule'
import { assert } from './assert'
import { fraction, fractionToJson, type Fraction } from './fraction'

/**
 * Some of the claims that are charged, as columns of equal length in minor units: 0 ≤ cap ≤ base
 * < 2^63, limits already applied to the caps. All claims of a piece have one tier weight; weights
 * belong to pro-rata, and talmud takes `caps` equal to the bases.
 */
export type Piece = { bases: BigUint64Array; caps: BigUint64Array; weight?: Fraction }

/**
 * Where a search stands: a small JSON value, whatever the population's size. `constants` are null
 * until it has ended; `passes` counts those begun.
 */
export type PieceSearch = {
  rule: PiecewiseRule
  passes: number
  constants: PiecewiseConstants | null
  half: 'low' | 'high' | null
  reading: { by: 'share'; search: ShareSearch } | { by: 'level'; search: LevelSearch }
}

export type PiecewiseConstants = Exclude<RuleConstants, { rule: 'queue' }>
export type PiecewiseRule = PiecewiseConstants['rule']

/**
 * A search for the θ or μ that `solve` finds in a population held as a whole, to the same fraction.
 * Give every piece to `readPiece`, in any order, then call `endPass`; repeat until `constants` are
 * there. `capacity` is Σ cap of all pieces (Σ base for talmud), in minor units like `collected`.
 * Refuses (Fault) an amount outside 0 < collected ≤ capacity.
 * Source: allocation.md §3; each claim pays min(max(0, k·(t − s)), cap) over a parameter t.
 */
export const beginSearch = (options: {
  rule: PiecewiseRule
  collected: bigint
  capacity: bigint
}): PieceSearch => {
  const { rule, collected, capacity } = options
  assert(
    collected > 0n && collected <= capacity,
    'expected an amount above 0 and within the capacity',
  )
  const begun = { rule, passes: 1, constants: null, half: null }
  if (rule === 'pro-rata')
    return { ...begun, reading: { by: 'share', search: beginShare(collected) } }
  if (rule !== 'talmud') {
    const search = beginLevel({ ...options, isEqual: rule === 'equal-levy' })
    return { ...begun, reading: { by: 'level', search } }
  }
  // Half claims may be odd halves: the search is for twice the amount with whole claims as caps.
  const half = 2n * collected <= capacity ? 'low' : 'high'
  const twice = 2n * (half === 'low' ? collected : capacity - collected)
  const search = beginLevel({ collected: twice, capacity, isEqual: true })
  const constants = twice === 0n ? constantsAt({ rule, half }, fraction(0n, 1n)) : null
  return { ...begun, half, constants, reading: { by: 'level', search } }
}

/** The search with one more piece of the present pass read. Each piece counts once a pass. */
export const readPiece = (state: PieceSearch, piece: Piece): PieceSearch => {
  const { reading } = state
  return reading.by === 'share'
    ? { ...state, reading: { by: 'share', search: readShare(reading.search, piece) } }
    : { ...state, reading: { by: 'level', search: readLevel(reading.search, piece) } }
}

/** The search after its pass: ended, or ready to read every piece again at a better guess. */
export const endPass = (state: PieceSearch): PieceSearch => {
  const { reading, passes } = state
  if (reading.by === 'share') {
    const { search, theta } = endSharePass(reading.search)
    if (theta) return { ...state, constants: { rule: 'pro-rata', theta: fractionToJson(theta) } }
    return { ...state, passes: passes + 1, reading: { by: 'share', search } }
  }
  const { search, solution } = endLevelPass(reading.search)
  if (solution) return { ...state, constants: constantsAt(state, solution) }
  return { ...state, passes: passes + 1, reading: { by: 'level', search } }
}

const constantsAt = (
  { rule, half }: Pick<PieceSearch, 'rule' | 'half'>,
  solution: Fraction,
): PiecewiseConstants => {
  const { numerator, denominator } = solution
  if (rule === 'level-down') return { rule, mu: fractionToJson(solution) }
  if (half === null) return { rule: 'equal-levy', theta: fractionToJson(solution) }
  return { rule: 'talmud', theta: fractionToJson(fraction(numerator, 2n * denominator)), half }
}
