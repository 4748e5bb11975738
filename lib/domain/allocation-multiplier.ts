// A division that is the same for every claim, turned into a multiplication: exact floors of θ·b.
import type { Fraction } from './fraction'

/**
 * θ as an integer `scaled` = ⌈θ·2^K⌉, so that ⌊θ·b⌋ = ⌊scaled·b / 2^K⌋ for almost every b < 2^63.
 *
 * Proof. scaled = θ·2^K + e with 0 ≤ e < 1, so scaled·b / 2^K = θ·b + e·b/2^K: too large by less
 * than 2^(63−K), never too small. Its floor is therefore ⌊θ·b⌋, or one more; and one more only if
 * the fraction that is cut off is below e·b/2^K, that is, if its upper K − 63 bits are all 0: a
 * *doubt*. With θ = p/q in lowest terms, θ·b lies at least 1/q below the next integer, which e·b/2^K
 * does not reach while b·q ≤ 2^K: every base below `certainBelow` = 2^(K − bits of q) is beyond
 * doubt. A doubt above that is settled by a division. Source: Granlund & Montgomery, Division by
 * invariant integers using multiplication, PLDI 1994, theorem 4.2; Lemire, Kaser & Kurz, Softw.
 * Pract. Exp. 49 (2019), theorem 1.
 */
export type Multiplier = { theta: Fraction; scaled: bigint; certainBelow: number }

/** How an engine cuts a multiplier up: K = `bits` × `count`. */
export type Limbs = { bits: number; count: number }

/**
 * The multiplier of 0 ≤ θ < 1 given in lowest terms, or null where none of K bits serves: θ ≥ 1
 * (every levy is at its cap), or so close to 1 that it would be rounded up to it.
 */
export const multiplierOf = (theta: Fraction, { bits, count }: Limbs): Multiplier | null => {
  const { numerator, denominator } = theta
  const exponent = bits * count
  const scaled = ((numerator << BigInt(exponent)) + denominator - 1n) / denominator
  if (scaled >> BigInt(exponent) > 0n) return null
  return { theta, scaled, certainBelow: 2 ** (exponent - denominator.toString(2).length) }
}

/** The limbs of a multiplier, lowest first. */
export const limbsOf = ({ scaled }: Multiplier, { bits, count }: Limbs): number[] =>
  Array.from({ length: count }, (_, limb) =>
    Number(BigInt.asUintN(bits, scaled >> BigInt(limb * bits))),
  )

/**
 * Divides where a floor is in doubt: `doubts` are positions in `bases`, and in `into`, which is
 * corrected there. A base that rounds to less than `certainBelow` is less than it.
 */
export const settleDoubts = (
  { theta, certainBelow }: Multiplier,
  {
    doubts,
    bases,
    into,
  }: { doubts: Iterable<number>; bases: BigUint64Array; into: BigUint64Array },
): void => {
  for (const index of doubts) {
    const base = bases[index] ?? 0n
    if (Number(base) < certainBelow) continue
    into[index] = (theta.numerator * base) / theta.denominator
  }
}
