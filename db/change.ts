// Changes of the desk: their rows, and what each of them does to officers, keys and policies.
import { sql } from 'drizzle-orm'
import type { Change, ChangeKind } from '@/lib/domain/change'
import type { Approval } from '@/lib/domain/quorum'
import type { State, SubjectType } from '@/lib/domain/subject-state'
import { onlyRow, type Queryable, rowsOf } from './client'
import { iso } from './moment'
import { deskChange, logEntry, officer, officerOwner, passkey, signoff } from './schema'
import { peopleColumns } from './signoff'

/** Who is added: known inside only, what is signed names his pseudonym. */
export type Person = { issuer: string; subject: string; name: string; salt: string }
/** Which account is an officer's own: known inside only, what is signed names its salted digest. */
export type OwnAccount = { account: string; salt: string }

export type ChangeRow = {
  id: string
  nonce: number
  subjectType: Exclude<SubjectType, 'clawback'>
  kind: ChangeKind
  state: State
  change: Change
  person: Person | null
  own: OwnAccount | null
  reason: string
  authorId: string
  authorName: string
  authorPseudonym: string
  /** Name of the officer whom it is about, if there is one already. */
  aboutName: string | null
  aboutId: string | null
  createdAt: string
  subject: string | null
  subjectDigest: string | null
  summary: string | null
  proposedAt: string | null
  decideBy: string | null
  notBefore: string | null
  expiresAt: string | null
  executedAt: string | null
  /** Of the entry that says it took effect. */
  logIndex: number | null
  /** Officer ids of everybody who signed anything about it. */
  signers: string[]
  authors: string[]
  deciders: string[]
  approvals: Approval[]
  lapsed: string[]
  proposer: string | null
  isPaused: boolean
}

const columns = sql`select c.id, c.nonce, c.subject_type as "subjectType", c.kind, c.state, c.change, c.reason,
    case when c.kind = 'officer-added' then c.person end as person, case when c.kind <> 'officer-added' then c.person end as own,
    c.author_id as "authorId", o.name as "authorName", o.pseudonym as "authorPseudonym", ${iso(sql`c.created_at`)} as "createdAt",
    about.name as "aboutName", about.id::text as "aboutId", c.subject, c.subject_digest as "subjectDigest", c.summary, ${iso(sql`c.proposed_at`)} as "proposedAt",
    ${iso(sql`c.decide_by`)} as "decideBy", ${iso(sql`c.not_before`)} as "notBefore", ${iso(sql`c.expires_at`)} as "expiresAt",
    ${iso(sql`c.executed_at`)} as "executedAt",
    (select e.index::float8 from ${logEntry} e where e.type = 'change' and e.subject = c.id) as "logIndex",
    coalesce((select array_agg(distinct s.officer_id::text) from ${signoff} s where (s.subject_type, s.subject_id) = (c.subject_type, c.id)), '{}') as signers,
    ${peopleColumns({ type: sql`c.subject_type`, id: sql`c.id`, revision: sql`1` })}
  from ${deskChange} c join ${officer} o on o.id = c.author_id
    left join ${officer} about on about.pseudonym = c.change ->> 'officer'`

export const changeById = (db: Queryable, changeId: string) =>
  onlyRow<ChangeRow>(db, sql`${columns} where c.id = ${changeId}`)

/** Every command on a change waits here for the one before it. */
export const lockChangeRow = async (db: Queryable, changeId: string) => {
  await rowsOf(db, sql`select from ${deskChange} where id = ${changeId} for update`)
  return changeById(db, changeId)
}

type Reader = { officerId: string; isAdmin: boolean }
const MOST_ENDED = 200
const isOpen = sql`(c.state = 'proposed' and c.decide_by > now() or c.state = 'approved' and c.expires_at > now())`

/** What waits for a decision or its time first, all of it; then what ended and drafts, newest first. Drafts are their author's and administrators'. */
export const listChangeRows = (db: Queryable, { officerId, isAdmin }: Reader) =>
  rowsOf<ChangeRow>(
    db,
    sql`${columns} where ${isOpen} or c.id in (
          select c.id from ${deskChange} c where not ${isOpen} and (c.state <> 'draft' or c.author_id = ${officerId} or ${isAdmin})
          order by c.nonce desc limit ${MOST_ENDED})
        order by ${isOpen} desc, c.nonce desc`,
  )

