// One row per change, denial, sign-in and export; the database numbers and chains them.
import { sql } from 'drizzle-orm'
import { onlyRow, type Queryable, rowsOf } from './client'
import { audit, idempotency, logCheckpoint, logEntry } from './schema'

export type AuditRow = {
  officerId: string | null
  verb: string
  subject: string
  outcome: string
  inputDigest: string
  denied: boolean
}

export const appendAudit = (db: Queryable, row: AuditRow) =>
  rowsOf(
    db,
    sql`insert into ${audit} (officer_id, verb, subject, outcome, input_digest, denied)
        values (${row.officerId}, ${row.verb}, ${row.subject}, ${row.outcome}, ${row.inputDigest}, ${row.denied})`,
  )

export type Begun = {
  now: string
  verb: string | null
  inputDigest: string | null
  outcome: string | null
  /** Root (hex) that the log had at the size asked for; null where it is shorter. */
  logRoot: string | null
  /** Size of the newest checkpoint that is stored; 0 before the first. */
  checkpointSize: number
}

/** Opens a keyed change: one at a time per officer and key, and what that key has answered before. */
export const beginKeyed = async (
  db: Queryable,
  keyed: { officerId: string; key: string; logSize: number },
): Promise<Begun> => {
  await rowsOf(
    db,
    sql`select set_config('statement_timeout', '60s', true), set_config('lock_timeout', '30s', true),
          pg_advisory_xact_lock(hashtextextended(${`${keyed.officerId}/${keyed.key}`}, 0))`,
  )
  // A statement of its own: its snapshot must be taken after the lock, or it misses the row that the lock waited for.
  const row = await onlyRow<Begun>(
    db,
    sql`select to_char(now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "now",
          i.verb, i.input_digest as "inputDigest", i.outcome,
          (select encode(root, 'hex') from ${logEntry} where index = ${keyed.logSize} - 1) as "logRoot",
          (select coalesce(max(size), 0)::float8 from ${logCheckpoint}) as "checkpointSize"
        from (select 1) one left join ${idempotency} i on i.officer_id = ${keyed.officerId} and i.key = ${keyed.key}`,
  )
  return (
    row ?? {
      now: '',
      verb: null,
      inputDigest: null,
      outcome: null,
      logRoot: null,
      checkpointSize: 0,
    }
  )
}

/** The last statement of a keyed change: its answer for whoever asks again, and its audit row. */
export const closeKeyed = (
  db: Queryable,
  row: {
    officerId: string
    key: string
    verb: string
    inputDigest: string
    subject: string
    /** What stood there and what stands there now; null where the verb does not say. */
    change: { before: object | null; after: object | null } | null
    answer: string
  },
) =>
  rowsOf(
    db,
    sql`with answered as (
          insert into ${idempotency} (officer_id, key, verb, input_digest, outcome)
          values (${row.officerId}, ${row.key}, ${row.verb}, ${row.inputDigest}, ${row.answer}))
        insert into ${audit} (officer_id, verb, subject, outcome, input_digest, before, after)
        values (${row.officerId}, ${row.verb}, ${row.subject}, 'done', ${row.inputDigest},
          ${jsonOf(row.change?.before)}::jsonb, ${jsonOf(row.change?.after)}::jsonb)`,
  )

const jsonOf = (value: object | null | undefined): string | null =>
  value === null || value === undefined ? null : JSON.stringify(value)
