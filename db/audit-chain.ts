// The audit's chain checked by PostgreSQL, a range of rows at a time, and against what the log holds of it.
import { sql } from 'drizzle-orm'
import { onlyRow, type Queryable } from './client'
import { audit, logEntry } from './schema'

/** Row numbers as decimal text; null where there is none. */
export type ChainFindings = {
  size: string
  /** Highest row of the range that is there. */
  last: string | null
  altered: string | null
  unlinked: string | null
  missing: string | null
}

/** What is wrong first with the rows above `from`, at most `rows` of them. */
export const checkRows = (db: Queryable, { from, rows }: { from: string; rows: number }) =>
  onlyRow<ChainFindings>(
    db,
    sql`with part as (
          select a.seq, a.prev, a.hash, audit_hash(a) as computed, lag(a.seq, 1, ${from}::numeric) over by_seq as seq_before,
            lag(a.hash, 1, coalesce((select b.hash from ${audit} b where b.seq = ${from}::numeric),
              case when ${from}::numeric = 0 then repeat('0', 64) end)) over by_seq as hash_before
          from ${audit} a where a.seq > ${from}::numeric and a.seq <= ${from}::numeric + ${rows} window by_seq as (order by a.seq))
        select (select coalesce(max(seq), 0)::text from ${audit}) as size, max(seq)::text as last,
          (min(seq) filter (where hash is distinct from computed))::text as altered,
          (min(seq) filter (where prev is distinct from hash_before))::text as unlinked,
          (min(seq_before + 1) filter (where seq <> seq_before + 1))::text as missing
        from part`,
  )

export type HeadFindings = { compared: number; differs: string | null }

/** The log's heads of rows above `from` up to `to`, held against the rows; all that lie beyond when `to` is null. */
export const checkHeads = async (
  db: Queryable,
  { from, to }: { from: string; to: string | null },
): Promise<HeadFindings> => {
  const row = await onlyRow<HeadFindings>(
    db,
    sql`select count(*)::int as compared,
          (min(h.seq) filter (where a.hash is distinct from h.head or h.count <> h.seq))::text as differs
        from (select (body::jsonb ->> 'seq')::numeric as seq, (body::jsonb ->> 'count')::numeric as count, body::jsonb ->> 'head' as head
          from ${logEntry} where type = 'audit-head') h left join ${audit} a on a.seq = h.seq
        where h.seq > ${from}::numeric ${to === null ? sql`` : sql`and h.seq <= ${to}::numeric`}`,
  )
  return row ?? { compared: 0, differs: null }
}
