// What the log holds about one decision, and who had written what was decided.
import { sql } from 'drizzle-orm'
import type { EntryRow } from './log'
import { onlyRow, type Queryable, rowsOf } from './client'
import { iso } from './moment'
import { clawbackRevision, logEntry, officer, signoff } from './schema'
import type { SubjectKey } from './signoff'

/** Where the log speaks of a subject: from how it began to how it ended, or to where evidence of it ends. */
export type EvidenceSpan = { first: number; last: number }

/**
 * From the proposal of a run, or the first decision on a change, to what came of it. Where nothing
 * has: to the first entry after its last moment, else to the end of the log of `size` entries, `most`
 * entries at most. No span while nothing stands in the log.
 */
export const evidenceSpan = async (
  db: Queryable,
  about: SubjectKey & { challenges: readonly string[]; expiresAt: string },
  { size, most }: { size: number; most: number },
): Promise<EvidenceSpan | undefined> => {
  const { subjectType, subjectId, revision, challenges, expiresAt } = about
  const isRun = subjectType === 'clawback'
  const row = await onlyRow<{ first: number | null; last: number | null }>(
    db,
    sql`with decided as (select index from ${logEntry} where type = 'decision' and subject = any(${sql.param([...challenges])}::text[])),
          begun as (select case when ${isRun}
            then (select index from ${logEntry} where type = 'proposal' and subject = ${`${subjectId}/${revision}`})
            else (select min(index) from decided) end as first),
          ended as (select index from ${logEntry} where subject = ${subjectId} and type = ${isRun ? 'execution' : 'change'}
            and (${!isRun} or body::jsonb ->> 'revision' = ${String(revision)})),
          over as (select min(index) as index from ${logEntry} where index >= (select first from begun) and appended_at >= ${expiresAt}::timestamptz)
        select first::float8 as first, coalesce((select index from ended), greatest((select max(index) from decided),
          least((select index from over), ${size - 1}::bigint, first + ${most - 1}::bigint)))::float8 as last from begun`,
  )
  if (!row || row.first === null || row.last === null) return undefined
  return { first: row.first, last: row.last }
}

/** What evidence rests on from before its span: genesis, policies, keys, the changes that admitted these, the snapshot. */
export const evidenceEntries = (
  db: Queryable,
  { first, snapshotId }: { first: number; snapshotId: string | null },
): Promise<EntryRow[]> =>
  rowsOf<EntryRow>(
    db,
    sql`with known as (select index, body::jsonb -> 'decisions' as decisions from ${logEntry}
            where type in ('policy', 'key') and index < ${first})
        select e.index::float8 as index, e.type, e.body, ${iso(sql`e.appended_at`)} as "appendedAt" from ${logEntry} e
        where e.index < ${first} and (e.index = 0 or e.index in (select index from known)
          or (e.type = 'snapshot' and e.subject = ${snapshotId ?? ''})
          or (e.type = 'change' and e.body::jsonb -> 'decisions' in (select decisions from known)))
        order by e.index`,
  )

/** Pseudonyms of who had written a run up to one revision: its drafts, and its proposals. */
export const authorsUpTo = async (
  db: Queryable,
  { subjectId, revision }: SubjectKey,
): Promise<string[]> => {
  const rows = await rowsOf<{ pseudonym: string }>(
    db,
    sql`select distinct o.pseudonym from ${officer} o where o.id in (
          select author_id from ${clawbackRevision} where clawback_id = ${subjectId} and revision <= ${revision}
          union all select officer_id from ${signoff} where (subject_type, subject_id, decision) = ('clawback', ${subjectId}, 'propose')
            and revision <= ${revision})`,
  )
  return rows.map(({ pseudonym }) => pseudonym)
}