/** Two drafts never get one number, nor slip past the bound together. */
export const lockDrafts = (db: Queryable) =>
  rowsOf(db, sql`select pg_advisory_xact_lock(hashtext('ballast/change-draft'))`)

/** Drafts of an officer that are younger than a day. */
export const openDrafts = async (db: Queryable, authorId: string): Promise<number> => {
  const row = await onlyRow<{ count: number }>(
    db,
    sql`select count(*)::int as count from ${deskChange}
        where state = 'draft' and author_id = ${authorId} and created_at > now() - interval '24 hours'`,
  )
  return row?.count ?? 0
}

/** The same change by the same officer, drafted once more, takes the place of the draft before. */
export const supersedeDrafts = (db: Queryable, row: Pick<ChangeRow, 'change' | 'authorId'>) =>
  rowsOf(
    db,
    sql`update ${deskChange} set state = 'superseded', decided_at = now()
        where state = 'draft' and author_id = ${row.authorId} and change = ${JSON.stringify(row.change)}::jsonb`,
  )

export const insertChange = (
  db: Queryable,
  row: Pick<ChangeRow, 'subjectType' | 'kind' | 'change' | 'reason' | 'authorId'> & {
    inside: Person | OwnAccount | null
  },
) =>
  onlyRow<{ id: string }>(
    db,
    sql`insert into ${deskChange} (nonce, subject_type, kind, change, person, reason, author_id)
        select coalesce(max(nonce), 0) + 1, ${row.subjectType}, ${row.kind}, ${JSON.stringify(row.change)}::jsonb,
          ${row.inside === null ? null : JSON.stringify(row.inside)}::jsonb, ${row.reason}, ${row.authorId}::uuid
        from ${deskChange} returning id`,
  )

export const writeSubject = (
  db: Queryable,
  changeId: string,
  row: Record<
    'subject' | 'subjectDigest' | 'summary' | 'proposedAt' | 'decideBy' | 'notBefore' | 'expiresAt',
    string
  >,
) =>
  rowsOf(
    db,
    sql`update ${deskChange} set subject = ${row.subject}, subject_digest = ${row.subjectDigest}, summary = ${row.summary},
          proposed_at = ${row.proposedAt}, decide_by = ${row.decideBy}, not_before = ${row.notBefore}, expires_at = ${row.expiresAt}
        where id = ${changeId} and state = 'draft'`,
  )

export const moveChange = (
  db: Queryable,
  changeId: string,
  { from, to }: { from: State; to: State },
) =>
  onlyRow<{ executedAt: string | null }>(
    db,
    sql`update ${deskChange} set state = ${to}, decided_at = now(), executed_at = case when ${to} = 'executed' then now() end,
          not_before = greatest(not_before, case when ${from} = 'draft' and ${to} = 'proposed' then now() + (not_before - proposed_at) end)
        where id = ${changeId} and state = ${from} returning ${iso(sql`executed_at`)} as "executedAt"`,
  )

/**
 * Approved changes whose quorum another change has just taken away are proposals again. One that
 * somebody commands right now is left to him: he asks for the quorum again before he does anything.
 */
export const reopenChanges = (db: Queryable) =>
  rowsOf(
    db,
    sql`update ${deskChange} set state = 'proposed', decided_at = now() where id in (
          select c.id from ${deskChange} c where c.state = 'approved'
            and not is_quorum_met(c.subject::jsonb -> 'quorum', c.subject_type, c.id, 1) for update skip locked)`,
  )

export type HeldKey = {
  credentialId: string
  credentialIdHash: string
  publicKey: string
  isDeviceBound: boolean
  isFounding: boolean
  isActive: boolean
  isRevoked: boolean
  officer: string
  officerName: string
  officerId: string
  activeAt: string | null
  /** When its officer got the roles that he has; null from the beginning. */
  changedAt: string | null
  /** How many entries of the log speak of it. */
  entries: number
}

const keyColumns = sql`select k.credential_id as "credentialId", k.credential_id_hash as "credentialIdHash", k.public_key as "publicKey",
    k.is_device_bound as "isDeviceBound", k.is_founding as "isFounding", k.active_at is not null as "isActive",
    k.revoked_at is not null as "isRevoked", o.pseudonym as officer, o.name as "officerName", o.id::text as "officerId",
    ${iso(sql`k.active_at`)} as "activeAt", ${iso(sql`o.changed_at`)} as "changedAt",
    (select count(*)::int from ${logEntry} e where e.type = 'key' and starts_with(e.subject, k.credential_id_hash || '/')) as entries
  from ${passkey} k join ${officer} o on o.id = k.officer_id`

