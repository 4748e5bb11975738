// The bytes of a leaf: one chunk of one claim, or nothing under the same cover.
import { sha256 } from '@noble/hashes/sha2.js'
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { u128, u16, u64, u8 } from './encoding'

/** Where a leaf stands: `context` is the 32-byte digest of the tree's context, `index` counts from 0. */
type Place = { context: Uint8Array; index: number | bigint }

const CLAIM_TAG = utf8ToBytes('LMSTclaim')
const SHARE_TAG = utf8ToBytes('LMSTshare')

/**
 * 32 bytes of a leaf of the claims tree. `values` are the chunk's four parts in minor units, in the
 * order of the columns; `salt` and `claimDigest` are 32 bytes.
 * Refuses (Fault) a value that is not below 2^127. Source: transparency.md §3.
 */
export const claimsLeaf = (
  leaf: Place & {
    salt: Uint8Array
    account: string
    chunk: number
    claimDigest: Uint8Array
    values: readonly bigint[]
  },
): Uint8Array => {
  const id = utf8ToBytes(leaf.account)
  const whose = [u16(id.length), id, u8(leaf.chunk), u8(2), leaf.claimDigest]
  return hashClaims(leaf, [...whose, ...leaf.values.map(u128)])
}

/** 32 bytes of a leaf of the claims tree that belongs to nobody. Source: transparency.md §3. */
export const fillerLeaf = (leaf: Place & { salt: Uint8Array }): Uint8Array =>
  hashClaims(leaf, [u16(0), u8(0), u8(0), new Uint8Array(32), new Uint8Array(64)])

const hashClaims = (
  { context, index, salt }: Place & { salt: Uint8Array },
  rest: readonly Uint8Array[],
): Uint8Array => sha256(concatBytes(u8(0), CLAIM_TAG, context, u64(index), salt, ...rest))

/**
 * 32 bytes of a leaf of the shares tree: the claims leaf at the same index and the chunk's part of
 * the levy, in minor units. Source: transparency.md §3.
 */
export const sharesLeaf = (leaf: Place & { claimsLeaf: Uint8Array; levy: bigint }): Uint8Array => {
  const { context, index, levy } = leaf
  return sha256(concatBytes(u8(0), SHARE_TAG, context, u64(index), leaf.claimsLeaf, u128(levy)))
}
