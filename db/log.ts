// The transparency log as rows: entries in their order, hashes of complete subtrees, signed checkpoints.
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js'
import { sql } from 'drizzle-orm'
import { assert } from '@/lib/domain/assert'
import { entryText, type LogEntry } from '@/lib/domain/log-entry'
import {
  appendLeaf,
  foldProof,
  foldRoot,
  type HashOf,
  inclusionNodes,
  leafHash,
  type NodeAddress,
  rootNodes,
  type StoredNode,
  verifyInclusion,
} from '@/lib/domain/log-tree'
import { onlyRow, type Queryable, rowsOf } from './client'
import { iso } from './moment'
import { logCheckpoint, logEntry, logNode } from './schema'

/** An entry and what it is about: of one type there is one a subject. */
export type NewEntry = { entry: LogEntry; subject: string | null }

/** Taken before anything of the log is read for appending, and held until commit: entries stand in one order. */
export const lockLog = (db: Queryable) =>
  rowsOf(db, sql`select pg_advisory_xact_lock(hashtext('ballast/log'))`)

/** Appends to a locked log; answers the index of the first of them. */
export const appendEntries = async (
  db: Queryable,
  entries: readonly NewEntry[],
): Promise<number> => {
  const { size, hashOf } = await logEdge(db)
  const { nodes, rows } = grow({ size, hashOf }, entries)
  await rowsOf(
    db,
    sql`with nodes as (
          insert into ${logNode} (level, index, hash)
          select g.level, g.index, decode(g.hash, 'hex') from unnest(${levelsOf(nodes)}::int[], ${indexesOf(nodes)}::bigint[],
            ${sql.param(nodes.map(({ hash }) => bytesToHex(hash)))}::text[]) as g(level, index, hash))
        insert into ${logEntry} (index, type, subject, body, root)
        select g.index, g.type, nullif(g.subject, ''), g.body, decode(g.root, 'hex') from unnest(${indexesOf(rows)}::bigint[],
          ${sql.param(entries.map(({ entry }) => entry.type))}::text[], ${sql.param(entries.map(({ subject }) => subject ?? ''))}::text[],
          ${sql.param(rows.map(({ body }) => body))}::text[], ${sql.param(rows.map(({ root }) => root))}::text[]) as g(index, type, subject, body, root)
        order by g.index`,
  )
  return size
}

const levelsOf = (nodes: readonly { level: number }[]) => sql.param(nodes.map(({ level }) => level))
const indexesOf = (rows: readonly { index: number }[]) => sql.param(rows.map(({ index }) => index))

/** Size of the log and the hashes that its next entry needs. */
const logEdge = async (db: Queryable): Promise<{ size: number; hashOf: HashOf }> => {
  const row = await onlyRow<{ size: string; edge: string | null }>(
    db,
    sql`with sized as (select coalesce(max(index) + 1, 0) as size from ${logEntry})
        select size::text, (select string_agg(n.level || ':' || n.index || ':' || encode(n.hash, 'hex'), ',') from generate_series(0, 52) as l(level)
          join ${logNode} n on n.level = l.level and n.index = (size >> l.level) - 1 where (size >> l.level) & 1 = 1) as edge
        from sized`,
  )
  return { size: Number(row?.size ?? 0), hashOf: readHashes(row?.edge ?? null) }
}

type Grown = { nodes: StoredNode[]; rows: { index: number; body: string; root: string }[] }

const grow = (start: { size: number; hashOf: HashOf }, entries: readonly NewEntry[]): Grown => {
  const grown: Grown = { nodes: [], rows: [] }
  const added = new Map<string, Uint8Array>()
  const hashOf: HashOf = (node) => added.get(nameOf(node)) ?? start.hashOf(node)
  entries.forEach(({ entry }, place) => {
    const index = start.size + place
    const body = entryText(entry)
    const leaf = leafHash(new TextEncoder().encode(body))
    const nodes = appendLeaf({ size: index, leaf }, hashOf)
    for (const node of nodes) added.set(nameOf(node), node.hash)
    grown.nodes.push(...nodes)
    grown.rows.push({ index, body, root: bytesToHex(foldRoot(index + 1, hashOf)) })
  })
  return grown
}

