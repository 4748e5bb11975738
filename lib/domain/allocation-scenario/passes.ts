// The linear passes of an answer, behind one port: selections, values, merges and areas under payouts.
import type { Line } from './segment'

const WORD = 2 ** 32
const LIMB = 2 ** 48
export const BLOCK_BITS = 6

/**
 * A population's columns and the passes over them. `hold` gives an array its place beside the
 * passes, at most as many bytes in all as the room was opened with; an array that has none is passed
 * over as well, only slower. Amounts are low and high words of minor units below 2^63.
 */
export type PassRoom = { hold: <Held extends HeldArray>(array: Held) => Held; passes: Passes }

export type HeldArray = Uint32Array | Uint8Array | Float64Array

/** Opens a room for `bytes` bytes in `arrays` arrays whose longest has `size` entries. */
export type PassEngine = (wanted: { bytes: number; arrays: number; size: number }) => PassRoom

export type Passes = {
  select: (selection: Selection) => Selected
  spread: (run: Run) => number
  cross: (ones: Float64Array, others: Float64Array) => number
  area: (rows: Rows, line: Line) => Area
}

/** Positions `from` … `to` of `words` whose `marks` are `wanted`; `rows` leads to marks, null: itself. */
export type Selection = {
  words: Uint32Array
  rows: Uint32Array | null
  from: number
  to: number
  marks: Uint8Array
  wanted: 0 | 1
  into: Uint32Array
}

/**
 * The first `size` entries of `into` are the list. For every 64 positions of `words`: how many are
 * listed before (`starts`), and their sum in limbs of 48 bits.
 */
export type Selected = { size: number; starts: Uint32Array; low: Float64Array; high: Float64Array }

/** As many amounts as `values` has room for, from `index` on; the first has the rank `rank`. */
export type Run = {
  words: Uint32Array
  list: Uint32Array | null
  index: number
  line: Line
  values: Float64Array
  rank: number
}

/** Bases and caps in base order, from row `from` on. */
export type Rows = { bases: Uint32Array; caps: Uint32Array; from: number }

/** `area` is Σ base·(2·paid before + payout), `paid` Σ payout. */
export type Area = { area: number; paid: number }

export const inJavascript: Passes = {
  select: ({ words, rows, from, to, marks, wanted, into }) => {
    const blocks = blocksOf(to)
    const starts = new Uint32Array(blocks)
    const low = new Float64Array(blocks)
    const high = new Float64Array(blocks)
    const totals = { low: 0, high: 0 }
    let size = 0
    for (let block = 0; block < blocks; block += 1) {
      starts[block] = size
      low[block] = totals.low
      high[block] = totals.high
      const end = Math.min(to, (block + 1) << BLOCK_BITS)
      let lowWords = 0
      let highWords = 0
      // Writing always and stepping on by the mark leaves the processor no branch to guess.
      for (let at = Math.max(from, block << BLOCK_BITS); at < end; at += 1) {
        const taken = (marks[rows === null ? at : (rows[at] ?? 0)] ?? 0) ^ (1 - wanted)
        into[size] = at
        size += taken
        lowWords += taken * (words[2 * at] ?? 0)
        highWords += taken * (words[2 * at + 1] ?? 0)
      }
      addLimbs(totals, { low: lowWords, high: highWords })
    }
    return { size, starts, low, high }
  },

  spread: ({ words, list, index, line, values, rank }) => {
    let ranked = 0
    const { factor, high, low, rest } = line
    for (let at = 0; at < values.length; at += 1) {
      const position = 2 * (list === null ? index + at : (list[index + at] ?? 0))
      const whole = ((words[position + 1] ?? 0) - high) * WORD + ((words[position] ?? 0) - low)
      const value = factor * (whole - rest)
      values[at] = value
      ranked += (rank + at) * value
    }
    return ranked
  },

  cross: (ones, others) => {
    let [i, j, area] = [0, 0, 0]
    while (i < ones.length && j < others.length) {
      const one = ones[i] ?? 0
      const other = others[j] ?? 0
      const isFirst = one <= other ? 1 : 0
      area += isFirst * one * j + (1 - isFirst) * other * i
      i += isFirst
      j += 1 - isFirst
    }
    for (; i < ones.length; i += 1) area += (ones[i] ?? 0) * j
    for (; j < others.length; j += 1) area += (others[j] ?? 0) * i
    return area
  },

  area: ({ bases, caps, from }, { factor, constant, high, low, rest }) => {
    let [area, paid] = [0, 0]
    for (let at = 2 * from; at < bases.length; at += 2) {
      const baseLow = bases[at] ?? 0
      const baseHigh = bases[at + 1] ?? 0
      const base = baseHigh * WORD + baseLow
      const open = factor * ((baseHigh - high) * WORD + (baseLow - low) - rest) + constant
      const left = (baseHigh - (caps[at + 1] ?? 0)) * WORD + (baseLow - (caps[at] ?? 0))
      const payout = Math.max(left, Math.min(base, open))
      area += base * (2 * paid + payout)
      paid += payout
    }
    return { area, paid }
  },
}

/** The reading copy, and what answers where WebAssembly cannot be imported. */
export const javascriptPasses: PassEngine = () => ({
  hold: (array) => array,
  passes: inJavascript,
})

/** How many blocks a selection up to a position has sums for. */
export const blocksOf = (to: number): number => ((to + 63) >>> BLOCK_BITS) + 1

/** Adds a sum of words to a total of two limbs. */
export const addLimbs = (
  totals: { low: number; high: number },
  { low, high }: { low: number; high: number },
): void => {
  const whole = totals.low + low + (high % 65536) * WORD
  const carry = Math.floor(whole / LIMB)
  totals.low = whole - carry * LIMB
  totals.high += Math.floor(high / 65536) + carry
}
