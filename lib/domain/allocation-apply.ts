// The port through which whole columns of claims are levied at once, and what its engines share.
import { multiplierOf, type Limbs, type Multiplier } from './allocation-multiplier'
import { assert } from './assert'
import type { Fraction } from './fraction'
import { sum } from './money'

/**
 * One column of claims and where its levies go. `bases`, `caps` and `into` have the same length and
 * hold minor units below 2^63; `into` may not overlap the others. `theta` is at least 0 and in lowest terms; a
 * tier's weight is multiplied into it beforehand. Caps are at most the base, and the base if absent.
 */
export type Levying = {
  bases: BigUint64Array
  caps?: BigUint64Array
  theta: Fraction
  into: BigUint64Array
}

/**
 * `total` is the exact sum of a column, which may exceed 64 bits.
 * `levy` writes min(⌊θ·baseᵢ⌋, capᵢ), rounded down to whole minor units.
 * Every engine gives the same amounts; they differ in speed alone. Refuses (Fault) columns of
 * unequal length. Source: allocation.md §3, rule pro-rata with rounding floor.
 */
export type LevyEngine = {
  total: (amounts: BigUint64Array) => bigint
  levy: (levying: Levying) => void
}

/** The definition read aloud, one multiplication and one division a claim: what the others must equal. */
export const plainEngine: LevyEngine = {
  total: sum,
  levy: (levying) => {
    assertColumns(levying)
    const { bases, caps = bases, theta, into } = levying
    for (const [index, base] of bases.entries()) {
      const uncapped = (theta.numerator * base) / theta.denominator
      const cap = caps[index] ?? 0n
      into[index] = uncapped < cap ? uncapped : cap
    }
  },
}

/**
 * An engine from the two loops that are worth being fast: the sum, and ⌊θ·baseᵢ⌋ by a multiplier.
 * θ without a multiplier needs none (from 1 on all caps are reached) or is left to the plain engine.
 */
export const engineFrom = (loops: {
  limbs: Limbs
  total: LevyEngine['total']
  writeFloors: (multiplier: Multiplier, columns: Pick<Levying, 'bases' | 'into'>) => void
}): LevyEngine => ({
  total: loops.total,
  levy: (levying) => {
    assertColumns(levying)
    const { bases, caps, theta, into } = levying
    const multiplier = multiplierOf(theta, loops.limbs)
    if (theta.numerator >= theta.denominator) into.set(caps ?? bases)
    else if (multiplier === null) plainEngine.levy(levying)
    else {
      loops.writeFloors(multiplier, { bases, into })
      if (caps) lowerToCaps(into, caps)
    }
  },
})

const assertColumns = ({ bases, caps = bases, into }: Levying): void => {
  assert(
    bases.length === into.length && bases.length === caps.length,
    'expected columns of equal length',
  )
}

/**
 * A column's amounts as halves of 32 bits, the lower half first (typed arrays are little-endian
 * wherever this runs); writing to one writes to the other.
 */
export const halvesOf = (amounts: BigUint64Array): Uint32Array =>
  new Uint32Array(amounts.buffer, amounts.byteOffset, amounts.length * 2)

const lowerToCaps = (amounts: BigUint64Array, caps: BigUint64Array): void => {
  const [levies, limits] = [halvesOf(amounts), halvesOf(caps)]
  for (let low = 0; low < levies.length; low += 2) {
    const capLow = limits[low] as number
    const capHigh = limits[low + 1] as number
    const levyHigh = levies[low + 1] as number
    if (levyHigh < capHigh) continue
    if (levyHigh === capHigh && (levies[low] as number) <= capLow) continue
    levies[low] = capLow
    levies[low + 1] = capHigh
  }
}
