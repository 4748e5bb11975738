// Reading the audit: filtered, newest first by keyset, or oldest first to be taken away.
import { type SQL, sql } from 'drizzle-orm'
import { onlyRow, type Queryable, rowsOf } from './client'
import { iso } from './moment'
import { audit, officer } from './schema'

/** Exact values; `subject` is a beginning, times are ISO 8601 and `to` is not included. */
export type AuditCriteria = {
  officer?: string | undefined
  verb?: string | undefined
  subject?: string | undefined
  outcome?: string | undefined
  denied?: 'yes' | 'no' | undefined
  from?: string | undefined
  to?: string | undefined
}

export type AuditEntry = {
  seq: string
  at: string
  officerName: string | null
  pseudonym: string | null
  verb: string
  subject: string
  outcome: string
  denied: boolean
  inputDigest: string
  prev: string
  hash: string
  before: unknown
  after: unknown
}

const columns = sql`a.seq::text, o.name as "officerName", o.pseudonym, a.verb, a.subject, a.outcome, a.denied,
  a.input_digest as "inputDigest", a.prev, a.hash, a.before, a.after`

const meets = (criteria: AuditCriteria): SQL =>
  sql.join(
    [
      sql`true`,
      ...given(criteria.officer, (value) => sql`o.pseudonym = ${value}`),
      ...given(criteria.verb, (value) => sql`a.verb = ${value}`),
      ...given(criteria.subject, (value) => sql`starts_with(a.subject, ${value})`),
      ...given(criteria.outcome, (value) => sql`a.outcome = ${value}`),
      ...given(criteria.denied, (value) => sql`a.denied = ${value === 'yes'}`),
      ...given(criteria.from, (value) => sql`a.at >= ${value}::timestamptz`),
      ...given(criteria.to, (value) => sql`a.at < ${value}::timestamptz`),
    ],
    sql` and `,
  )

const given = <Value>(value: Value | undefined, condition: (value: Value) => SQL): SQL[] =>
  value === undefined ? [] : [condition(value)]

/** Newest first, below `before`. */
export const auditRows = (
  db: Queryable,
  criteria: AuditCriteria,
  { before, limit }: { before: string | undefined; limit: number },
) =>
  rowsOf<AuditEntry>(
    db,
    sql`select ${columns}, ${iso(sql`a.at`)} as at from ${audit} a left join ${officer} o on o.id = a.officer_id
        where ${meets(criteria)} ${before === undefined ? sql`` : sql`and a.seq < ${before}::numeric`}
        order by a.seq desc limit ${limit}`,
  )

const LOOKED_AT = 10_000

/** Verbs and outcomes of the newest rows, and every officer: few, whatever the audit's length. */
export const auditChoices = async (db: Queryable) => {
  const row = await onlyRow<{ verbs: string[] | null; outcomes: string[] | null }>(
    db,
    sql`select array_agg(distinct verb order by verb) as verbs, array_agg(distinct outcome order by outcome) as outcomes
        from (select verb, outcome from ${audit} order by seq desc limit ${LOOKED_AT}) newest`,
  )
  const officers = await rowsOf<{ name: string; pseudonym: string }>(
    db,
    sql`select o.name, o.pseudonym from ${officer} o order by o.name, o.pseudonym limit 1000`,
  )
  return { verbs: row?.verbs ?? [], outcomes: row?.outcomes ?? [], officers }
}

export const auditSize = async (db: Queryable): Promise<string> =>
  (
    await onlyRow<{ size: string }>(
      db,
      sql`select coalesce(max(seq), 0)::text as size from ${audit}`,
    )
  )?.size ?? '0'

const ROWS_PER_PIECE = 2_000

/** Oldest first up to `upTo`, thousands of rows at a time; times to the microsecond, as hashed. */
export async function* auditPieces(db: Queryable, criteria: AuditCriteria, upTo: string) {
  for (let after = '0'; ;) {
    const rows = await rowsOf<AuditEntry>(
      db,
      sql`select ${columns}, to_char(a.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at
          from ${audit} a left join ${officer} o on o.id = a.officer_id
          where ${meets(criteria)} and a.seq > ${after}::numeric and a.seq <= ${upTo}::numeric
          order by a.seq limit ${ROWS_PER_PIECE}`,
    )
    const last = rows.at(-1)
    if (last === undefined) return
    yield rows
    after = last.seq
  }
}
