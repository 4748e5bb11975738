// A population made ready once, so that every later question about it needs no sort.
import { halvesOf } from '../allocation-apply'
import { columnOf, type Column } from './column'
import { held } from './held'
import { ascending, pickWords } from './order'
import { javascriptPasses, type PassEngine, type Passes } from './passes'
import { assert } from '../assert'
import type { Fraction } from '../fraction'

/** Stands in `equities` for a claim whose equity is not given. */
export const NO_EQUITY = -(2n ** 63n)

/**
 * The charged population (eligible + house, owners as one claim), one entry a claim and column.
 * `bases` and `caps` are minor units, 0 … 2^63 − 1, cap ≤ base; null where no claim has one.
 * `tiers[i]` is the position in `weights` of the claim's weight. `queue` names claims by descending
 * score, ties by account.
 */
export type ClaimColumns = {
  bases: BigUint64Array
  caps: BigUint64Array | null
  equities: BigInt64Array | null
  tiers: Uint8Array | null
  weights: readonly Fraction[]
  queue: Uint32Array | null
}

/**
 * Claims in base order: by base, ties by cap descending, so that payouts of unweighted claims ascend
 * too. `caps` are words in that order (null: the bases), `queue` positions of it; `orders` are those
 * of the given caps. `scratch` is room for one answer at a time; `passes` are over what they all hold.
 */
export type PreparedClaims = {
  size: number
  bases: Column
  caps: Uint32Array | null
  equities: BigInt64Array | null
  tiers: Uint8Array | null
  weights: readonly Fraction[]
  queue: Uint32Array | null
  orders: CapOrders | null
  scratch: Scratch
  passes: Passes
}

/** `ratios` are positions in base order by cap/base; `rests` is what no rule can take, base − cap. */
export type CapOrders = { caps: Column; rests: Column; ratios: Uint32Array }

export type Scratch = { marks: Uint8Array; lists: Uint32Array; values: Float64Array }

export const ONE: Fraction = { numerator: 1n, denominator: 1n }
const MOST_TIERS = 256

/**
 * Sorts the columns once: at most 64 bytes a claim, scratch included, and linear in their number.
 * Refuses (Fault) columns of different lengths, amounts above 2^63 − 1, a cap above its base.
 */
export const prepareColumns = (
  columns: ClaimColumns,
  engine: PassEngine = javascriptPasses,
): PreparedClaims => {
  const size = columns.bases.length
  assertColumns(columns)
  const isPlain = !columns.caps && !columns.equities && !columns.tiers && !columns.queue
  const sorted = isPlain ? sortedAlone(columns.bases) : baseOrder(columns)
  const { rows, words } = sorted
  const bases = columnOf({ words, list: null, rows: null }, { isRanked: true })
  const caps = columns.caps && rows ? pickWords(halvesOf(columns.caps), rows) : null
  const isCapped = caps !== null && caps.some((word, at) => word !== words[at])
  return held(engine, {
    size,
    bases,
    caps: isCapped ? caps : null,
    equities: columns.equities && rows ? picked(columns.equities, rows) : null,
    tiers: columns.tiers && rows ? picked(columns.tiers, rows) : null,
    weights: columns.weights.length === 0 ? [ONE] : columns.weights,
    queue: columns.queue && rows ? positionsOf(columns.queue, rows) : null,
    orders: isCapped ? capOrders(words, caps) : null,
    scratch: {
      marks: new Uint8Array(size),
      lists: new Uint32Array(size),
      values: new Float64Array(size),
    },
  })
}

const assertColumns = ({ bases, caps, equities, tiers, weights, queue }: ClaimColumns): void => {
  for (const column of [caps, equities, tiers, queue]) {
    const isWhole = column === null || column.length === bases.length
    assert(isWhole, 'expected columns of one length, got different ones')
  }
  const isInRange = halvesOf(bases).every((word, at) => at % 2 === 0 || word < 0x8000_0000)
  assert(isInRange, 'expected bases of at most 2^63 − 1')
  const areWithin = caps === null || areAtMost(halvesOf(caps), halvesOf(bases))
  assert(areWithin, 'expected caps of at most their bases')
  assert(weights.length <= MOST_TIERS, `expected at most ${MOST_TIERS} weights`)
}

const areAtMost = (smaller: Uint32Array, larger: Uint32Array): boolean => {
  for (let at = 0; at < smaller.length; at += 2) {
    const high = smaller[at + 1] ?? 0
    const most = larger[at + 1] ?? 0
    const isWithin = high < most || (high === most && (smaller[at] ?? 0) <= (larger[at] ?? 0))
    if (!isWithin) return false
  }
  return true
}

const sortedAlone = (bases: BigUint64Array): { words: Uint32Array; rows: null } => ({
  words: halvesOf(bases.slice().sort()),
  rows: null,
})

const baseOrder = ({ bases, caps }: ClaimColumns): { words: Uint32Array; rows: Uint32Array } => {
  if (caps === null) return ascending(halvesOf(bases))
  return ascending(halvesOf(bases), ascending(halvesOf(caps)).rows.reverse())
}

const picked = <Values extends BigInt64Array | Uint8Array>(
  values: Values,
  rows: Uint32Array,
): Values => {
  const copy = values.slice() as Values
  for (let at = 0; at < rows.length; at += 1) copy[at] = values[rows[at] ?? 0] ?? 0
  return copy
}

const positionsOf = (queue: Uint32Array, rows: Uint32Array): Uint32Array => {
  const places = new Uint32Array(rows.length)
  for (let at = 0; at < rows.length; at += 1) places[rows[at] ?? 0] = at
  return queue.map((claim) => places[claim] ?? 0)
}

/** The orders of caps (words in base order): by cap, by base − cap, by cap/base. */
export const capOrders = (bases: Uint32Array, caps: Uint32Array): CapOrders => {
  const sorted = (words: Uint32Array): Column => {
    const order = ascending(words)
    return columnOf({ words: order.words, rows: order.rows, list: null }, { isRanked: false })
  }
  return {
    caps: sorted(caps),
    rests: sorted(differences(bases, caps)),
    ratios: ascending(ratioKeys(bases, caps)).rows,
  }
}

/** bases − caps, word by word with a borrow. */
export const differences = (bases: Uint32Array, caps: Uint32Array): Uint32Array => {
  const rests = new Uint32Array(bases.length)
  for (let at = 0; at < bases.length; at += 2) {
    const low = (bases[at] ?? 0) - (caps[at] ?? 0)
    rests[at] = low
    rests[at + 1] = (bases[at + 1] ?? 0) - (caps[at + 1] ?? 0) - (low < 0 ? 1 : 0)
  }
  return rests
}

const ratioKeys = (bases: Uint32Array, caps: Uint32Array): Uint32Array => {
  const keys = new Float64Array(bases.length >>> 1)
  for (let row = 0; row < keys.length; row += 1) keys[row] = ratioAt(bases, caps, row)
  return new Uint32Array(keys.buffer)
}

/** cap/base of a row as a float, 0 where nothing may be taken; relative error below 2^-51. */
export const ratioAt = (bases: Uint32Array, caps: Uint32Array, row: number): number => {
  const cap = (caps[2 * row + 1] ?? 0) * 2 ** 32 + (caps[2 * row] ?? 0)
  if (cap === 0) return 0
  return cap / ((bases[2 * row + 1] ?? 0) * 2 ** 32 + (bases[2 * row] ?? 0))
}
