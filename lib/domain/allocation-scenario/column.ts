// Ascending amounts in typed arrays: an exact sum of any range for the price of one block.
import { addLimbs, BLOCK_BITS, type Passes, type Selection } from './passes'

const BLOCK = 1 << BLOCK_BITS

/**
 * Amounts of minor units, below 2^63, ascending. `words` holds each as low and high word; `list`
 * picks positions of it (ascending), null means all of them. `rows[i]` says which base the i-th
 * amount of `words` belongs to, null that they stand in the same order. `low` and `high` hold the
 * sum before every block of 64 amounts, in limbs of 48 bits that a float carries exactly; `ranks`
 * holds Σ i·amount before every block as two words of 64 bits, where it is kept. `starts` is set
 * where a block is 64 positions of `words`: how many of `list` come before each.
 */
export type Column = {
  words: Uint32Array
  list: Uint32Array | null
  rows: Uint32Array | null
  size: number
  low: Float64Array
  high: Float64Array
  ranks: BigUint64Array | null
  starts: Uint32Array | null
}

type Amounts = Pick<Column, 'words' | 'list' | 'rows'>

/** The column over amounts that ascend already; `isRanked` keeps rank-weighted sums as well. */
export const columnOf = (amounts: Amounts, options: { isRanked: boolean }): Column => {
  const { words, list, rows } = amounts
  const size = list === null ? words.length >>> 1 : list.length
  const blocks = (size >>> BLOCK_BITS) + 1
  const low = new Float64Array(blocks)
  const high = new Float64Array(blocks)
  const column = { words, list, rows, size, low, high, ranks: null, starts: null }
  const totals = { low: 0, high: 0 }
  for (let block = 0; block < blocks; block += 1) {
    low[block] = totals.low
    high[block] = totals.high
    const from = block << BLOCK_BITS
    addWords(column, { from, to: Math.min(size, from + BLOCK) }, totals)
  }
  return options.isRanked ? { ...column, ranks: rankSums(column) } : column
}

/** Adds a range of at most one block to a total of two limbs. */
const addWords = (
  { words, list }: Amounts,
  { from, to }: { from: number; to: number },
  totals: { low: number; high: number },
): void => {
  let low = 0
  let high = 0
  if (list === null) {
    for (let at = 2 * from; at < 2 * to; at += 2) {
      low += words[at] ?? 0
      high += words[at + 1] ?? 0
    }
  } else {
    for (let at = from; at < to; at += 1) {
      const position = 2 * (list[at] ?? 0)
      low += words[position] ?? 0
      high += words[position + 1] ?? 0
    }
  }
  addLimbs(totals, { low, high })
}

const rankSums = (column: Column): BigUint64Array => {
  const blocks = column.low.length
  const ranks = new BigUint64Array(2 * blocks)
  let total = 0n
  for (let block = 0; block < blocks; block += 1) {
    ranks[2 * block] = BigInt.asUintN(64, total)
    ranks[2 * block + 1] = total >> 64n
    const from = block << BLOCK_BITS
    total += rankedWithin(column, { from, to: Math.min(column.size, from + BLOCK) })
  }
  return ranks
}

/** Σ i·amount over a range of at most one block. */
const rankedWithin = (
  { words, list }: Column,
  { from, to }: { from: number; to: number },
): bigint => {
  let low = 0
  let high = 0
  let lowRanked = 0
  let highRanked = 0
  for (let at = from; at < to; at += 1) {
    const position = 2 * (list === null ? at : (list[at] ?? 0))
    const lowWord = words[position] ?? 0
    const highWord = words[position + 1] ?? 0
    low += lowWord
    high += highWord
    lowRanked += (at - from) * lowWord
    highRanked += (at - from) * highWord
  }
  const sum = (BigInt(high) << 32n) + BigInt(low)
  return BigInt(from) * sum + (BigInt(highRanked) << 32n) + BigInt(lowRanked)
}

/** The amounts of a selection as a column; its list is written into the selection's `into`. */
export const selectedColumn = (passes: Passes, selection: Selection): Column => {
  const { words, rows, into } = selection
  const { size, ...sums } = passes.select(selection)
  return { words, rows, list: into.subarray(0, size), size, ...sums, ranks: null }
}

/** Exact sum of the first `count` amounts, in minor units; may exceed 64 bits. */
export const sumBefore = (column: Column, count: number): bigint => {
  const { words, list, low, high, starts } = column
  const block = blockOf(column, count)
  let lowWords = low[block] ?? 0
  let highWords = 0
  for (let at = starts?.[block] ?? block << BLOCK_BITS; at < count; at += 1) {
    const position = 2 * (list === null ? at : (list[at] ?? 0))
    lowWords += words[position] ?? 0
    highWords += words[position + 1] ?? 0
  }
  return (BigInt(high[block] ?? 0) << 48n) + (BigInt(highWords) << 32n) + BigInt(lowWords)
}

const blockOf = ({ list, starts, size }: Column, count: number): number => {
  if (starts === null || list === null) return count >>> BLOCK_BITS
  return count < size ? (list[count] ?? 0) >>> BLOCK_BITS : starts.length - 1
}

/** Exact Σ i·amount over the first `count` amounts, i counted from 0. Needs a ranked column. */
export const rankSumBefore = (column: Column, count: number): bigint => {
  const block = count >>> BLOCK_BITS
  const [low, high] = [column.ranks?.[2 * block] ?? 0n, column.ranks?.[2 * block + 1] ?? 0n]
  return (high << 64n) + low + rankedWithin(column, { from: block << BLOCK_BITS, to: count })
}

/** The amount at a position of the column, exactly. */
export const amountAt = ({ words, list }: Column, at: number): bigint => {
  const position = 2 * (list === null ? at : (list[at] ?? 0))
  return (BigInt(words[position + 1] ?? 0) << 32n) + BigInt(words[position] ?? 0)
}

/** Position in base order of the claim that an amount belongs to. */
export const rowAt = ({ rows, list }: Column, at: number): number => {
  const position = list === null ? at : (list[at] ?? 0)
  return rows === null ? position : (rows[position] ?? 0)
}

const MOST = 2n ** 64n

/** How many amounts of the column are below a threshold of minor units. */
export const countBelow = ({ words, list, size }: Column, threshold: bigint): number => {
  if (threshold <= 0n) return 0
  if (threshold >= MOST) return size
  const [low, high] = [Number(threshold & 0xffff_ffffn), Number(threshold >> 32n)]
  let from = 0
  let to = size
  while (from < to) {
    const middle = (from + to) >>> 1
    const position = 2 * (list === null ? middle : (list[middle] ?? 0))
    const top = words[position + 1] ?? 0
    const isBelow = top < high || (top === high && (words[position] ?? 0) < low)
    if (isBelow) from = middle + 1
    else to = middle
  }
  return from
}
