// A prepared population under the limits of a policy: what each claim may lose, in ascending orders.
import { countBelow, columnOf, sumBefore, type Column } from './column'
import type { Limits } from '../allocation-limits'
import { limitedCaps } from './cap'
import { capOrders, differences, type CapOrders, type PreparedClaims } from './prepared'
import type { Fraction } from '../fraction'

/**
 * Rows (positions in base order) before `first` are below the exemption threshold; the others are
 * charged. `caps` and `rests` ascend over the charged rows (where they stand in base order, over
 * all), `from` is their first charged position, `rests` is null when nothing is capped. `capWords`
 * are caps in base order. `isAligned`: caps and rests stand in base order, so that levies and payouts
 * of every rule ascend with the base;
 * `isTieOrdered`: of equal bases the larger cap stands first. `queue` are the charged rows by descending
 * score. `tiers` are the charged rows of one weight, by cap/base; empty
 * where no sort by that ratio was needed. `totalBase` is Σ base of all rows, `chargedBase` D and
 * `capacity` U of the charged ones, in minor units.
 */
export type LimitedClaims = {
  prepared: PreparedClaims
  first: number
  from: number
  capWords: Uint32Array
  caps: Column
  rests: Column | null
  isAligned: boolean
  isTieOrdered: boolean
  capFraction: Fraction | null
  tiers: readonly Tier[]
  queue: Column | null
  totalBase: bigint
  chargedBase: bigint
  capacity: bigint
}

/** `caps` and `bases` list the same rows, by cap/base. */
export type Tier = { weight: Fraction; caps: Column; bases: Column }

/**
 * The population under limits, to be asked about many losses: a pass over the claims where caps or
 * the threshold change, and a linear sort where caps of single claims do. Minor units.
 */
export const limitClaims = (prepared: PreparedClaims, limits: Limits): LimitedClaims => {
  const { bases, size } = prepared
  const first = countBelow(bases, limits.exemptBelow ?? 0n)
  const limited = limitedCaps(prepared, limits)
  const capWords = limited ?? bases.words
  const isSingly = limited !== null && !isMonotone(prepared, limits)
  const orders = isSingly ? ordersUnder(prepared, limited) : null
  const columns = orders
    ? chargedOrders(orders, first)
    : { caps: alignedCaps(prepared, limited), rests: alignedRests(prepared, limited) }
  const { caps, rests } = columns
  const from = orders ? 0 : first
  const totalBase = sumBefore(bases, size)
  return {
    prepared,
    first,
    from,
    capWords,
    caps,
    rests,
    isAligned: orders === null,
    isTieOrdered: prepared.tiers === null && (limits.minEquity === null || !prepared.equities),
    capFraction: limited === null ? null : limits.capFraction,
    tiers: orders || prepared.tiers ? tiersUnder(prepared, { capWords, orders, first }) : [],
    queue: queueUnder(prepared, { capWords, first }),
    totalBase,
    chargedBase: totalBase - sumBefore(bases, first),
    capacity: sumBefore(caps, caps.size) - sumBefore(caps, from),
  }
}

/** Whether caps follow from bases alone, so that all orders are one. */
const isMonotone = ({ caps, equities, tiers }: PreparedClaims, limits: Limits): boolean =>
  caps === null && tiers === null && (equities === null || limits.minEquity === null)

const ordersUnder = (prepared: PreparedClaims, caps: Uint32Array): CapOrders =>
  caps === prepared.caps && prepared.orders
    ? prepared.orders
    : capOrders(prepared.bases.words, caps)

const alignedCaps = ({ bases }: PreparedClaims, caps: Uint32Array | null): Column =>
  caps === null ? bases : columnOf({ words: caps, list: null, rows: null }, { isRanked: false })

const alignedRests = ({ bases }: PreparedClaims, caps: Uint32Array | null): Column | null => {
  if (caps === null) return null
  const words = differences(bases.words, caps)
  return columnOf({ words, list: null, rows: null }, { isRanked: false })
}

const chargedOrders = (
  { caps, rests }: CapOrders,
  first: number,
): { caps: Column; rests: Column } =>
  first === 0
    ? { caps, rests }
    : { caps: chargedPart(caps, first), rests: chargedPart(rests, first) }

const chargedPart = ({ words, rows }: Column, first: number): Column => {
  const list = new Uint32Array(words.length >>> 1)
  let size = 0
  for (let at = 0; at < list.length; at += 1) {
    list[size] = at
    size += (rows?.[at] ?? 0) >= first ? 1 : 0
  }
  return columnOf({ words, rows, list: list.slice(0, size) }, { isRanked: false })
}

const queueUnder = (
  { queue }: PreparedClaims,
  { capWords, first }: { capWords: Uint32Array; first: number },
): Column | null => {
  if (queue === null) return null
  const list = first === 0 ? queue : queue.filter((row) => row >= first)
  return columnOf({ words: capWords, list, rows: null }, { isRanked: false })
}

const tiersUnder = (
  { bases, tiers, weights, size }: PreparedClaims,
  given: { capWords: Uint32Array; orders: CapOrders | null; first: number },
): Tier[] => {
  const { capWords, orders, first } = given
  const lists = weights.map(() => ({ rows: new Uint32Array(size - first), size: 0 }))
  for (let at = 0; at < size; at += 1) {
    const row = orders ? (orders.ratios[at] ?? 0) : at
    const list = lists[tiers?.[row] ?? 0]
    if (row < first || !list) continue
    list.rows[list.size] = row
    list.size += 1
  }
  return weights.flatMap((weight, tier) => {
    const list = lists[tier]?.rows.slice(0, lists[tier].size) ?? new Uint32Array()
    const over = (words: Uint32Array): Column =>
      columnOf({ words, list, rows: null }, { isRanked: false })
    return list.length === 0 ? [] : [{ weight, caps: over(capWords), bases: over(bases.words) }]
  })
}
