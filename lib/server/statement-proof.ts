// One account's two places in both trees: paths from its leaves through its piece to the top.
import 'server-only'
import { bytesToHex } from '@noble/hashes/utils.js'
import { hashedPiece } from '@/db/shares-tree'
import type { LeafPiece } from '@/db/tree-leaf'
import { assert } from '@/lib/domain/assert'
import { type ChunkPart, STORED_LEVEL } from '@/lib/domain/merkle-sum-tree/format'
import { unpackNode } from '@/lib/domain/merkle-sum-tree/node'
import { accountSecret, leafSalt } from '@/lib/domain/merkle-sum-tree/secret'
import type { ReadyRun } from './statement-file'

/** A bottom subtree hashed again, who sits where in it, and the stored nodes that lead on from it. */
export type HashedPiece = {
  piece: number
  /** Index within the piece by "account/chunk". */
  seats: ReadonlyMap<string, number>
  claims: readonly Uint8Array[]
  shares: readonly Uint8Array[]
  above: AboveNodes
}
type AboveNodes = { claims: readonly Uint8Array[]; shares: readonly Uint8Array[] }

export const hashAgain = (
  { claimsContext, sharesContext, master }: ReadyRun,
  piece: LeafPiece,
  above: AboveNodes,
): HashedPiece => {
  const claimsTree = { context: claimsContext, master }
  const seats = new Map<string, number>()
  piece.leaves.forEach((leaf, at) => {
    if ('claim' in leaf) seats.set(`${leaf.claim.account}/${leaf.chunk}`, at)
  })
  const hashed = hashedPiece({ claimsTree, context: sharesContext }, piece)
  return { piece: piece.piece, seats, ...hashed, above }
}

/** The two parts of a statement for a claim that stands in these pieces, chunk 0 first. */
export const chunkParts = (
  pieces: readonly HashedPiece[],
  { account, master }: { account: string; master: Uint8Array },
): ChunkPart[] => {
  const secret = accountSecret(master, account)
  return [0, 1].map((chunk) => {
    const { piece, at } = seatOf(pieces, { account, chunk })
    const salt = bytesToHex(leafSalt(secret, chunk))
    return { ...partAt(piece, at), chunk: String(chunk), salt }
  })
}

const seatOf = (
  pieces: readonly HashedPiece[],
  { account, chunk }: { account: string; chunk: number },
): { piece: HashedPiece; at: number } => {
  for (const piece of pieces) {
    const at = piece.seats.get(`${account}/${chunk}`)
    if (at !== undefined) return { piece, at }
  }
  assert(false, 'expected both leaves of the claim in these pieces')
  throw new Error('unreachable')
}

const partAt = (piece: HashedPiece, at: number): Omit<ChunkPart, 'chunk' | 'salt'> => {
  const [value = '0'] = sumsAt(piece.shares, { level: 0, at })
  return {
    index: String(piece.piece * 2 ** STORED_LEVEL + at),
    claims: {
      values: sumsAt(piece.claims, { level: 0, at }),
      path: pathOf(piece.claims, piece.above.claims, at),
    },
    shares: { value, path: pathOf(piece.shares, piece.above.shares, at) },
  }
}

const COLUMNS = 4

/** Packed nodes of a row are as long as the top, which stands alone. */
const nodeAt = (
  rows: readonly Uint8Array[],
  { level, at }: { level: number; at: number },
): Uint8Array => {
  const length = rows.at(-1)?.length ?? 32 + 16 * COLUMNS
  return rows[level]?.subarray(at * length, (at + 1) * length) ?? new Uint8Array()
}

const sumsAt = (rows: readonly Uint8Array[], place: { level: number; at: number }): string[] =>
  unpackNode(nodeAt(rows, place)).sums.map(String)

const pathOf = (
  rows: readonly Uint8Array[],
  above: readonly Uint8Array[],
  at: number,
): ChunkPart['claims']['path'] => {
  const within = rows.slice(0, -1).map((_, level) => nodeAt(rows, { level, at: (at >> level) ^ 1 }))
  return [...within, ...above].map((packed) => {
    const { hash, sums } = unpackNode(packed)
    return { hash: bytesToHex(hash), sums: sums.map(String) }
  })
}
