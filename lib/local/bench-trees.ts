// Both trees of a made population that is never held, piece by piece up to their roots.
import { depthOf, type TreeClaim } from '@/lib/domain/merkle-sum-tree/format'
import { rootHash } from '@/lib/domain/merkle-sum-tree/node'
import {
  hashPiece,
  joinNodes,
  placeLeaves,
  type PlacedLeaf,
} from '@/lib/domain/merkle-sum-tree/pieces'
import type { HashBatch } from '@/lib/domain/merkle-sum-tree/sha256-batch'
import { fillBases } from './bench-population'

/** Milliseconds of the kernel alone, without making the claims. */
export type TreesRun = { roots: string; placing: number; hashing: number }

const LEAVES = 1024
const MASTER = new Uint8Array(32).fill(5)
const CONTEXTS = { claims: new Uint8Array(32).fill(1), shares: new Uint8Array(32).fill(2) }
const COLUMNS = { claims: 4, shares: 1 }

export const treesInPieces = (
  engine: HashBatch,
  { accounts, onPiece = () => undefined }: { accounts: number; onPiece?: () => void },
): TreesRun => {
  const began = performance.now()
  const order = placeLeaves(idsOf(accounts, onPiece), { master: MASTER, count: accounts, engine })
  const placing = performance.now() - began
  const pieces = order.length / LEAVES
  const tops = { claims: new Uint8Array(96 * pieces), shares: new Uint8Array(48 * pieces) }
  let hashing = 0
  for (let piece = 0; piece < pieces; piece += 1) {
    const firstIndex = piece * LEAVES
    const numbers = order.subarray(firstIndex, firstIndex + LEAVES)
    const leaves = Array.from(numbers, (leaf) => leafOf(leaf, accounts))
    const shares = { context: CONTEXTS.shares, levies: leaves.map(levyOf) }
    const before = performance.now()
    const given = { master: MASTER, claimsContext: CONTEXTS.claims, shares }
    const nodes = hashPiece({ ...given, firstIndex, leaves, engine })
    hashing += performance.now() - before
    tops.claims.set(nodes.claims.at(-1) ?? [], 96 * piece)
    tops.shares.set(nodes.shares?.at(-1) ?? [], 48 * piece)
    onPiece()
  }
  const before = performance.now()
  const roots = (['claims', 'shares'] as const).map((tree) => {
    const row = { columns: COLUMNS[tree], level: Math.log2(LEAVES), nodes: tops[tree] }
    const top = joinNodes({ ...row, engine }).at(-1) ?? new Uint8Array()
    const size = { depth: depthOf(accounts), leafCount: order.length }
    return startOf(rootHash({ context: CONTEXTS[tree], ...size, top }))
  })
  return { roots: roots.join(' '), placing, hashing: hashing + performance.now() - before }
}

export const idOf = (account: number): string => `account-${account.toString().padStart(8, '0')}`

const idsOf = function* (accounts: number, onPiece: () => void) {
  for (let account = 0; account < accounts; account += 1) {
    if (account % LEAVES === 0) onPiece()
    yield idOf(account)
  }
}

/** The first digits of a hash. */
export const startOf = (hash: Uint8Array): string =>
  Array.from(hash.subarray(0, 8), (byte) => byte.toString(16).padStart(2, '0')).join('')

const base = new BigUint64Array(1)

/** Eleven digits in every base, so that all claims have one length. */
export const claimOf = (account: number): TreeClaim => {
  fillBases(base, { bits: 33, from: account })
  const amount = ((base[0] ?? 0n) + 10_000_000_000n).toString()
  const inputsDigest = amount.padStart(64, '0')
  return { account: idOf(account), class: 'eligible', base: amount, cap: amount, inputsDigest }
}

const leafOf = (leaf: number, accounts: number): PlacedLeaf =>
  leaf < 2 * accounts
    ? { claim: claimOf(leaf >> 1), chunk: leaf % 2 === 0 ? 0 : 1 }
    : { filler: leaf - 2 * accounts }

const levyOf = (leaf: PlacedLeaf): bigint => ('claim' in leaf ? BigInt(leaf.claim.base) / 36n : 0n)
