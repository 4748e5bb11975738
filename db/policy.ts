// Policies in force, each version from its effect until the next one's.
import { sql } from 'drizzle-orm'
import { onlyRow, type Queryable, rowsOf } from './client'
import { iso } from './moment'
import { logEntry, policy } from './schema'

export type PolicyRow = {
  id: string
  version: number
  content: unknown
  digest: string
  effectiveAt: string
  /** When the next version came into force; null for the newest. */
  supersededAt: string | null
  /** The change that brought it; null for those of the beginning, which hold for every loss. */
  changeId: string | null
}

const columns = sql`select id, version, content, digest, ${iso(sql`effective_at`)} as "effectiveAt", change_id as "changeId",
    (select ${iso(sql`min(n.effective_at)`)} from ${policy} n where n.id = p.id and n.version > p.version and n.effective_at <= now()) as "supersededAt"
  from ${policy} p where effective_at <= now()`

export const listPolicies = (db: Queryable) =>
  rowsOf<PolicyRow>(db, sql`${columns} order by id, version desc`)

export const policyByVersion = (db: Queryable, key: { id: string; version: number }) =>
  onlyRow<PolicyRow>(db, sql`${columns} and id = ${key.id} and version = ${key.version}`)

/** The newest version of each policy. */
export const currentPolicies = (db: Queryable) =>
  rowsOf<PolicyRow>(db, sql`select * from (${columns}) p where "supersededAt" is null order by id`)

/** Stored by the change that adopts it, in force from this moment. */
export const insertPolicy = (
  db: Queryable,
  row: { id: string; version: number; content: unknown; digest: string; changeId: string },
) =>
  rowsOf(
    db,
    sql`insert into ${policy} (id, version, content, digest, effective_at, change_id)
        values (${row.id}, ${row.version}, ${JSON.stringify(row.content)}::jsonb, ${row.digest}, now(), ${row.changeId})`,
  )

/** Digests under which the log knows a policy version: its own entry's, or that of the beginning. */
export const loggedPolicyDigests = async (
  db: Queryable,
  { id, version }: { id: string; version: string },
): Promise<string[]> => {
  const rows = await rowsOf<{ digest: string }>(
    db,
    sql`select e.body::jsonb ->> 'digest' as digest from ${logEntry} e where e.type = 'policy' and e.subject = ${`${id}/v${version}`}
        union all
        select p ->> 'digest' from ${logEntry} e, jsonb_array_elements(e.body::jsonb -> 'policies') p
        where e.index = 0 and p ->> 'id' = ${id} and p ->> 'version' = ${version}`,
  )
  return rows.map(({ digest }) => digest)
}
