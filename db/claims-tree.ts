// The claims tree of a snapshot: leaves placed once, hashed in pieces that may stop, only the tops stored.
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js'
import { sql } from 'drizzle-orm'
import { assert } from '@/lib/domain/assert'
import { canonicalJson } from '@/lib/domain/canonical-json'
import { claimsContextDigest, makeClaimsContext } from '@/lib/domain/merkle-sum-tree/context'
import {
  CLAIMS_COLUMNS,
  type ClaimsContext,
  type ClassCounts,
  STORED_LEVEL,
} from '@/lib/domain/merkle-sum-tree/format'
import { rootHash } from '@/lib/domain/merkle-sum-tree/node'
import { hashPiece, joinNodes, placeLeaves } from '@/lib/domain/merkle-sum-tree/pieces'
import { onlyRow, type Queryable, rowsOf } from './client'
import { claim, claimsNode, claimsTree, snapshotSecret } from './schema'
import { openSecret, sealSecret } from './secret'
import { readPieces } from './tree-leaf'
import {
  aboutSnapshot,
  firstAccounts,
  insertPieces,
  nameOf,
  PIECE_LEAVES,
  pieceCount,
} from './tree-placement'

export type TreeKeeping = { env: string; logOrigin: string; secretsKey: string }
export type TreeProgress = { done: number; of: number }

export type ClaimsTreeRow = {
  context: ClaimsContext
  root: string | null
  /** Claims of each class, accounts of one owner counting once. */
  counts: ClassCounts | null
  depth: number
  master: Uint8Array
}

/**
 * Builds up to `pieces` more bottom subtrees of an importing snapshot's tree, and says how far it is;
 * the last step writes the root. May stop between any two calls.
 */
export const growClaimsTree = async (
  db: Queryable,
  snapshotId: string,
  { keeping, pieces }: { keeping: TreeKeeping; pieces: number },
): Promise<TreeProgress> => {
  const tree =
    (await claimsTreeOf(db, snapshotId, keeping.secretsKey)) ??
    (await placeClaims(db, snapshotId, keeping))
  const { done, of } = await progressOf(db, snapshotId, tree)
  const to = Math.min(of, done + pieces)
  for (let from = done; from < to; from += PIECES_A_READ) {
    await hashPieces(db, { snapshotId, tree }, { from, to: Math.min(to, from + PIECES_A_READ) })
  }
  if (to === of && tree.root === null) await finishTree(db, snapshotId, tree)
  return { done: to, of }
}

const PIECES_A_READ = 64

/** A tree with its opened secret; refuses (Fault) one whose secret was deleted. */
export const claimsTreeOf = async (
  db: Queryable,
  snapshotId: string,
  secretsKey: string,
): Promise<ClaimsTreeRow | undefined> => {
  const row = await onlyRow<
    Omit<ClaimsTreeRow, 'master' | 'context'> & { sealed: string; context: string }
  >(
    db,
    sql`select t.context, t.root, t.counts, t.depth, k.sealed from ${claimsTree} t join ${snapshotSecret} k using (snapshot_id)
        where t.snapshot_id = ${snapshotId}`,
  )
  if (!row) return undefined
  const { sealed, context, ...rest } = row
  return {
    ...rest,
    context: JSON.parse(context) as ClaimsContext,
    master: await openSecret(sealed, { key: secretsKey, about: snapshotId }),
  }
}

/** What everybody may know of a finished tree. */
export const publicClaimsTree = async (
  db: Queryable,
  snapshotId: string,
): Promise<{ context: ClaimsContext; root: string } | undefined> => {
  const row = await onlyRow<{ context: string; root: string }>(
    db,
    sql`select context, root from ${claimsTree} where snapshot_id = ${snapshotId} and root is not null`,
  )
  return row && { context: JSON.parse(row.context) as ClaimsContext, root: row.root }
}

const placeClaims = async (
  db: Queryable,
  snapshotId: string,
  { env, logOrigin, secretsKey }: TreeKeeping,
): Promise<ClaimsTreeRow> => {
  const master = crypto.getRandomValues(new Uint8Array(32))
  const firsts = await firstAccounts(db, snapshotId)
  const about = await aboutSnapshot(db, snapshotId)
  const context = makeClaimsContext({ env, logOrigin, ...about, accounts: firsts.length })
  const depth = Number(context.depth)
  await rowsOf(
    db,
    sql`with kept as (insert into ${snapshotSecret} (snapshot_id, sealed)
          values (${snapshotId}, ${await sealSecret(master, { key: secretsKey, about: snapshotId })}))
        insert into ${claimsTree} (snapshot_id, context, accounts, depth)
        values (${snapshotId}, ${canonicalJson(context)}, ${firsts.length}, ${depth})`,
  )
  const names = firsts.map((group) => nameOf(group, master))
  const order = placeLeaves(names, { master, count: names.length })
  const accounts = firsts.map(({ account }) => account)
  await insertPieces(db, snapshotId, { order, accounts, names, master })
  return { context, root: null, counts: null, depth, master }
}

