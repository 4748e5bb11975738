// How SQL writes a time for the world: ISO 8601 in UTC, whole seconds.
import { type SQL, sql } from 'drizzle-orm'

export const iso = (moment: SQL): SQL =>
  sql`to_char(${moment} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`