const nameOf = ({ level, index }: NodeAddress): string => `${level}:${index}`

export type LogHeadRow = { size: number; root: string | null }

/** Size and root (hex) of the log as it stands in its rows. */
export const logHead = async (db: Queryable): Promise<LogHeadRow> => {
  const row = await onlyRow<{ size: string; root: string }>(
    db,
    sql`select (index + 1)::text as size, encode(root, 'hex') as root from ${logEntry} order by index desc limit 1`,
  )
  return row ? { size: Number(row.size), root: row.root } : { size: 0, root: null }
}

/** How the database stands to a signed size: the root it had then, and the newest checkpoint it stores. */
export type LogStanding = { logRoot: string | null; checkpointSize: number }

export const logStanding = async (db: Queryable, size: number): Promise<LogStanding> => {
  const row = await onlyRow<LogStanding>(
    db,
    sql`select (select encode(root, 'hex') from ${logEntry} where index = ${size} - 1) as "logRoot",
          (select coalesce(max(size), 0)::float8 from ${logCheckpoint}) as "checkpointSize"`,
  )
  return row ?? { logRoot: null, checkpointSize: 0 }
}

/** An entry whose text is not what its hash in the tree says; undefined where all are as they were appended. */
export const alteredEntry = (db: Queryable) =>
  onlyRow<{ index: number }>(
    db,
    sql`select e.index::float8 as index from ${logEntry} e left join ${logNode} n on n.level = 0 and n.index = e.index
        where n.hash is distinct from sha256('\\x00'::bytea || convert_to(e.body, 'UTF8')) order by e.index limit 1`,
  )

export type CheckpointRow = { size: number; note: string; signedAt: string }

export const newestCheckpoint = async (db: Queryable): Promise<CheckpointRow | undefined> => {
  const row = await onlyRow<{ size: string; note: string; signedAt: string }>(
    db,
    sql`select c.size::text, c.note, ${iso(sql`c.signed_at`)} as "signedAt" from ${logCheckpoint} c order by c.size desc limit 1`,
  )
  return row && { ...row, size: Number(row.size) }
}

/** How many vetoes the first `size` entries hold. */
export const countVetoes = async (db: Queryable, size: number): Promise<number> => {
  const row = await onlyRow<{ count: number }>(
    db,
    sql`select count(*)::int as count from ${logEntry}
        where type = 'decision' and index < ${size} and body::jsonb ->> 'kind' = 'veto'`,
  )
  return row?.count ?? 0
}

export const insertCheckpoint = (db: Queryable, { size, note }: { size: number; note: string }) =>
  rowsOf(
    db,
    sql`insert into ${logCheckpoint} (size, note) values (${size}, ${note}) on conflict (size) do nothing`,
  )

/** The hashes of complete subtrees, read at once. */
export const hashesOf = async (
  db: Queryable,
  addresses: readonly NodeAddress[],
): Promise<HashOf> => {
  const row = await onlyRow<{ hashes: string | null }>(
    db,
    sql`select ${packedHashes(addresses)} as hashes`,
  )
  return readHashes(row?.hashes ?? null)
}

/** The same as a scalar of another query, for `readHashes`. */
export const packedHashes = (addresses: readonly NodeAddress[]) =>
  sql`(select string_agg(n.level || ':' || n.index || ':' || encode(n.hash, 'hex'), ',') from unnest(${levelsOf(addresses)}::int[],
        ${indexesOf(addresses)}::bigint[]) as a(level, index) join ${logNode} n on n.level = a.level and n.index = a.index)`

export const readHashes = (packed: string | null): HashOf => {
  const hashes = new Map<string, Uint8Array>()
  for (const one of packed?.split(',') ?? []) {
    const [level = '', index = '', hash = ''] = one.split(':')
    hashes.set(`${level}:${index}`, hexToBytes(hash))
  }
  return (node) => {
    const hash = hashes.get(nameOf(node))
    assert(hash !== undefined, `expected a stored hash at ${nameOf(node)}, got none`)
    return hash
  }
}

