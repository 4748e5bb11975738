// Caps of a whole population under the limits of a policy, exact and without big integers in the loop.
import { amountAt } from './column'
import type { Limits } from '../allocation-limits'
import { NO_EQUITY, type PreparedClaims } from './prepared'
import type { Fraction } from '../fraction'

/**
 * min(base, given cap, ⌊β·base⌋, max(0, equity − minimum equity)) of every claim as words in base
 * order, each where present; the given caps themselves when nothing else limits, null when no claim
 * is limited at all. The exemption threshold is not applied. Source: allocation.md §2.
 */
export const limitedCaps = (prepared: PreparedClaims, limits: Limits): Uint32Array | null => {
  const { capFraction, minEquity } = limits
  const isFraction = capFraction !== null && capFraction.numerator < capFraction.denominator
  const isEquity = minEquity !== null && prepared.equities !== null
  if (!isFraction && !isEquity) return prepared.caps
  const caps = isFraction ? fractionsOf(prepared, capFraction) : prepared.bases.words.slice()
  if (prepared.caps) lower(caps, prepared.caps)
  if (isEquity) lower(caps, spareEquities(prepared, minEquity))
  return caps
}

const MOST_PART = 2n ** 19n
const WORD = 2 ** 32

/** ⌊β·base⌋ of every base: long division by words while every product fits in 53 bits. */
const fractionsOf = ({ bases }: PreparedClaims, capFraction: Fraction): Uint32Array => {
  const { words, size } = bases
  const caps = new Uint32Array(words.length)
  if (capFraction.denominator > MOST_PART) return wideFractions(bases, capFraction)
  const [numerator, denominator] = [Number(capFraction.numerator), Number(capFraction.denominator)]
  for (let at = 0; at < 2 * size; at += 2) {
    const top = numerator * (words[at + 1] ?? 0)
    const high = Math.floor(top / denominator)
    const rest = (top - high * denominator) * WORD + numerator * (words[at] ?? 0)
    const low = Math.floor(rest / denominator)
    const carry = low >= WORD ? 1 : 0
    caps[at] = low - carry * WORD
    caps[at + 1] = high + carry
  }
  return caps
}

const wideFractions = (
  bases: PreparedClaims['bases'],
  { numerator, denominator }: Fraction,
): Uint32Array => {
  const caps = new BigUint64Array(bases.size)
  for (let row = 0; row < caps.length; row += 1) {
    caps[row] = (amountAt(bases, row) * numerator) / denominator
  }
  return new Uint32Array(caps.buffer)
}

const lower = (caps: Uint32Array, bounds: Uint32Array): void => {
  for (let at = 0; at < caps.length; at += 2) {
    const low = bounds[at] ?? 0
    const high = bounds[at + 1] ?? 0
    const own = caps[at + 1] ?? 0
    if (own < high || (own === high && (caps[at] ?? 0) <= low)) continue
    caps[at] = low
    caps[at + 1] = high
  }
}

/** Where no equity is given it does not limit. */
const spareEquities = ({ equities, bases }: PreparedClaims, minEquity: bigint): Uint32Array => {
  const spare = new BigUint64Array(bases.size)
  for (let row = 0; row < spare.length; row += 1) {
    const equity = equities?.[row] ?? NO_EQUITY
    if (equity === NO_EQUITY) spare[row] = amountAt(bases, row)
    else spare[row] = equity > minEquity ? equity - minEquity : 0n
  }
  return new Uint32Array(spare.buffer)
}
