// What one officer stopped in the last day: vetoes and pauses, the newest first.
import { sql } from 'drizzle-orm'
import { type Queryable, rowsOf } from './client'
import { iso } from './moment'
import { deskChange, officer, signoff, signoffStatement } from './schema'

const HOURS = 24

export type StopRow = {
  kind: 'veto' | 'pause'
  subjectType: 'clawback' | 'policy' | 'officers'
  /** The run or the change that was vetoed, or the change that paused everything. */
  id: string
  by: string
  reason: string
  at: string
}

/** By the database's clock. */
export const recentStops = (db: Queryable) =>
  rowsOf<StopRow>(
    db,
    sql`select case when s.decision = 'veto' then 'veto' else 'pause' end as kind, s.subject_type as "subjectType",
          s.subject_id as id, o.name as by, t.reason, ${iso(sql`s.signed_at`)} as at
        from ${signoff} s join ${signoffStatement} t on t.challenge_id = s.challenge_id join ${officer} o on o.id = s.officer_id
          left join ${deskChange} c on (c.subject_type, c.id) = (s.subject_type, s.subject_id)
        where s.signed_at > now() - make_interval(hours => ${HOURS})
          and (s.decision = 'veto' or (s.decision = 'propose' and c.kind = 'paused' and c.state = 'executed'))
        order by s.signed_at desc, s.challenge_id`,
  )
