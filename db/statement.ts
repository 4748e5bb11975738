// What one account's statement is made of: everything about its run in one query, its places in the trees in another.
import { type SQL, sql } from 'drizzle-orm'
import { assert } from '@/lib/domain/assert'
import type { NodeAddress } from '@/lib/domain/log-tree'
import {
  type ClaimsContext,
  type ClassCounts,
  type SharesContext,
  STORED_LEVEL,
} from '@/lib/domain/merkle-sum-tree/format'
import { onlyRow, type Queryable, rowsOf } from './client'
import { packedHashes } from './log'
import { iso } from './moment'
import {
  asset,
  claim,
  claimsNode,
  claimsPiece,
  claimsTree,
  clawbackRevision,
  execution,
  fund,
  levy,
  logCheckpoint,
  logEntry,
  report,
  sharesNode,
  sharesTree,
  snapshot,
  snapshotSecret,
  statementLink,
} from './schema'
import {
  type LeafPiece,
  type PackedPieces,
  packedPieces,
  readPieces,
  type RunKey,
} from './tree-leaf'

export type StatementRun = RunKey & {
  snapshotId: string
  fundName: string
  asset: string
  scale: number
  numeraire: 'profit' | 'equity'
  schedule: unknown
  cutoffSalt: string
  collected: string
  chargedBase: string
  levied: string
  residual: string
  accountsCharged: number
  runDigest: string
  snapshotDigest: string
  claimsContext: ClaimsContext
  claimsRoot: string
  sharesContext: SharesContext
  sealed: string
  totals: { eligible: string; exempt: string; house: string; capacity: string }
  counts: ClassCounts
  report: { version: number; sha256: string } | null
  /** In this order: statement-key, snapshot, proposal, execution, and the report where there is one. */
  entries: { index: number; type: string; body: string }[]
  checkpoint: { size: number; note: string; signedAt: string } | null
}

/** An executed run as all its statements need it; undefined where there is none, or no tree of it. */
export const statementRun = (db: Queryable, key: { clawbackId: string; statementKey: string }) =>
  onlyRow<StatementRun & { lines: string }>(db, runQuery(key, sql`''`))

/** The same with the lines of one account and its owner's others: levy, tab, canonical claim. Empty for who is not in scope. */
export const statementRunFor = (
  db: Queryable,
  key: { clawbackId: string; statementKey: string; account: string },
) => onlyRow<StatementRun & { lines: string }>(db, runQuery(key, ownLines(key.account)))

const runQuery = (key: { clawbackId: string; statementKey: string }, lines: SQL): SQL => sql`
  select x.clawback_id as "clawbackId", x.revision, r.snapshot_id as "snapshotId", f.name as "fundName", f.asset, a.scale, s.numeraire,
    r.schedule, r.cutoff_salt as "cutoffSalt", r.collected::text, r.charged_base::text as "chargedBase", r.levied::text, r.residual::text,
    r.accounts_charged as "accountsCharged", x.run_digest as "runDigest", s.digest as "snapshotDigest", ct.context::jsonb as "claimsContext",
    ct.root as "claimsRoot", st.context::jsonb as "sharesContext", k.sealed, ct.counts, jsonb_build_object('eligible', s.eligible_base::text,
      'exempt', s.exempt_base::text, 'house', s.house_base::text, 'capacity', s.capacity::text) as totals,
    (select jsonb_build_object('version', version, 'sha256', sha256) from ${report} p
      where p.clawback_id = x.clawback_id order by version desc limit 1) as report,
    (select jsonb_agg(jsonb_build_object('index', e.index, 'type', e.type, 'body', e.body) order by e.place) from (${entriesOfRun(key.statementKey)}) e) as entries,
    (select jsonb_build_object('size', size, 'note', note, 'signedAt', ${iso(sql`signed_at`)}) from ${logCheckpoint} order by size desc limit 1) as checkpoint,
    (${lines}) as lines
  from ${execution} x join ${clawbackRevision} r using (clawback_id, revision) join ${snapshot} s on s.id = r.snapshot_id
    join ${fund} f on f.id = x.fund_id join ${asset} a on a.code = f.asset join ${claimsTree} ct on ct.snapshot_id = s.id
    join ${snapshotSecret} k on k.snapshot_id = s.id join ${sharesTree} st on st.clawback_id = x.clawback_id and st.revision = x.revision
  where x.clawback_id = ${key.clawbackId}`

