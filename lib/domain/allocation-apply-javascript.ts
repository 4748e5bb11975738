// The engine for every place that runs JavaScript: limbs of 24 bits, no BigInt while claims are read.
import { engineFrom, halvesOf, type LevyEngine } from './allocation-apply'
import { limbsOf, settleDoubts } from './allocation-multiplier'

/**
 * Exact sums and levies without a BigInt for each claim. A base is multiplied in limbs of 24 bits: a
 * product has at most 48 bits, three of them and a carry at most 50, so every number here is an
 * integer below 2^53, which JavaScript's numbers hold exactly. `allocation-multiplier` proves the
 * floors.
 */
export const javascriptEngine: LevyEngine = engineFrom({
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
    const limbs = limbsOf(multiplier, 24)
    const doubts = new Uint32Array(STRETCH / 2)
    for (let from = 0; from < source.length; from += STRETCH) {
      const to = Math.min(source.length, from + STRETCH)
      const write = isNarrow(source, from, to) ? writeNarrow : writeWide
      const count = write({ source, target, from, to, limbs, doubts })
      settleDoubts(multiplier, { doubts: doubts.subarray(0, count), bases, into })
    }
  },
})

/** Halves that are read in one go, of 4096 claims: their sums stay far below 2^53. */
const STRETCH = 2 ** 13

const totalOf = (halves: Uint32Array): bigint => {
  let [low, high] = [0, 0]
  for (let at = 0; at < halves.length; at += 2) {
    low += halves[at] as number
    high += halves[at + 1] as number
  }
  return (BigInt(high) << 32n) + BigInt(low)
}

/** Whether all bases fit two limbs of 24 bits. */
const isNarrow = (source: Uint32Array, from: number, to: number): boolean => {
  let bits = 0
  for (let at = from + 1; at < to; at += 2) bits |= source[at] as number
  return bits >>> 16 === 0
}

const LIMB = 2 ** 24
const PER_LIMB = 2 ** -24
const HALF = 2 ** 32
const PER_HALF = 2 ** -32

/** A doubt has 32 zero bits below the point: the limb there and the upper 8 bits of the next. */
const DOUBTFUL = 2 ** 16

type Stretch = {
  source: Uint32Array
  target: Uint32Array
  from: number
  to: number
  limbs: number[]
  doubts: Uint32Array
}

/** Writes the floors of bases below 2^64 and lists the doubtful claims; answers how many. */
const writeWide = ({ source, target, from, to, limbs, doubts }: Stretch): number => {
  const [m0, m1, m2, m3] = limbs as [number, number, number, number]
  let count = 0
  for (let at = from; at < to; at += 2) {
    const [low, high] = [source[at] as number, source[at + 1] as number]
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

/** The same for bases below 2^48. */
const writeNarrow = ({ source, target, from, to, limbs, doubts }: Stretch): number => {
  const [m0, m1, m2, m3] = limbs as [number, number, number, number]
  let count = 0
  for (let at = from; at < to; at += 2) {
    const [low, high] = [source[at] as number, source[at + 1] as number]
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
  return count
}
