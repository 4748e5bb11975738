// Policies in force; the application can read them and nothing else.
import { sql } from 'drizzle-orm'
import { onlyRow, type Queryable, rowsOf } from './client'
import { iso } from './moment'
import { policy } from './schema'

export type PolicyRow = {
  id: string
  version: number
  content: unknown
  digest: string
  effectiveAt: string
}

const columns = sql`select id, version, content, digest, ${iso(sql`effective_at`)} as "effectiveAt" from ${policy} where effective_at <= now()`

export const listPolicies = (db: Queryable) =>
  rowsOf<PolicyRow>(db, sql`${columns} order by id, version desc`)

export const policyByVersion = (db: Queryable, key: { id: string; version: number }) =>
  onlyRow<PolicyRow>(db, sql`${columns} and id = ${key.id} and version = ${key.version}`)
