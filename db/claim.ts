// Snapshots and their claims: filled while importing, then frozen for good.
import { sql } from 'drizzle-orm'
import { canonicalLine, type Claim, parseCanonicalLine } from '@/lib/domain/claim'
import { onlyRow, type Queryable, rowsOf } from './client'
import { iso } from './moment'
import { asset, claim, claimsTree, fund, logEntry, snapshot, snapshotSecret } from './schema'

export type SnapshotRow = {
  id: string
  fundId: string
  fundName: string
  asset: string
  scale: number
  numeraire: 'profit' | 'equity'
  cutoffAt: string
  frozenAt: string
  fileName: string
  digest: string
  salt: string
  capacity: string
  claims: number
  eligibleCount: number
  houseCount: number
  exemptCount: number
  eligibleBase: string
  houseBase: string
  exemptBase: string
  /** Root of its tree and index of its log entry; null for one that was frozen without them. */
  claimsRoot: string | null
  logIndex: number | null
  /** Whether statements over it can be made: root, entry and secret are there. */
  isProvable: boolean
}

const frozen = sql`select s.id, s.fund_id as "fundId", f.name as "fundName", f.asset, a.scale, s.numeraire,
    ${iso(sql`s.cutoff_at`)} as "cutoffAt", ${iso(sql`s.frozen_at`)} as "frozenAt", s.file_name as "fileName", s.digest, s.salt,
    s.capacity::text, s.rows_expected as claims, s.eligible_count as "eligibleCount", s.house_count as "houseCount",
    s.exempt_count as "exemptCount", s.eligible_base::text as "eligibleBase", s.house_base::text as "houseBase",
    s.exempt_base::text as "exemptBase", t.root as "claimsRoot", e.index::float8 as "logIndex",
    (t.root is not null and e.index is not null and exists (select from ${snapshotSecret} k where k.snapshot_id = s.id)) as "isProvable"
  from ${snapshot} s join ${fund} f on f.id = s.fund_id join ${asset} a on a.code = f.asset
  left join ${claimsTree} t on t.snapshot_id = s.id left join ${logEntry} e on e.type = 'snapshot' and e.subject = s.id
  where s.state = 'frozen'`

/** Newest first; what is still importing is shown to nobody. */
export const listSnapshots = (db: Queryable) =>
  rowsOf<SnapshotRow>(db, sql`${frozen} order by s.frozen_at desc, s.id desc limit 200`)

export const snapshotById = (db: Queryable, id: string) =>
  onlyRow<SnapshotRow>(db, sql`${frozen} and s.id = ${id}`)

export const openSnapshot = (
  db: Queryable,
  row: {
    fundId: string
    numeraire: string
    cutoffAt: string
    fileName: string
    rows: number
    officerId: string
    salt: string
  },
) =>
  onlyRow<{ id: string }>(
    db,
    sql`insert into ${snapshot} (fund_id, numeraire, cutoff_at, file_name, rows_expected, officer_id, salt)
        select id, ${row.numeraire}, ${row.cutoffAt}, ${row.fileName}, ${row.rows}, ${row.officerId}, ${row.salt}
        from ${fund} where id = ${row.fundId} returning id`,
  )

/** Two imports that one officer begins at the same moment follow each other. */
export const oneImportAtATime = (db: Queryable, officerId: string) =>
  rowsOf(
    db,
    sql`select pg_advisory_xact_lock(hashtextextended(${`ballast/import/${officerId}`}, 0))`,
  )

/** An import that its officer left behind goes when he begins the next one. */
export const discardUnfinished = async (db: Queryable, officerId: string) => {
  await oneImportAtATime(db, officerId)
  const unfinished = sql`select id from ${snapshot} where state = 'importing' and officer_id = ${officerId}`
  // First, since no claim leaves a tree that it stands in.
  await rowsOf(db, sql`delete from ${claimsTree} where snapshot_id in (${unfinished})`)
  await rowsOf(db, sql`delete from ${claim} where snapshot_id in (${unfinished})`)
  await rowsOf(
    db,
    sql`delete from ${snapshot} where state = 'importing' and officer_id = ${officerId}`,
  )
}

/** Locked, so that chunks and the freeze of one import follow each other. Only its own officer sees it. */
export const lockSnapshot = (db: Queryable, key: { importId: string; officerId: string }) =>
  onlyRow<{ rowsExpected: number; scale: number; isPlaced: boolean }>(
    db,
    sql`select s.rows_expected as "rowsExpected", a.scale,
          exists (select from ${claimsTree} t where t.snapshot_id = s.id) as "isPlaced" from ${snapshot} s
        join ${fund} f on f.id = s.fund_id join ${asset} a on a.code = f.asset
        where s.id = ${key.importId} and s.officer_id = ${key.officerId} and s.state = 'importing' for update of s`,
  )