const entriesOfRun = (statementKey: string): SQL => sql`
  (select 0 as place, index, type, body from ${logEntry} where type = 'statement-key'
    and body::jsonb ->> 'publicKey' = ${statementKey} and body::jsonb ->> 'status' = 'active' order by index desc limit 1)
  union all select 1, index, type, body from ${logEntry} where type = 'snapshot' and subject = r.snapshot_id
  union all select 2, index, type, body from ${logEntry} where type = 'proposal' and subject = x.clawback_id || '/' || x.revision
  union all select 3, index, type, body from ${logEntry} where type = 'execution' and subject = x.clawback_id
  union all (select 4, index, type, body from ${logEntry} e where type = 'report' and subject = (
    select p.id || '/v' || p.version from ${report} p where p.clawback_id = x.clawback_id order by p.version desc limit 1))`

/** Levy, tab and canonical claim; each levy found by its key, whatever the planner knows of the table. */
const line = ({ clawbackId, revision }: { clawbackId: SQL; revision: SQL }) => sql`
  coalesce((select l.amount::text from ${levy} l where l.clawback_id = ${clawbackId} and l.revision = ${revision} and l.account = c.account), '')
    || E'\t' || canonical_line((c.*)::${claim})`

const ownLines = (account: string): SQL => sql`
  select coalesce(string_agg(${line({ clawbackId: sql`x.clawback_id`, revision: sql`x.revision` })}, '' order by c.account), '') from (
    select * from ${claim} where snapshot_id = r.snapshot_id and account = ${account}
    union select m.* from ${claim} m where m.snapshot_id = r.snapshot_id and m.owner = (
      select owner from ${claim} where snapshot_id = r.snapshot_id and account = ${account})) c`

export type StatementParts = PackedPieces & {
  /** Stored siblings on the way up from each piece, in hex. */
  claimsAbove: AboveNode[] | null
  sharesAbove: AboveNode[] | null
  hashes: string | null
}
export type AboveNode = { piece: number; level: number; node: string }

/** The pieces that hold two positions, what stands above them, and hashes of the log. One round trip. */
export const statementParts = (
  db: Queryable,
  {
    run,
    positions,
    nodes,
  }: { run: StatementRun; positions: readonly string[]; nodes: readonly NodeAddress[] },
) => {
  const { snapshotId, clawbackId, revision } = run
  const places = sql`select distinct (select q.piece from ${claimsPiece} q where q.snapshot_id = ${snapshotId} and q.first_position <= g.position
      order by q.first_position desc limit 1) as piece from unnest(${sql.param(positions)}::text[]) as g(position)`
  const which = sql`piece in (${places})`
  return onlyRow<StatementParts>(
    db,
    sql`select p.pieces, p.lines, ${packedHashes(nodes)} as hashes,
          (${above(sql`${claimsNode} n`, sql`n.snapshot_id = ${snapshotId}`, places)}) as "claimsAbove",
          (${above(sql`${sharesNode} n`, sql`n.clawback_id = ${clawbackId} and n.revision = ${revision}`, places)}) as "sharesAbove"
        from (${packedPieces({ snapshotId, which, run: { clawbackId, revision } })}) p`,
  )
}

const above = (table: SQL, tree: SQL, places: SQL): SQL => sql`
  select jsonb_agg(jsonb_build_object('piece', u.piece, 'level', n.level, 'node', encode(n.node, 'hex')) order by u.piece, n.level)
  from (${places}) u cross join generate_series(${STORED_LEVEL}::int, 40) as up(level)
    join ${table} on ${tree} and n.level = up.level and n.index = ((u.piece >> (up.level - ${STORED_LEVEL}::int)) # 1)`

