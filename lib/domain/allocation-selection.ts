// Which claims a rule fills up and which it leaves open, listed in ascending orders without a sort.
import { columnOf, type Column } from './allocation-column'
import type { LimitedClaims } from './allocation-limited'

/**
 * Rows `from` … `to` that `marks` leaves at 0, in base order; one column for every tier where
 * weights differ. Writes them into the front of the scratch list.
 */
export const openLists = (
  claims: LimitedClaims,
  { from, to }: { from: number; to: number },
): Column[] => {
  const { tiers, scratch } = claims.prepared
  const count = claims.prepared.weights.length
  const columns: Column[] = []
  let start = 0
  for (let tier = 0; tier < count; tier += 1) {
    const into = scratch.lists.subarray(start)
    const range = { from, to, into, marks: scratch.marks }
    const size = tiers === null ? listOpen(range) : listTier(tiers, { ...range, tier })
    columns.push(listed(claims.prepared.bases, into.subarray(0, size)))
    start += size
  }
  return columns
}

const listed = (column: Column, list: Uint32Array): Column =>
  columnOf({ words: column.words, rows: column.rows, list }, { isRanked: false })

type Listing = { from: number; to: number; into: Uint32Array; marks: Uint8Array }

// Writing always and stepping on by the mark leaves the processor no branch to guess.
const listOpen = ({ from, to, into, marks }: Listing): number => {
  let size = 0
  for (let row = from; row < to; row += 1) {
    into[size] = row
    size += 1 - (marks[row] ?? 0)
  }
  return size
}

const listTier = (
  tiers: Uint8Array,
  { from, to, into, marks, tier }: Listing & { tier: number },
): number => {
  let size = 0
  for (let row = from; row < to; row += 1) {
    into[size] = row
    size += tiers[row] === tier && marks[row] === 0 ? 1 : 0
  }
  return size
}

/**
 * Amounts of caps (or rests) whose rows are marked with 1, ascending. Writes their positions into
 * the back of the scratch list, over the ones of an earlier call.
 */
export const fullList = (
  claims: LimitedClaims,
  column: Column,
  { bound, room }: { bound: number; room: number },
): Column => {
  const { marks, lists } = claims.prepared.scratch
  const into = lists.subarray(lists.length - room)
  const size =
    column.rows === null
      ? listAligned(marks, { from: claims.from, to: bound, into })
      : listSorted(column, column.rows, { marks, into })
  return listed({ ...column, list: null }, into.subarray(0, size))
}

const listAligned = (
  marks: Uint8Array,
  { from, to, into }: { from: number; to: number; into: Uint32Array },
): number => {
  let size = 0
  for (let row = from; row < to; row += 1) {
    into[size] = row
    size += marks[row] ?? 0
  }
  return size
}

const listSorted = (
  { list, size: count }: Column,
  rows: Uint32Array,
  { marks, into }: { marks: Uint8Array; into: Uint32Array },
): number => {
  let size = 0
  for (let at = 0; at < count; at += 1) {
    const position = list === null ? at : (list[at] ?? 0)
    into[size] = position
    size += marks[rows[position] ?? 0] ?? 0
  }
  return size
}
