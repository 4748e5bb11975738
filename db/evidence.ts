// What the log holds about one decision, and who had written what was decided.
import { sql } from 'drizzle-orm'
import type { EntryRow } from './log'
import { type Queryable, rowsOf } from './client'
import { iso } from './moment'
import { clawbackRevision, logEntry, officer, signoff } from './schema'
import type { SubjectKey } from './signoff'

/** The entries that evidence of a subject needs, in their order; `challenges` are those of its sign-offs. */
export const evidenceEntries = (
  db: Queryable,
  about: SubjectKey & { challenges: readonly string[]; snapshotId: string | null },
): Promise<EntryRow[]> => {
  const { subjectType, subjectId, revision, challenges, snapshotId } = about
  const isRun = subjectType === 'clawback'
  return rowsOf<EntryRow>(
    db,
    sql`with own as (
          select index from ${logEntry} where type = ${isRun ? 'proposal' : 'change'} and subject = ${isRun ? `${subjectId}/${revision}` : subjectId}
          union all select index from ${logEntry} where type = 'snapshot' and subject = ${snapshotId ?? ''}
          union all select index from ${logEntry} where type = 'decision' and subject = any(${sql.param([...challenges])}::text[])
          union all select index from ${logEntry} where ${isRun} and type = 'execution' and subject = ${subjectId}
            and body::jsonb ->> 'revision' = ${String(revision)})
        select e.index::float8 as index, e.type, e.body, ${iso(sql`e.appended_at`)} as "appendedAt" from ${logEntry} e
        where e.index = 0 or e.index in (select index from own)
          or (e.type in ('policy', 'key') and e.index < (select max(index) from own))
        order by e.index`,
  )
}

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
