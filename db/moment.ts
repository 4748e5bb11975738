// How SQL writes a time for the world: ISO 8601 in UTC, whole seconds.
import { type SQL, sql } from 'drizzle-orm'
import { onlyRow, type Queryable } from './client'

export const iso = (moment: SQL): SQL =>
  sql`to_char(${moment} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`

/** The database's time, ISO 8601 in UTC. */
export const nowOf = async (db: Queryable): Promise<string> =>
  (await onlyRow<{ now: string }>(db, sql`select ${iso(sql`now()`)} as now`))?.now ?? ''
