// What an operator brings to the log, and how entries come to stand in it after those they rest on.
import { sql } from 'drizzle-orm'
import type { LogEntry } from '@/lib/domain/log-entry'
import type { Queryable } from './client'
import { rowsOf } from './client'
import { type Founders, foundingOfficers } from './founder'
import { appendEntries, keyEntries, lockLog, type NewEntry } from './log'
import { audit, fund, fundEntry, logEntry, policy } from './schema'

/** Where this log is kept, whose keys sign, and who founded it. */
export type LogBook = {
  place: { env: string; origin: string; rpId: string; logOrigin: string }
  /** Verifier keys that are published; the log says which are in use. */
  logKeys: readonly string[]
  /** 64 hex digits: the public key that signs statements. */
  statementKey: string
  founders: Founders
}

/**
 * Appends entries under the log's lock and answers the index of the first. Before them stand the
 * genesis of an empty log, keys that came or went, and funds' closing balances that are due.
 */
export const appendToLog = async (
  db: Queryable,
  book: LogBook,
  {
    at,
    entries,
    withAuditHead = false,
  }: { at: string; entries: readonly NewEntry[]; withAuditHead?: boolean },
): Promise<number> => {
  await lockLog(db)
  const before = await dueEntries(db, book, { at, withAuditHead })
  return (await appendEntries(db, [...before, ...entries])) + before.length
}

/** Appends what is due and nothing else; answers how many entries that were. */
export const tendLog = async (db: Queryable, book: LogBook, at: string): Promise<number> => {
  await lockLog(db)
  const due = await dueEntries(db, book, { at, withAuditHead: false })
  if (due.length > 0) await appendEntries(db, due)
  return due.length
}

const dueEntries = async (
  db: Queryable,
  book: LogBook,
  { at, withAuditHead }: { at: string; withAuditHead: boolean },
): Promise<NewEntry[]> => {
  const known = await keyEntries(db)
  const genesis = known.length === 0 ? [await genesisEntry(db, book, at)] : []
  const keys = dueKeys(
    known.map(({ body }) => JSON.parse(body) as LogEntry),
    book,
    at,
  )
  const plain = [...genesis, ...keys].map((entry) => ({ entry, subject: null }))
  const head = await auditHead(db, { at, olderThanMinutes: withAuditHead ? 0 : 60 })
  return [...plain, ...(await dueBalances(db, at)), ...head]
}

/**
 * The entry of the audit's newest row, unless the log has it, or had another one less than
 * `olderThanMinutes` ago. Whoever appends it holds the log's lock; the row of his own deed comes later.
 */
const auditHead = async (
  db: Queryable,
  { at, olderThanMinutes }: { at: string; olderThanMinutes: number },
): Promise<NewEntry[]> => {
  const rows = await rowsOf<{ seq: string; head: string }>(
    db,
    sql`select a.seq::text, a.hash as head from (select seq, hash from ${audit} order by seq desc limit 1) a
        where not exists (select from ${logEntry} e where e.type = 'audit-head'
          and (e.subject = a.seq::text or e.appended_at > now() - make_interval(mins => ${olderThanMinutes})))`,
  )
  return rows.map(({ seq, head }) => ({
    entry: { v: 1, type: 'audit-head', at, seq, count: seq, head },
    subject: seq,
  }))
}

const genesisEntry = async (
  db: Queryable,
  { place, founders }: LogBook,
  at: string,
): Promise<LogEntry> => {
  const policies = await rowsOf<{ id: string; version: string; digest: string; content: never }>(
    db,
    sql`select id, version::text, digest, content from ${policy} where effective_at <= now() order by id, version`,
  )
  const officers = await foundingOfficers(db, founders)
  return { v: 1, type: 'genesis', at, ...place, policies, officers }
}

/** Keys of the settings that the log does not know as active, and active ones that left the settings. */
const dueKeys = (known: readonly LogEntry[], book: LogBook, at: string): LogEntry[] => {
  const [log, statement] = [new Map<string, string>(), new Map<string, string>()]
  for (const entry of known) {
    if (entry.type === 'log-key') log.set(entry.vkey, entry.status)
    if (entry.type === 'statement-key') statement.set(entry.publicKey, entry.status)
  }
  return [
    ...changes(log, book.logKeys).map(({ key, status }) => {
      return { v: 1, type: 'log-key', at, vkey: key, status } as const
    }),
    ...changes(statement, [book.statementKey]).map(({ key, status }) => {
      return { v: 1, type: 'statement-key', at, publicKey: key, status } as const
    }),
  ]
}

const changes = (known: ReadonlyMap<string, string>, wanted: readonly string[]) => [
  ...wanted
    .filter((key) => known.get(key) !== 'active')
    .map((key) => ({ key, status: 'active' as const })),
  ...[...known]
    .filter(([key, status]) => status === 'active' && !wanted.includes(key))
    .map(([key]) => ({ key, status: 'retired' as const })),
]

// A log that was left alone does not fill up with a year of balances at once.
const MOST_DAYS = 31

type Balance = { fundId: string; fundName: string; asset: string; scale: string; floor: string } & {
  day: string
  balance: string
}

/** Closing balances of whole UTC days since the last one in the log; a fund's first is yesterday's. */
const dueBalances = async (db: Queryable, at: string): Promise<NewEntry[]> => {
  const rows = await rowsOf<Balance>(
    db,
    sql`with last as (select split_part(subject, '/', 1) as fund_id, max(split_part(subject, '/', 2)::date) as day
            from ${logEntry} where type = 'fund-daily' group by 1),
          due as (select f.id, d::date as day from ${fund} f left join last l on l.fund_id = f.id,
            generate_series(greatest(coalesce(l.day + 1, ${at}::timestamptz::date - 1), ${at}::timestamptz::date - ${MOST_DAYS}::int),
              ${at}::timestamptz::date - 1, interval '1 day') as d)
        select f.id as "fundId", left(normalize(f.name, NFC), 256) as "fundName", f.asset, a.scale::text, f.floor::text, to_char(due.day, 'YYYY-MM-DD') as day,
          coalesce((select sum(e.amount) from ${fundEntry} e where e.fund_id = f.id
            and e.occurred_at < (due.day + 1)::timestamp at time zone 'UTC'), 0)::text as balance
        from due join ${fund} f on f.id = due.id join asset a on a.code = f.asset order by due.day, f.id`,
  )
  return rows.map((row) => ({
    entry: { v: 1, type: 'fund-daily', at, ...row },
    subject: `${row.fundId}/${row.day}`,
  }))
}