/** Stores a chunk as packed columns; accounts that are there already are returned and nothing of them is stored. */
export const storeClaims = async (
  db: Queryable,
  snapshotId: string,
  claims: readonly Claim[],
): Promise<string[]> => {
  const cells = claims.map((row) => canonicalLine(row).split(','))
  const column = (place: number) =>
    sql`${sql.param(cells.map((row) => row[place] || null))}::text[]`
  const stored = await rowsOf<{ account: string }>(
    db,
    sql`with given as (
          select * from unnest(${column(0)}, ${column(1)}, ${column(2)}, ${column(3)}, ${column(4)}, ${column(5)}, ${column(6)}, ${column(7)})
            as g(account, owner, class, base, equity, cap, weight, score)),
        stored as (
          insert into ${claim} (snapshot_id, account, owner, class, base, equity, cap, weight, score)
          select ${snapshotId}, account, owner, class, base::numeric, equity::numeric, cap::numeric, weight, score from given
          on conflict (snapshot_id, account) do nothing returning account)
        select account from given where account collate "C" not in (select account from stored) limit 5`,
  )
  return stored.map(({ account }) => account)
}

export const countClaims = (db: Queryable, snapshotId: string) =>
  onlyRow<{ count: number; disagreeing: string | null; denominators: number }>(
    db,
    sql`select (select count(*)::int from ${claim} where snapshot_id = ${snapshotId}) as count,
          (select count(distinct split_part(weight, '/', 2))::int from ${claim} where snapshot_id = ${snapshotId} and weight is not null) as denominators,
          (select owner from ${claim} where snapshot_id = ${snapshotId} and owner is not null group by owner
            having count(distinct (class, coalesce(weight, '1'), coalesce(score, ''))) > 1 limit 1) as disagreeing`,
  )

/** Totals, digest and state in one statement; after it no claim of the snapshot can change. */
export const freezeSnapshot = (db: Queryable, snapshotId: string) =>
  rowsOf(
    db,
    sql`update ${snapshot} s set state = 'frozen', frozen_at = now(),
          digest = encode(sha256(convert_to(canonical_snapshot(s.id), 'UTF8')), 'hex'),
          eligible_count = t.eligible_count, house_count = t.house_count, exempt_count = t.exempt_count,
          eligible_base = t.eligible_base, house_base = t.house_base, exempt_base = t.exempt_base, capacity = t.capacity
        from (select count(*) filter (where class = 'eligible') as eligible_count, count(*) filter (where class = 'house') as house_count,
            count(*) filter (where class = 'exempt') as exempt_count,
            coalesce(sum(base) filter (where class = 'eligible'), 0) as eligible_base,
            coalesce(sum(base) filter (where class = 'house'), 0) as house_base,
            coalesce(sum(base) filter (where class = 'exempt'), 0) as exempt_base,
            coalesce(sum(coalesce(cap, base)) filter (where class <> 'exempt'), 0) as capacity
          from ${claim} where snapshot_id = ${snapshotId}) t
        where s.id = ${snapshotId}`,
  )

const LINES_PER_PAGE = 20_000

/** The claims of a snapshot as canonical lines, ascending, in pages that fit one answer of the driver. */
export async function* canonicalPages(db: Queryable, snapshotId: string): AsyncGenerator<string> {
  let after = ''
  for (;;) {
    const page = await onlyRow<{ lines: string | null; last: string | null; count: number }>(
      db,
      sql`select string_agg(canonical_line(c), '' order by c.account) as lines, max(c.account) as last, count(*)::int as count
          from (select * from ${claim} where snapshot_id = ${snapshotId} and account > ${after} order by account limit ${LINES_PER_PAGE}) c`,
    )
    if (!page?.lines || page.last === null) return
    yield page.lines
    if (page.count < LINES_PER_PAGE) return
    after = page.last
  }
}

export const claimsOf = async (db: Queryable, snapshotId: string): Promise<Claim[]> => {
  const claims: Claim[] = []
  for await (const lines of canonicalPages(db, snapshotId)) {
    for (const line of lines.split('\n')) if (line !== '') claims.push(parseCanonicalLine(line))
  }
  return claims
}