const progressOf = async (
  db: Queryable,
  snapshotId: string,
  { context, depth }: ClaimsTreeRow,
): Promise<TreeProgress> => {
  const row = await onlyRow<{ done: number }>(
    db,
    sql`select count(*)::int as done from ${claimsNode}
        where snapshot_id = ${snapshotId} and level = ${Math.min(STORED_LEVEL, depth)}`,
  )
  return { done: row?.done ?? 0, of: pieceCount(Number(context.leafCount)) }
}

const hashPieces = async (
  db: Queryable,
  { snapshotId, tree }: { snapshotId: string; tree: ClaimsTreeRow },
  { from, to }: { from: number; to: number },
) => {
  const which = sql`piece >= ${from} and piece < ${to}`
  const pieces = await readPieces(db, { snapshotId, which, run: null }, tree.master)
  const context = claimsContextDigest(tree.context)
  const tops = pieces.map(({ piece, leaves }) => {
    const { claims } = hashPiece({
      master: tree.master,
      claimsContext: context,
      firstIndex: piece * PIECE_LEAVES,
      leaves,
      shares: null,
    })
    return { level: claims.length - 1, index: piece, node: bytesToHex(lastOf(claims)) }
  })
  await insertClaimsNodes(db, snapshotId, tops)
}

export const lastOf = (rows: readonly Uint8Array[]): Uint8Array => {
  const last = rows.at(-1)
  assert(last !== undefined, 'expected rows of nodes, got none')
  return last
}

/** A packed node in hex at its place. */
export type StoredNode = { level: number; index: number; node: string }

const insertClaimsNodes = (db: Queryable, snapshotId: string, nodes: readonly StoredNode[]) =>
  rowsOf(
    db,
    sql`insert into ${claimsNode} (snapshot_id, level, index, node)
        select ${snapshotId}, g.level, g.index, decode(g.node, 'hex') from ${unnested(nodes)}`,
  )

/** Nodes as a table g(level, index, node). */
export const unnested = (nodes: readonly StoredNode[]) =>
  sql`unnest(${sql.param(nodes.map(({ level }) => level))}::int[], ${sql.param(nodes.map(({ index }) => index))}::int[],
        ${sql.param(nodes.map(({ node }) => node))}::text[]) as g(level, index, node)`

const finishTree = async (db: Queryable, snapshotId: string, tree: ClaimsTreeRow) => {
  const level = Math.min(STORED_LEVEL, tree.depth)
  const tops = await onlyRow<{ nodes: string }>(
    db,
    sql`select string_agg(encode(node, 'hex'), '' order by index) as nodes from ${claimsNode}
        where snapshot_id = ${snapshotId} and level = ${level}`,
  )
  const rows = joinNodes({
    columns: CLAIMS_COLUMNS.length,
    level,
    nodes: hexToBytes(tops?.nodes ?? ''),
  })
  await insertClaimsNodes(
    db,
    snapshotId,
    upperNodes(rows, { level, columns: CLAIMS_COLUMNS.length }),
  )
  const root = bytesToHex(
    rootHash({
      context: claimsContextDigest(tree.context),
      depth: tree.depth,
      leafCount: Number(tree.context.leafCount),
      top: lastOf(rows),
    }),
  )
  await rowsOf(
    db,
    sql`update ${claimsTree} set root = ${root}, counts = (
          select jsonb_build_object('eligible', (count(*) filter (where class = 'eligible'))::text,
            'exempt', (count(*) filter (where class = 'exempt'))::text, 'house', (count(*) filter (where class = 'house'))::text)
          from (select distinct on (coalesce('o' || owner, 'a' || account)) class from ${claim} where snapshot_id = ${snapshotId}) g)
        where snapshot_id = ${snapshotId}`,
  )
}

/** The rows above the tops of the pieces, node by node. */
export const upperNodes = (
  rows: readonly Uint8Array[],
  { level, columns }: { level: number; columns: number },
): StoredNode[] => {
  const size = 32 + 16 * columns
  return rows.slice(1).flatMap((row, above) =>
    Array.from({ length: row.length / size }, (_, index) => ({
      level: level + above + 1,
      index,
      node: bytesToHex(row.subarray(index * size, (index + 1) * size)),
    })),
  )
}