/** Every stored node of both trees above the pieces, for an export of all statements. */
export const storedNodes = (db: Queryable, { snapshotId, clawbackId, revision }: StatementRun) =>
  rowsOf<{ tree: 'claims' | 'shares'; level: number; index: number; node: string }>(
    db,
    sql`select 'claims' as tree, level, index, encode(node, 'hex') as node from ${claimsNode} where snapshot_id = ${snapshotId}
        union all select 'shares', level, index, encode(node, 'hex') from ${sharesNode}
          where clawback_id = ${clawbackId} and revision = ${revision}`,
  )

/** One piece of a run with its claims and levies. */
export const pieceOf = async (
  db: Queryable,
  { snapshotId, clawbackId, revision, master }: StatementRun & { master: Uint8Array },
  piece: number,
): Promise<LeafPiece> => {
  const run = { clawbackId, revision }
  const [read] = await readPieces(db, { snapshotId, which: sql`piece = ${piece}`, run }, master)
  assert(read !== undefined, 'expected a piece of the tree, got none')
  return read
}

/** Where each piece begins: the last one that does not begin after a position holds it. */
export const firstPositions = (db: Queryable, snapshotId: string) =>
  rowsOf<{ piece: number; first: string }>(
    db,
    sql`select piece, first_position as first from ${claimsPiece} where snapshot_id = ${snapshotId} order by piece`,
  )

/** Lines of the next owners' accounts after one account, each claim with all its members, ascending. */
export const linesAfter = (
  db: Queryable,
  run: StatementRun,
  { after, limit }: { after: string; limit: number },
) =>
  onlyRow<{ lines: string; last: string | null; count: number }>(
    db,
    sql`with firsts as materialized (select c.* from ${claim} c where c.snapshot_id = ${run.snapshotId} and c.account > ${after}
            and (c.owner is null or not exists (select from ${claim} o where o.snapshot_id = c.snapshot_id and o.owner = c.owner and o.account < c.account))
            order by c.account limit ${limit}),
          members as materialized (select * from firsts union
            select m.* from ${claim} m where m.snapshot_id = ${run.snapshotId} and m.owner = any(array(select owner from firsts where owner is not null)))
        select (select coalesce(string_agg(${line({ clawbackId: sql`${run.clawbackId}`, revision: sql`${run.revision}` })}, '' order by c.account), '') from members c) as lines,
          (select max(account) from firsts) as last, (select count(*)::int from firsts) as count`,
  )

export const insertLink = (
  db: Queryable,
  link: {
    tokenDigest: string
    clawbackId: string
    account: string
    officerId: string
    days: number
  },
) =>
  onlyRow<{ expiresAt: string }>(
    db,
    sql`insert into ${statementLink} (token_digest, clawback_id, account, officer_id, expires_at)
        values (${link.tokenDigest}, ${link.clawbackId}, ${link.account}, ${link.officerId}, now() + make_interval(days => ${link.days}))
        returning ${iso(sql`expires_at`)} as "expiresAt"`,
  )

/** What a link leads to, while it may be opened. */
export const linkOf = (db: Queryable, tokenDigest: string) =>
  onlyRow<{ clawbackId: string; account: string }>(
    db,
    sql`select clawback_id as "clawbackId", account from ${statementLink} where token_digest = ${tokenDigest} and ${mayOpen}`,
  )

const mayOpen = sql`expires_at > now() and (opened_at is null or opened_at > now() - interval '10 minutes')`

/** Opens a link: the first time for good, and again for some minutes, since an answer may be lost on its way. */
export const openLink = (db: Queryable, tokenDigest: string) =>
  onlyRow<{ tokenDigest: string }>(
    db,
    sql`update ${statementLink} set opened_at = coalesce(opened_at, now())
        where token_digest = ${tokenDigest} and ${mayOpen} returning token_digest`,
  )
