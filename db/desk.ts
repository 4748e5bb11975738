// The desk as it stands: officers with all their keys, the newest pause, and how policies came about.
import { type SQL, sql } from 'drizzle-orm'
import { onlyRow, type Queryable, rowsOf } from './client'
import { iso } from './moment'
import { asset, deskChange, logEntry, officer, officerOwner, passkey, policy } from './schema'

export type DeskKeyRow = {
  credentialId: string
  credentialIdHash: string
  name: string
  isDeviceBound: boolean
  isFounding: boolean
  enrolledAt: string
  activeAt: string | null
  revokedAt: string | null
  usedAt: string | null
  logIndex: number | null
}
export type DeskOfficerRow = {
  id: string
  name: string
  pseudonym: string
  roles: string[]
  group: string
  since: string
  removedAt: string | null
  /** Account or owner ids that belong to him, ascending. */
  accounts: string[]
  keys: DeskKeyRow[]
}

// The log holds one entry for each change of a key, `<digest>/<n>`; the newest holds.
const keyRows = sql`select coalesce(jsonb_agg(jsonb_build_object(
    'credentialId', k.credential_id, 'credentialIdHash', k.credential_id_hash, 'name', k.name,
    'isDeviceBound', k.is_device_bound, 'isFounding', k.is_founding,
    'enrolledAt', ${iso(sql`k.enrolled_at`)}, 'activeAt', ${iso(sql`k.active_at`)},
    'revokedAt', ${iso(sql`k.revoked_at`)}, 'usedAt', ${iso(sql`k.used_at`)},
    'logIndex', (select max(e.index)::float8 from ${logEntry} e
                 where e.type = 'key' and starts_with(e.subject, k.credential_id_hash || '/'))
  ) order by k.enrolled_at, k.credential_id), '[]'::jsonb) from ${passkey} k where k.officer_id = o.id`

/** Everybody who is or was an officer, by name; those who left at the end. */
export const deskOfficers = (db: Queryable) =>
  rowsOf<DeskOfficerRow>(
    db,
    sql`select o.id, o.name, o.pseudonym, o.roles, o."group", ${iso(sql`o.created_at`)} as since,
          ${iso(sql`o.disabled_at`)} as "removedAt", (${keyRows}) as keys,
          array(select w.owner from ${officerOwner} w where w.officer_id = o.id order by w.owner) as accounts
        from ${officer} o order by o.disabled_at is not null, o.name, o.id`,
  )

export type PauseRow = { kind: string; changeId: string; since: string; reason: string; by: string }

/** The last pause or its end; undefined where nobody ever paused. */
export const newestPause = (db: Queryable) =>
  onlyRow<PauseRow>(
    db,
    sql`select c.kind, c.id as "changeId", ${iso(sql`c.executed_at`)} as since, c.reason, o.name as by
        from ${deskChange} c join ${officer} o on o.id = c.author_id
        where c.state = 'executed' and c.kind in ('paused', 'resumed')
        order by c.executed_at desc, c.nonce desc limit 1`,
  )

export type PolicyVersionRow = {
  id: string
  version: number
  content: unknown
  digest: string
  effectiveAt: string
  isInForce: boolean
  changeId: string | null
  logIndex: number | null
}

const policyColumns: SQL = sql`p.id, p.version, p.content, p.digest, ${iso(sql`p.effective_at`)} as "effectiveAt",
  p.effective_at <= now() and not exists (
    select 1 from ${policy} n where n.id = p.id and n.version > p.version and n.effective_at <= now()
  ) as "isInForce",
  p.change_id as "changeId",
  (select e.index::float8 from ${logEntry} e where e.type = 'policy' and e.subject = p.id || '/v' || p.version) as "logIndex"`

/** Every version of every policy, the newest first. */
export const policyVersions = (db: Queryable) =>
  rowsOf<PolicyVersionRow>(
    db,
    sql`select ${policyColumns} from ${policy} p order by p.id, p.version desc`,
  )

/** Assets by their codes, with the decimals of each. */
export const policyAssets = (db: Queryable) =>
  rowsOf<{ code: string; scale: number }>(db, sql`select code, scale from ${asset} order by code`)
