// The bytes of a node: two children with their sums become one, and the top becomes the root.
import { sha256 } from '@noble/hashes/sha2.js'
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { assert } from '../assert'
import { readU128, u128, u64, u8 } from './encoding'

/** A hash of 32 bytes and the sums of its columns in minor units. */
export type SumNode = { hash: Uint8Array; sums: readonly bigint[] }

const NODE_TAG = utf8ToBytes('LMSTnode')
const ROOT_TAG = utf8ToBytes('LMSTroot')

/**
 * The packed node above two packed nodes: hash ‖ sums, each sum that of both children.
 * `level` is 1 for the parents of leaves; `columns` is 4 in the claims tree and 1 in the shares tree.
 * Refuses (Fault) a sum that is not below 2^127. Source: transparency.md §3.
 */
export const parentNode = (pair: {
  columns: number
  level: number
  left: Uint8Array
  right: Uint8Array
}): Uint8Array => {
  const { columns, level, left, right } = pair
  const hash = sha256(concatBytes(u8(1), NODE_TAG, u8(columns), u8(level), left, right))
  const [ours, theirs] = [unpackNode(left).sums, unpackNode(right).sums]
  return packNode({ hash, sums: ours.map((sum, column) => sum + (theirs[column] ?? 0n)) })
}

/** hash ‖ 16 bytes a sum, as the node stands in its parent's preimage. */
export const packNode = ({ hash, sums }: SumNode): Uint8Array =>
  concatBytes(hash, ...sums.map(u128))

/** The inverse of `packNode`. Refuses (Fault) bytes that are not 32 and a number of 16s. */
export const unpackNode = (bytes: Uint8Array): SumNode => {
  const columns = (bytes.length - 32) / 16
  assert(Number.isInteger(columns) && columns >= 0, 'expected a packed node, got other bytes')
  const sums = Array.from({ length: columns }, (_, column) =>
    readU128(bytes.subarray(32 + 16 * column)),
  )
  return { hash: bytes.slice(0, 32), sums }
}

/** 32 bytes: the top, packed, bound to its context and the size of the tree. Source: transparency.md §3. */
export const rootHash = (tree: {
  context: Uint8Array
  depth: number
  leafCount: number | bigint
  top: Uint8Array
}): Uint8Array => {
  const { context, depth, leafCount, top } = tree
  return sha256(concatBytes(u8(3), ROOT_TAG, context, u8(depth), u64(leafCount), top))
}
