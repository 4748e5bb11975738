// Pro-rata in pieces: θ rises like water until the claims that are not full carry what is left.
import { halvesOf } from './allocation-apply'
import type { Piece } from './allocation-pieces'
import { compareFractions, fraction, fractionFromJson, fractionToJson } from './fraction'
import type { Fraction, FractionJson } from './fraction'

/**
 * What is known of θ in Σ min(θ·wᵢ·dᵢ, cᵢ) = collected. At `theta`, the claims read so far that are
 * full hold `full` together, and the others `rising`·θ, `rising` being their Σ wᵢ·dᵢ.
 */
export type ShareSearch = {
  collected: string
  theta: FractionJson
  full: string
  rising: FractionJson
}

const NOTHING: FractionJson = { numerator: '0', denominator: '1' }

/** Nothing read yet, θ = 0; `collected` in minor units. */
export const beginShare = (collected: bigint): ShareSearch => ({
  collected: collected.toString(),
  theta: NOTHING,
  full: '0',
  rising: NOTHING,
})

/** Adds a piece's claims, each to the full or to the rising ones at the present θ. */
export const readShare = (search: ShareSearch, piece: Piece): ShareSearch => {
  const weight = piece.weight ?? { numerator: 1n, denominator: 1n }
  const theta = fractionFromJson(search.theta)
  const share = fraction(theta.numerator * weight.numerator, theta.denominator * weight.denominator)
  let [full, bases] = [BigInt(search.full), 0n]
  for (let from = 0; from < piece.bases.length; from += STRETCH) {
    const sums = sumsAt(share, {
      bases: piece.bases.subarray(from, from + STRETCH),
      caps: piece.caps.subarray(from, from + STRETCH),
    })
    full += sums.full
    bases += sums.rising
  }
  const rising = fractionFromJson(search.rising)
  const numerator =
    rising.numerator * weight.denominator + bases * weight.numerator * rising.denominator
  return {
    ...search,
    full: full.toString(),
    rising: fractionToJson(fraction(numerator, rising.denominator * weight.denominator)),
  }
}

/**
 * The next θ is where the claims that still rise would reach the amount: never beyond the smallest
 * solution, since the sum's slope only falls, and equal to the present one when that is it.
 */
export const endSharePass = (
  search: ShareSearch,
): { search: ShareSearch; theta: Fraction | null } => {
  const [theta, rising] = [fractionFromJson(search.theta), fractionFromJson(search.rising)]
  if (rising.numerator === 0n) return { search, theta }
  const left = BigInt(search.collected) - BigInt(search.full)
  const next = fraction(left * rising.denominator, rising.numerator)
  if (compareFractions(next, theta) === 0) return { search, theta }
  const begun = { theta: fractionToJson(next), full: '0', rising: NOTHING }
  return { search: { ...search, ...begun }, theta: null }
}

/** Claims that are added up in halves of 32 bits before the sums become one integer. */
const STRETCH = 2 ** 16
const HALF = 2 ** 32

/** Four roundings to 53 bits, one more in the product, and room to spare. */
const DOUBT = 2 ** -50

/**
 * Σ cap of the claims that are full at a share (share·base ≥ cap) and Σ base of the others.
 * Numbers of 53 bits tell the two apart where they differ by more than their rounding; integers do
 * where not.
 */
const sumsAt = (share: Fraction, { bases, caps }: Piece): { full: bigint; rising: bigint } => {
  const [baseHalves, capHalves] = [halvesOf(bases), halvesOf(caps)]
  const near = nearest(share)
  const [least, most] = [near * (1 - DOUBT), near * (1 + DOUBT)]
  let [fullLow, fullHigh, risingLow, risingHigh] = [0, 0, 0, 0]
  for (let at = 0; at < baseHalves.length; at += 2) {
    const baseLow = baseHalves[at] as number
    const baseHigh = baseHalves[at + 1] as number
    const capLow = capHalves[at] as number
    const capHigh = capHalves[at + 1] as number
    const base = baseHigh * HALF + baseLow
    const cap = capHigh * HALF + capLow
    if (cap === 0) continue
    const isFull =
      cap <= base * most &&
      (cap < base * least || isFullAt(share, bases[at / 2] ?? 0n, caps[at / 2] ?? 0n))
    if (isFull) {
      fullLow += capLow
      fullHigh += capHigh
    } else {
      risingLow += baseLow
      risingHigh += baseHigh
    }
  }
  return { full: joined(fullHigh, fullLow), rising: joined(risingHigh, risingLow) }
}

const isFullAt = ({ numerator, denominator }: Fraction, base: bigint, cap: bigint): boolean =>
  numerator * base >= cap * denominator

const joined = (high: number, low: number): bigint => (BigInt(high) << 32n) + BigInt(low)

/** A fraction as a number, rounded thrice; parts beyond a number's range are shortened alike. */
const nearest = ({ numerator, denominator }: Fraction): number => {
  const excess = BigInt(Math.max(0, denominator.toString(16).length * 4 - 900))
  return Number(numerator >> excess) / Number(denominator >> excess)
}
