// A division that is the same for every claim, turned into a multiplication: exact floors of θ·b.
import type { Fraction } from './fraction'

const FRACTION_BITS = 96

/**
 * θ as an integer `scaled` = ⌈θ·2^96⌉, so that ⌊θ·b⌋ = ⌊scaled·b / 2^96⌋ for almost every b < 2^64.
 *
 * Proof. scaled = θ·2^96 + e with 0 ≤ e < 1, so scaled·b / 2^96 = θ·b + e·b/2^96: too large by less
 * than 2^−32, never too small. Its floor is therefore ⌊θ·b⌋, or one more; and one more only if the
 * fraction that is cut off is below e·b/2^96, that is, if its upper 32 bits are all 0: a *doubt*.
 * With θ = p/q in lowest terms, θ·b lies at least 1/q below the next integer, which e·b/2^96 does
 * not reach while b·q ≤ 2^96: every base below `certainBelow` = 2^(96 − bits of q) is beyond doubt.
 * A doubt above that is settled by a division. Source: Granlund & Montgomery, Division by invariant
 * integers using multiplication, PLDI 1994, theorem 4.2; Lemire, Kaser & Kurz, Softw. Pract. Exp. 49
 * (2019), theorem 1.
 */
export type Multiplier = { theta: Fraction; scaled: bigint; certainBelow: number }

/**
 * The multiplier of 0 ≤ θ < 1 given in lowest terms, or null where none of 96 bits serves: θ ≥ 1
 * (every levy is at its cap), or so close to 1 that it would be rounded up to it.
 */
export const multiplierOf = (theta: Fraction): Multiplier | null => {
  const { numerator, denominator } = theta
  const scaled = ((numerator << BigInt(FRACTION_BITS)) + denominator - 1n) / denominator
  if (scaled >> BigInt(FRACTION_BITS) > 0n) return null
  const bits = denominator.toString(2).length
  return { theta, scaled, certainBelow: 2 ** (FRACTION_BITS - bits) }
}

/** `scaled` in limbs of `bits` each, lowest first. */
export const limbsOf = ({ scaled }: Multiplier, bits: 24 | 32): number[] =>
  Array.from({ length: FRACTION_BITS / bits }, (_, limb) =>
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
