// The shares tree of a proposed revision, hashed on top of its snapshot's tree from the stored levies.
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js'
import { sql } from 'drizzle-orm'
import { assert } from '@/lib/domain/assert'
import { canonicalJson } from '@/lib/domain/canonical-json'
import { claimsContextDigest, sharesContextDigest } from '@/lib/domain/merkle-sum-tree/context'
import {
  SHARES_COLUMNS,
  type SharesContext,
  STORED_LEVEL,
} from '@/lib/domain/merkle-sum-tree/format'
import { rootHash } from '@/lib/domain/merkle-sum-tree/node'
import { hashPiece, joinNodes } from '@/lib/domain/merkle-sum-tree/pieces'
import { type ClaimsTreeRow, lastOf, type StoredNode, unnested, upperNodes } from './claims-tree'
import { onlyRow, type Queryable, rowsOf } from './client'
import { claimsNode, sharesNode, sharesTree } from './schema'
import { type LeafPiece, readPieces, type RunKey } from './tree-leaf'

/** A run's tree in the making: its key, its context, and the tree of its snapshot. */
export type SharesBasis = {
  run: RunKey
  context: SharesContext
  snapshotId: string
  claimsTree: ClaimsTreeRow
}

/** Every stored node of a run's tree and its root in hex, from the claims and levies as they stand in their rows. */
export const hashShares = async (
  db: Queryable,
  basis: SharesBasis,
): Promise<{ nodes: StoredNode[]; root: string }> => {
  const depth = Number(basis.context.depth)
  const level = Math.min(STORED_LEVEL, depth)
  const leafCount = Number(basis.context.leafCount)
  const tops: StoredNode[] = []
  for (let from = 0; from < leafCount / 2 ** level; from += PIECES_A_READ) {
    tops.push(...(await hashTops(db, basis, from)))
  }
  const columns = SHARES_COLUMNS.length
  const rows = joinNodes({
    columns,
    level,
    nodes: hexToBytes(tops.map(({ node }) => node).join('')),
  })
  const context = sharesContextDigest(basis.context)
  const root = rootHash({ context, depth, leafCount, top: lastOf(rows) })
  return { nodes: [...tops, ...upperNodes(rows, { level, columns })], root: bytesToHex(root) }
}

const PIECES_A_READ = 64

const hashTops = async (db: Queryable, basis: SharesBasis, from: number): Promise<StoredNode[]> => {
  const { run, snapshotId, claimsTree } = basis
  const which = sql`piece >= ${from} and piece < ${from + PIECES_A_READ}`
  const pieces = await readPieces(db, { snapshotId, which, run }, claimsTree.master)
  const committed = await committedTops(db, basis, from)
  return pieces.map((piece) => {
    const { claims, shares } = hashedPiece(basis, piece)
    assert(
      committed.get(piece.piece) === bytesToHex(lastOf(claims)),
      'expected the claims that the tree of the snapshot commits to',
    )
    return { level: shares.length - 1, index: piece.piece, node: bytesToHex(lastOf(shares)) }
  })
}

/** Both subtrees of one piece, leaves first. */
export const hashedPiece = (
  {
    claimsTree,
    context,
  }: { claimsTree: Pick<ClaimsTreeRow, 'context' | 'master'>; context: SharesContext },
  { piece, leaves, levies }: LeafPiece,
) => {
  const hashed = hashPiece({
    master: claimsTree.master,
    claimsContext: claimsContextDigest(claimsTree.context),
    firstIndex: piece * 2 ** STORED_LEVEL,
    leaves,
    shares: { context: sharesContextDigest(context), levies },
  })
  assert(hashed.shares !== null, 'expected both subtrees')
  return { claims: hashed.claims, shares: hashed.shares }
}

const committedTops = async (
  db: Queryable,
  { snapshotId, claimsTree }: SharesBasis,
  from: number,
): Promise<Map<number, string>> => {
  const rows = await rowsOf<{ index: number; node: string }>(
    db,
    sql`select index, encode(node, 'hex') as node from ${claimsNode}
        where snapshot_id = ${snapshotId} and level = ${Math.min(STORED_LEVEL, claimsTree.depth)}
          and index >= ${from} and index < ${from + PIECES_A_READ}`,
  )
  return new Map(rows.map(({ index, node }) => [index, node]))
}

/** Builds and stores the tree of a revision whose levies are stored; answers its root. */
export const storeSharesTree = async (db: Queryable, basis: SharesBasis): Promise<string> => {
  const { nodes, root } = await hashShares(db, basis)
  const { clawbackId, revision } = basis.run
  await rowsOf(
    db,
    sql`with stored as (
          insert into ${sharesNode} (clawback_id, revision, level, index, node)
          select ${clawbackId}, ${revision}, g.level, g.index, decode(g.node, 'hex') from ${unnested(nodes)})
        insert into ${sharesTree} (clawback_id, revision, context, root)
        values (${clawbackId}, ${revision}, ${canonicalJson(basis.context)}, ${root})`,
  )
  return root
}

export const sharesTreeOf = async (
  db: Queryable,
  { clawbackId, revision }: RunKey,
): Promise<{ context: SharesContext; root: string } | undefined> => {
  const row = await onlyRow<{ context: string; root: string }>(
    db,
    sql`select context, root from ${sharesTree} where clawback_id = ${clawbackId} and revision = ${revision}`,
  )
  return row && { context: JSON.parse(row.context) as SharesContext, root: row.root }
}