/** A row of hashes of one level, joined: a tile. */
export const tileHashes = async (
  db: Queryable,
  { level, from, to }: { level: number; from: number; to: number },
): Promise<Uint8Array> => {
  const row = await onlyRow<{ hashes: string | null }>(
    db,
    sql`select string_agg(encode(hash, 'hex'), '' order by index) as hashes from ${logNode}
        where level = ${level} and index >= ${from} and index < ${to}`,
  )
  return hexToBytes(row?.hashes ?? '')
}

export type EntryRow = { index: number; type: string; body: string; appendedAt: string }

const entryColumns = sql`index::float8 as index, type, body, ${iso(sql`appended_at`)} as "appendedAt"`

export const entriesBetween = (db: Queryable, { from, to }: { from: number; to: number }) =>
  rowsOf<EntryRow>(
    db,
    sql`select ${entryColumns} from ${logEntry} where index >= ${from} and index < ${to} order by index`,
  )

export const entryAbout = (db: Queryable, about: { type: LogEntry['type']; subject: string }) =>
  onlyRow<EntryRow>(
    db,
    sql`select ${entryColumns} from ${logEntry} where type = ${about.type} and subject = ${about.subject}`,
  )

/** Every entry about a key, oldest first: few rows for ever. */
export const keyEntries = (db: Queryable) =>
  rowsOf<EntryRow>(
    db,
    sql`select ${entryColumns} from ${logEntry} where type in ('log-key', 'statement-key') order by index`,
  )

/** What a decision rests on in the log: everything from an index on, and single entries before it. */
export type LogRest = { from: number; indexes: readonly number[] }

/**
 * Whether these entries, as their texts stand in the rows, give the root that was signed: the leaves
 * from `from` to the signed size are hashed anew on the stored left edge, earlier entries proven one by one.
 */
export const isAsSigned = async (
  db: Queryable,
  signed: { size: number; root: string | null },
  { from, indexes }: LogRest,
): Promise<boolean> => {
  if (signed.root === null || from >= signed.size) return false
  const root = await rootFrom(db, { from, size: signed.size })
  if (bytesToHex(root) !== signed.root) return false
  const earlier = indexes.filter((index) => index < from)
  const addresses = earlier.map((index) => inclusionNodes({ index, size: signed.size }))
  const hashOf = await hashesOf(db, addresses.flat(2))
  const bodies = await bodiesAt(db, earlier)
  return earlier.every((index, place) =>
    verifyInclusion({
      index,
      size: signed.size,
      leaf: leafHash(new TextEncoder().encode(bodies.get(index) ?? '')),
      proof: foldProof(addresses[place] ?? [], hashOf),
      root: hexToBytes(signed.root ?? ''),
    }),
  )
}

const rootFrom = async (
  db: Queryable,
  { from, size }: { from: number; size: number },
): Promise<Uint8Array> => {
  const stored = await hashesOf(db, rootNodes(from))
  const added = new Map<string, Uint8Array>()
  const hashOf: HashOf = (node) => added.get(nameOf(node)) ?? stored(node)
  const entries = await entriesBetween(db, { from, to: size })
  assert(entries.length === size - from, `expected ${size - from} entries, got ${entries.length}`)
  for (const { index, body } of entries) {
    const leaf = leafHash(new TextEncoder().encode(body))
    for (const node of appendLeaf({ size: index, leaf }, hashOf)) added.set(nameOf(node), node.hash)
  }
  return foldRoot(size, hashOf)
}

const bodiesAt = async (
  db: Queryable,
  indexes: readonly number[],
): Promise<Map<number, string>> => {
  const rows = await rowsOf<{ index: number; body: string }>(
    db,
    sql`select index::float8 as index, body from ${logEntry} where index = any(${sql.param(indexes)}::bigint[])`,
  )
  return new Map(rows.map(({ index, body }) => [index, body]))
}
