// Which claims a rule fills up and which it leaves open, listed in ascending orders without a sort.
import { columnOf, selectedColumn, type Column } from './column'
import type { LimitedClaims } from './limited'

/**
 * Rows `from` … `to` that `marks` leaves at 0, in base order; one column for every tier where
 * weights differ. Writes them into the front of the scratch list.
 */
export const openLists = (
  claims: LimitedClaims,
  { from, to }: { from: number; to: number },
): Column[] => {
  const { tiers, scratch, weights, bases } = claims.prepared
  const { marks, lists } = scratch
  if (tiers === null) {
    const range = { from, to, marks, wanted: 0, into: lists } as const
    return [selectedColumn(claims.prepared.passes, { ...bases, ...range })]
  }
  let start = 0
  return weights.map((_, tier) => {
    const into = lists.subarray(start)
    const size = listTier(tiers, { from, to, into, marks, tier })
    start += size
    const list = into.subarray(0, size)
    return columnOf({ words: bases.words, rows: null, list }, { isRanked: false })
  })
}

const listTier = (
  tiers: Uint8Array,
  given: { from: number; to: number; into: Uint32Array; marks: Uint8Array; tier: number },
): number => {
  const { from, to, into, marks, tier } = given
  let size = 0
  for (let row = from; row < to; row += 1) {
    into[size] = row
    size += tiers[row] === tier && marks[row] === 0 ? 1 : 0
  }
  return size
}

/**
 * Amounts of caps (or rests) whose rows are marked with 1, ascending; where they stand in base
 * order, of rows before `bound`. Writes their positions into the last `room` places of the scratch
 * list, over the ones of an earlier call.
 */
export const fullList = (
  claims: LimitedClaims,
  column: Column,
  { bound, room }: { bound: number; room: number },
): Column => {
  const { passes, scratch } = claims.prepared
  const { marks, lists } = scratch
  const into = lists.subarray(lists.length - room)
  const to = column.rows === null ? bound : column.words.length >>> 1
  return selectedColumn(passes, { ...column, from: 0, to, marks, wanted: 1, into })
}
