// The nodes above a row of nodes, many pairs a step, up to the top.
import { assert } from '../assert'
import { bytesOf, hashParts, nodeBytes, ROWS, type Desk } from './pieces-desk'

type Row = {
  columns: number
  /** Of the nodes that are there; leaves are 0. */
  level: number
}

/** Every row from that of `nodes`, packed side by side, up to the top; the desk's own are overwritten. */
export const raise = (desk: Desk, row: Row & { nodes: Uint8Array }): readonly Uint8Array[] => {
  const { columns, level, nodes } = row
  const count = nodes.length / nodeBytes(columns)
  assert(isPowerOfTwo(count), `expected a full row of nodes, got ${count}`)
  const rows = [nodes]
  for (let above = level + 1; rows[above - level - 1] !== undefined; above += 1) {
    const below = rows[above - level - 1] ?? nodes
    if (below.length === nodeBytes(columns)) break
    rows.push(parents(desk, { columns, level: above, nodes: below }))
  }
  return rows
}

const isPowerOfTwo = (count: number): boolean =>
  Number.isInteger(count) && count > 0 && Number.isInteger(Math.log2(count))

/** Of a row of nodes the row above it, whose level is `level`. */
const parents = (
  desk: Desk,
  { columns, level, nodes }: Row & { nodes: Uint8Array },
): Uint8Array => {
  const size = nodeBytes(columns)
  const above = new Uint8Array(nodes.length / 2)
  const from = desk.claimsNodes.at
  const into = from + ROWS * size
  for (let at = 0; at < nodes.length; at += ROWS * size) {
    const some = nodes.subarray(at, at + ROWS * size)
    desk.bytes.set(some, from)
    hashPairs(desk, { columns, level, from, into, rows: some.length / size / 2 })
    above.set(desk.bytes.subarray(into, into + some.length / 2), at / 2)
  }
  return above
}

type Pairs = Row & { rows: number; from: number; into: number }

const hashPairs = (desk: Desk, { columns, level, rows, from, into }: Pairs): void => {
  const size = nodeBytes(columns)
  const start = bytesOf('\u0001LMSTnode', Uint8Array.of(columns, level))
  const parts = [
    { offset: 0, bytes: start },
    { offset: start.length, column: { at: from, step: 2 * size }, width: 2 * size },
  ]
  const nodes = { at: into, step: size }
  hashParts(desk, { rows, length: start.length + 2 * size, parts, into: nodes })
  for (let sum = 32; sum < size; sum += 16) {
    const left = { at: from + sum, step: 2 * size }
    const right = { at: left.at + size, step: 2 * size }
    const isBelow = desk.engine.add({ rows, left, right, into: { at: into + sum, step: size } })
    assert(isBelow, 'expected a sum below 2^127')
  }
}
