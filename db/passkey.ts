// Passkeys: the challenges of their enrolment, the keys themselves, and the window of the first start.
import { sql } from 'drizzle-orm'
import { onlyRow, type Queryable, rowsOf } from './client'
import { iso } from './moment'
import { logEntry, officer, passkey, passkeyCeremony } from './schema'

const CEREMONY_SECONDS = 300
const FOUNDING_HOURS = 24
const FOUNDERS_NEEDED = 2

/** Stores a challenge (64 hex digits) that its officer may use once; answers until when. */
export const insertCeremony = async (
  db: Queryable,
  row: { challenge: string; officerId: string },
): Promise<string> => {
  const stored = await onlyRow<{ expiresAt: string }>(
    db,
    sql`insert into ${passkeyCeremony} (challenge, officer_id, expires_at)
        values (${row.challenge}, ${row.officerId}, now() + make_interval(secs => ${CEREMONY_SECONDS}))
        returning ${iso(sql`expires_at`)} as "expiresAt"`,
  )
  return stored?.expiresAt ?? ''
}

/** Whether a challenge is this officer's, unused, and fresh by the database's clock. */
export const isCeremonyFresh = async (
  db: Queryable,
  key: { challenge: string; officerId: string },
): Promise<boolean> => {
  const row = await onlyRow(
    db,
    sql`select from ${passkeyCeremony} c where challenge = ${key.challenge} and officer_id = ${key.officerId}
          and expires_at > now() and not exists (select from ${passkey} k where k.challenge = c.challenge)`,
  )
  return row !== undefined
}

/** Taken before keys are counted, held until commit: two enrolments at once cannot both be the second. */
export const lockPasskeys = (db: Queryable) =>
  rowsOf(db, sql`select pg_advisory_xact_lock(hashtext('ballast/passkey'))`)

export type NewPasskey = {
  credentialId: string
  credentialIdHash: string
  officerId: string
  challenge: string
  name: string
  publicKey: string
  algorithm: number
  counter: number
  transports: readonly string[]
  aaguid: string
  isBackedUp: boolean
  isDeviceBound: boolean
  attestation: string
  clientData: string
  /** In force at once; else it waits to be admitted. */
  isFounding: boolean
}

/** Using the challenge up is this insert. */
export const insertPasskey = (db: Queryable, row: NewPasskey) =>
  rowsOf(
    db,
    sql`insert into ${passkey} (credential_id, credential_id_hash, officer_id, challenge, name, public_key, algorithm, counter,
          transports, aaguid, is_backed_up, is_device_bound, attestation, client_data, is_founding, active_at)
        values (${row.credentialId}, ${row.credentialIdHash}, ${row.officerId}, ${row.challenge}, ${row.name}, ${row.publicKey},
          ${row.algorithm}, ${row.counter}, ${sql.param(row.transports)}::text[], ${row.aaguid}, ${row.isBackedUp}, ${row.isDeviceBound},
          ${row.attestation}, ${row.clientData}, ${row.isFounding}, case when ${row.isFounding} then now() end)`,
  )

export type PasskeyRow = Pick<
  NewPasskey,
  'credentialId' | 'credentialIdHash' | 'name' | 'isDeviceBound' | 'attestation' | 'isFounding'
> & {
  counter: string
  transports: string[]
  enrolledAt: string
  activeAt: string | null
  revokedAt: string | null
  usedAt: string | null
  /** The newest entry of the log about it. */
  logIndex: number | null
}

/** Every key of an officer, oldest first. */
export const passkeysOf = (db: Queryable, officerId: string) =>
  rowsOf<PasskeyRow>(
    db,
    sql`select credential_id as "credentialId", credential_id_hash as "credentialIdHash", name, is_device_bound as "isDeviceBound",
          attestation, is_founding as "isFounding", counter::text, transports, ${iso(sql`enrolled_at`)} as "enrolledAt",
          ${iso(sql`active_at`)} as "activeAt", ${iso(sql`revoked_at`)} as "revokedAt", ${iso(sql`used_at`)} as "usedAt",
          (select max(e.index)::float8 from ${logEntry} e where e.type = 'key'
            and starts_with(e.subject, k.credential_id_hash || '/')) as "logIndex"
        from ${passkey} k where officer_id = ${officerId} order by enrolled_at, credential_id`,
  )

export const isKnownPasskey = async (db: Queryable, credentialId: string): Promise<boolean> =>
  (await onlyRow(db, sql`select from ${passkey} where credential_id = ${credentialId}`)) !==
  undefined

/** Answers whether there was such a key of this officer. */
export const renamePasskey = async (
  db: Queryable,
  key: { officerId: string; credentialIdHash: string; name: string },
): Promise<boolean> => {
  const row = await onlyRow(
    db,
    sql`update ${passkey} set name = ${key.name}
        where officer_id = ${key.officerId} and credential_id_hash = ${key.credentialIdHash} returning true`,
  )
  return row !== undefined
}

/** The entry about a key that is appended next is its n-th. */
export const nextKeyEntry = async (db: Queryable, credentialIdHash: string): Promise<number> => {
  const row = await onlyRow<{ next: number }>(
    db,
    sql`select count(*)::int + 1 as next from ${logEntry} where type = 'key' and starts_with(subject, ${`${credentialIdHash}/`})`,
  )
  return row?.next ?? 1
}

type Founding = { issuer: string; subjects: readonly string[] }
/** Named by the settings and, once there is a log, by its beginning: a setting that is added later founds nothing. */
const isFounder = ({ issuer, subjects }: Founding) =>
  sql`o.issuer = ${issuer} and o.subject = any(${sql.param(subjects)}::text[])
      and (is_founder(o.pseudonym) or not exists (select from ${logEntry} where index = 0))`

export type FounderRow = {
  officerId: string
  name: string
  roles: string[]
  group: string
  /** Founding keys of his, in force or not any more. */
  keys: number
  /** Whether one of them was revoked: then nobody but others puts a key of his in force. */
  isRevoked: boolean
}

/** The founding officers there are, by name. */
export const foundersOf = (db: Queryable, founding: Founding) =>
  rowsOf<FounderRow>(
    db,
    sql`select o.id as "officerId", o.name, o.roles, o."group",
          (select count(*)::int from ${passkey} k where k.officer_id = o.id and k.is_founding) as keys,
          exists (select from ${passkey} k where k.officer_id = o.id and k.is_founding and k.revoked_at is not null) as "isRevoked"
        from ${officer} o where ${isFounder(founding)} order by o.name, o.id`,
  )

export type FoundingWindow = {
  /** When founders stop putting keys in force themselves; null before two of them have brought one. */
  closesAt: string | null
  isClosed: boolean
  /** Officers who hold a key in force. */
  holders: number
}

/**
 * It closes a day after the first key, but not before a second founder has brought one: alone nobody
 * could ever admit another key. Revoked keys count, so that what is closed stays closed.
 */
export const foundingWindow = async (db: Queryable): Promise<FoundingWindow> => {
  const row = await onlyRow<FoundingWindow>(
    db,
    sql`with first as (select case when count(distinct officer_id) >= ${FOUNDERS_NEEDED}
            then min(active_at) + make_interval(hours => ${FOUNDING_HOURS}) end as closes_at from ${passkey} where is_founding)
        select ${iso(sql`closes_at`)} as "closesAt", coalesce(closes_at <= now(), false) as "isClosed",
          (select count(distinct officer_id)::int from ${passkey} where active_at <= now() and revoked_at is null) as holders
        from first`,
  )
  return row ?? { closesAt: null, isClosed: false, holders: 0 }
}
