// Both trees in pieces of at most 1,024 leaves, in bounded memory: what a run of any size is built from.
import { assert } from '../assert'
import { CLAIMS_COLUMNS, SHARES_COLUMNS, type TreeClaim } from './format'
import { deskOf, layKey, nodeBytes, ROWS, rowsFor, type Desk } from './pieces-desk'
import { hashLeaves, longestOf, type AccountSeat, type FillerSeat } from './pieces-leaf'
import { raise } from './pieces-level'
import type { HashBatch } from './sha256-batch'
import { openJavascriptBatch } from './sha256-batch-javascript'

export { placeLeaves, startPlacement, type Placement } from './pieces-placement'

/** What stands at an index: a chunk of a claim, or the n-th filler. */
export type PlacedLeaf = { claim: TreeClaim; chunk: 0 | 1 } | { filler: number }

/** From level 0 to the piece's top; each level its packed nodes side by side (see node.ts). */
export type SubtreeNodes = readonly Uint8Array[]

export type Piece = {
  /** The snapshot's secret, 32 bytes. */
  master: Uint8Array
  /** 32 bytes, of `claimsContextDigest`. */
  claimsContext: Uint8Array
  /** Of the piece's first leaf; a multiple of the number of leaves. */
  firstIndex: number
  /** In the order of the tree; their number is a power of two, at most 1,024. */
  leaves: readonly PlacedLeaf[]
  /** Of `sharesContextDigest`, and the whole levy of every leaf's claim; 0 for fillers. */
  shares: { context: Uint8Array; levies: readonly bigint[] } | null
  engine?: HashBatch
}

/**
 * The nodes of one piece in both trees, from its leaves to its top. Pieces are independent of each
 * other: in any order, in any call. Levies in minor units.
 * Refuses (Fault) a value or sum that is not below 2^127, an amount that is not decimal digits, text
 * with lone surrogates. Source: transparency.md §3.
 */
export const hashPiece = (piece: Piece): { claims: SubtreeNodes; shares: SubtreeNodes | null } => {
  const { leaves, shares, firstIndex, engine = openJavascriptBatch() } = piece
  assert(leaves.length <= ROWS, `expected at most ${ROWS} leaves, got ${leaves.length}`)
  assert(firstIndex % leaves.length === 0, 'expected a piece that begins where one may')
  assert(
    shares === null || shares.levies.length === leaves.length,
    'expected a levy for every leaf, got another number',
  )
  const desk = deskOf(engine)
  layKey(desk, piece.master)
  hashAll(desk, piece)
  const leavesAt = (at: number, columns: number) => ({
    columns,
    level: 0,
    nodes: desk.bytes.slice(at, at + leaves.length * nodeBytes(columns)),
  })
  const [claimsLeaves, sharesLeaves] = [
    leavesAt(desk.claimsNodes.at, CLAIMS_COLUMNS.length),
    leavesAt(desk.sharesNodes.at, SHARES_COLUMNS.length),
  ]
  return { claims: raise(desk, claimsLeaves), shares: shares && raise(desk, sharesLeaves) }
}

/**
 * The nodes above a whole row of packed nodes: the rows at `level`, `level` + 1 … top.
 * Refuses (Fault) a number of nodes that is not a power of two, a sum that is not below 2^127.
 */
export const joinNodes = (row: {
  /** 4 in the claims tree, 1 in the shares tree. */
  columns: number
  level: number
  nodes: Uint8Array
  engine?: HashBatch
}): readonly Uint8Array[] => raise(deskOf(row.engine ?? openJavascriptBatch()), row)

/** Leaves by as many rows as the memory has room for: all at once unless ids are very long. */
const hashAll = (desk: Desk, piece: Piece): void => {
  const { accounts, fillers } = seatsOf(piece)
  const sharesContext = piece.shares?.context ?? null
  const longest = longestOf(accounts)
  const rows = rowsFor(longest.message)
  for (let from = 0; from < piece.leaves.length; from += rows) {
    const fillersFrom = Math.max(0, from - accounts.length)
    hashLeaves(desk, {
      accounts: accounts.slice(from, from + rows),
      fillers: fillers.slice(fillersFrom, Math.max(0, from + rows - accounts.length)),
      claimsContext: piece.claimsContext,
      sharesContext,
      longest,
    })
  }
}

const seatsOf = ({ firstIndex, leaves, shares }: Piece) => {
  const [accounts, fillers]: [AccountSeat[], FillerSeat[]] = [[], []]
  leaves.forEach((leaf, place) => {
    const index = firstIndex + place
    if ('filler' in leaf) {
      fillers.push({ place, index, filler: leaf.filler })
    } else {
      const { claim, chunk } = leaf
      accounts.push({ place, index, claim, chunk, levy: shares?.levies[place] ?? 0n })
    }
  })
  return { accounts, fillers }
}
