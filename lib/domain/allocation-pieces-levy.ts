// Levies of one piece under constants that are known: the second half of a run in pieces.
import type { LevyEngine } from './allocation-apply'
import type { Piece, PiecewiseConstants } from './allocation-pieces'
import { fraction, fractionFromJson, type Fraction, type FractionJson } from './fraction'

/**
 * Writes every claim's levy in minor units, rounded down, as `levy` does under the same constants:
 * pro-rata by the engine, the other rules with one subtraction or comparison a claim.
 */
export const levyPiece = (
  engine: LevyEngine,
  options: { constants: PiecewiseConstants; piece: Piece; into: BigUint64Array },
): void => {
  const { constants, piece, into } = options
  if (constants.rule === 'pro-rata') {
    const theta = weighted(fractionFromJson(constants.theta), piece.weight)
    engine.levy({ bases: piece.bases, caps: piece.caps, theta, into })
    return
  }
  const uncapped = uncappedBy(constants)
  for (const [index, base] of piece.bases.entries()) {
    const [levy, cap] = [uncapped(base), piece.caps[index] ?? 0n]
    into[index] = levy < cap ? levy : cap
  }
}

const weighted = (theta: Fraction, weight: Fraction | undefined): Fraction =>
  weight === undefined
    ? theta
    : fraction(theta.numerator * weight.numerator, theta.denominator * weight.denominator)

/** Bases are whole, so the floor of a difference is the base less the ceiling of what is taken off. */
const uncappedBy = (constants: PiecewiseConstants): ((base: bigint) => bigint) => {
  if (constants.rule === 'level-down') {
    const level = ceiling(constants.mu)
    return (base) => (base > level ? base - level : 0n)
  }
  const [floor, above] = [floorOf(constants.theta), ceiling(constants.theta)]
  if (constants.rule !== 'talmud') return () => floor
  if (constants.half === 'low') return (base) => lesser(base / 2n, floor)
  return (base) => base - lesser((base + 1n) / 2n, above)
}

const floorOf = (json: FractionJson): bigint => BigInt(json.numerator) / BigInt(json.denominator)

const ceiling = (json: FractionJson): bigint => {
  const [numerator, denominator] = [BigInt(json.numerator), BigInt(json.denominator)]
  return (numerator + denominator - 1n) / denominator
}

const lesser = (a: bigint, b: bigint): bigint => (a < b ? a : b)
