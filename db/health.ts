// Whether the schema is the one that this build expects, and what time the database has.
import { sql } from 'drizzle-orm'
import { onlyRow, type Queryable } from './client'
import journal from './migrations/meta/_journal.json'

export const expectedMigrations = journal.entries.length

export const health = (db: Queryable) =>
  onlyRow<{ applied: number; now: string }>(
    db,
    sql`select (select count(*)::int from drizzle.__drizzle_migrations) as applied,
          to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as now`,
  )
