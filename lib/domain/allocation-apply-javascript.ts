// The engine for every place that runs JavaScript: limbs of 24 bits, no BigInt while claims are read.
import { engineFrom, halvesOf, type LevyEngine } from './allocation-apply'
import { limbsOf, settleDoubts } from './allocation-multiplier'

const LIMBS = { bits: 24, count: 4 }

/**
 * Exact sums and levies without a BigInt for each claim. A base is multiplied in limbs of 24 bits: a
 * product has at most 48 bits, three of them and a carry at most 50, so every number here is an
 * integer below 2^53, which JavaScript's numbers hold exactly. `allocation-multiplier` proves the
 * floors.
 */
export const javascriptEngine: LevyEngine = engineFrom({
  limbs: LIMBS,
  total: (amounts) => {
    const halves = halvesOf(amounts)
    let total = 0n
    for (let from = 0; from < halves.length; from += STRETCH) {
      total += totalOf(halves.subarray(from, from + STRETCH))
    }
    return total
  },
  writeFloors: (multiplier, { bases, into }) => {
    const [source, target] = [halvesOf(bases), halvesOf(into)]
    const limbs = limbsOf(multiplier, LIMBS)
    const doubts = new Uint32Array(STRETCH / 2)
    // Until a base of more than 48 bits is met, most of them are likely to have fewer.
    let isNarrow = true
    for (let from = 0; from < source.length; from += STRETCH) {
      const to = Math.min(source.length, from + STRETCH)
      const stretch = { source, target, from, to, limbs, doubts }
      let count = isNarrow ? writeNarrow(stretch) : writeWide(stretch)
      if (count === TOO_NARROW) {
        isNarrow = false
        count = writeWide(stretch)
      }
      settleDoubts(multiplier, { doubts: doubts.subarray(0, count), bases, into })
    }
  },
})

/** Halves that are read in one go, of 4096 claims: their sums stay far below 2^53. */
const STRETCH = 2 ** 13

const totalOf = (halves: Uint32Array): bigint => {
  let low = 0
  let high = 0
  for (let at = 0; at < halves.length; at += 2) {
    low += halves[at] as number
    high += halves[at + 1] as number
  }
  return (BigInt(high) << 32n) + BigInt(low)
}

const LIMB = 2 ** 24
const PER_LIMB = 2 ** -24
const HALF = 2 ** 32
const PER_HALF = 2 ** -32

/** A doubt has 33 zero bits below the point: the limb there and the upper 9 bits of the next. */
const DOUBTFUL = 2 ** 15

type Stretch = {
  source: Uint32Array
  target: Uint32Array
  from: number
  to: number
  limbs: number[]
  doubts: Uint32Array
}

/** Writes the floors of bases below 2^63 and lists the doubtful claims; answers how many. */
const writeWide = ({ source, target, from, to, limbs, doubts }: Stretch): number => {
  const [m0, m1, m2, m3] = limbs as [number, number, number, number]
  let count = 0
  for (let at = from; at < to; at += 2) {
    const low = source[at] as number
    const high = source[at + 1] as number
    const b0 = low & 0xffffff
    const b1 = (low >>> 24) | ((high & 0xffff) << 8)
    const b2 = high >>> 16
    let carry = Math.floor(b0 * m0 * PER_LIMB)
    carry = Math.floor((b0 * m1 + b1 * m0 + carry) * PER_LIMB)
    const next = b0 * m2 + b1 * m1 + b2 * m0 + carry
    const carryNext = Math.floor(next * PER_LIMB)
    const first = b0 * m3 + b1 * m2 + b2 * m1 + carryNext
    carry = Math.floor(first * PER_LIMB)
    if (first === carry * LIMB && next - carryNext * LIMB < DOUBTFUL) doubts[count++] = at / 2
    // Above the point: `lower` counts ones, `upper` counts 2^24s.
    const lower = b1 * m3 + b2 * m2 + carry
    const overflow = Math.floor(lower * PER_LIMB)
    const upper = b2 * m3 + overflow
    const levyHigh = Math.floor(upper * 2 ** -8)
    target[at] = (upper - levyHigh * 2 ** 8) * LIMB + (lower - overflow * LIMB)
    target[at + 1] = levyHigh
  }
  return count
}

const TOO_NARROW = -1

/** The same for bases below 2^48; TOO_NARROW, and nothing of use written, when one is not. */
const writeNarrow = ({ source, target, from, to, limbs, doubts }: Stretch): number => {
  const [m0, m1, m2, m3] = limbs as [number, number, number, number]
  let [count, highs] = [0, 0]
  for (let at = from; at < to; at += 2) {
    const low = source[at] as number
    const high = source[at + 1] as number
    highs |= high
    const b0 = low & 0xffffff
    const b1 = (low >>> 24) | (high << 8)
    let carry = Math.floor(b0 * m0 * PER_LIMB)
    carry = Math.floor((b0 * m1 + b1 * m0 + carry) * PER_LIMB)
    const next = b0 * m2 + b1 * m1 + carry
    const carryNext = Math.floor(next * PER_LIMB)
    const first = b0 * m3 + b1 * m2 + carryNext
    carry = Math.floor(first * PER_LIMB)
    if (first === carry * LIMB && next - carryNext * LIMB < DOUBTFUL) doubts[count++] = at / 2
    const levy = b1 * m3 + carry
    const levyHigh = Math.floor(levy * PER_HALF)
    target[at] = levy - levyHigh * HALF
    target[at + 1] = levyHigh
  }
  return highs >>> 16 === 0 ? count : TOO_NARROW
}