export const keyByHash = (db: Queryable, credentialIdHash: string) =>
  onlyRow<HeldKey>(db, sql`${keyColumns} where k.credential_id_hash = ${credentialIdHash}`)

/** Every key of an officer that is not revoked, also those that wait. */
export const keysHeldBy = (db: Queryable, pseudonym: string) =>
  rowsOf<HeldKey>(
    db,
    sql`${keyColumns} where o.pseudonym = ${pseudonym} and k.revoked_at is null order by k.credential_id`,
  )

export const activeKeysOf = (db: Queryable, pseudonym: string) =>
  rowsOf<HeldKey>(
    db,
    sql`${keyColumns} where o.pseudonym = ${pseudonym} and k.active_at is not null and k.revoked_at is null order by k.credential_id`,
  )

export const activateKey = (db: Queryable, credentialIdHash: string) =>
  rowsOf(
    db,
    sql`update ${passkey} set active_at = now() where credential_id_hash = ${credentialIdHash} and active_at is null and revoked_at is null`,
  )

export const revokeKey = (db: Queryable, credentialIdHash: string) =>
  rowsOf(
    db,
    sql`update ${passkey} set revoked_at = now() where credential_id_hash = ${credentialIdHash} and revoked_at is null`,
  )

export const setRoles = (
  db: Queryable,
  row: { pseudonym: string; roles: readonly string[]; group: string; isNarrowing: boolean },
) =>
  rowsOf(
    db,
    sql`update ${officer} set roles = string_to_array(${row.roles.join(',')}, ','), "group" = ${row.group},
          changed_at = case when ${row.isNarrowing} then changed_at else now() end where pseudonym = ${row.pseudonym}`,
  )

export const removeOfficer = (db: Queryable, pseudonym: string) =>
  rowsOf(
    db,
    sql`update ${officer} set disabled_at = now() where pseudonym = ${pseudonym} and disabled_at is null`,
  )

export const officerByPseudonym = (db: Queryable, pseudonym: string) =>
  onlyRow<{ id: string; name: string; roles: string[]; group: string; isRemoved: boolean }>(
    db,
    sql`select id::text, name, roles, "group", disabled_at is not null as "isRemoved" from ${officer} where pseudonym = ${pseudonym}`,
  )

/** Taken before a change takes effect: two of them never look at the same desk. */
export const lockDesk = (db: Queryable) =>
  rowsOf(db, sql`select pg_advisory_xact_lock(hashtext('ballast/desk'))`)

export const isDeskPaused = async (db: Queryable): Promise<boolean> =>
  (await onlyRow<{ is: boolean }>(db, sql`select is_paused() as is`))?.is ?? false

type Ownership = { pseudonym: string; account: string }

export const isLinked = async (
  db: Queryable,
  { pseudonym, account }: Ownership,
): Promise<boolean> => {
  const row = await onlyRow(
    db,
    sql`select from ${officerOwner} w join ${officer} o on o.id = w.officer_id where o.pseudonym = ${pseudonym} and w.owner = ${account}`,
  )
  return row !== undefined
}

export const linkAccount = (db: Queryable, { pseudonym, account }: Ownership) =>
  rowsOf(
    db,
    sql`insert into ${officerOwner} (officer_id, owner) select id, ${account} from ${officer} where pseudonym = ${pseudonym}`,
  )

export const unlinkAccount = (db: Queryable, { pseudonym, account }: Ownership) =>
  rowsOf(
    db,
    sql`delete from ${officerOwner} w using ${officer} o where o.id = w.officer_id and o.pseudonym = ${pseudonym} and w.owner = ${account}`,
  )

/** The change that took effect by exactly these decisions, and where the log says so. */
export const changeByDecisions = (db: Queryable, decisions: readonly string[]) =>
  onlyRow<
    Pick<ChangeRow, 'id' | 'subjectType' | 'change' | 'subject' | 'subjectDigest'> & {
      index: number
    }
  >(
    db,
    sql`select c.id, c.subject_type as "subjectType", c.change, c.subject, c.subject_digest as "subjectDigest", e.index::float8 as index
        from ${logEntry} e join ${deskChange} c on c.id = e.subject
        where e.type = 'change' and e.body::jsonb -> 'decisions' = ${JSON.stringify(decisions)}::jsonb and c.state = 'executed'`,
  )
