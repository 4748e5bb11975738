// Statements shown before signing, the sign-offs that use them up, and whose signature could count.
import { type SQL, sql } from 'drizzle-orm'
import type { ChangeKind } from '@/lib/domain/change'
import type { PasskeyEvidence } from '@/lib/domain/signoff-evidence'
import type { Decision } from '@/lib/domain/signoff'
import type { SubjectType } from '@/lib/domain/subject-state'
import { onlyRow, type Queryable, rowsOf } from './client'
import { iso } from './moment'
import {
  deskChange,
  logEntry,
  officer,
  officerOwner,
  participant,
  passkey,
  signoff,
  signoffStatement,
} from './schema'

export type SubjectKey = { subjectType: SubjectType; subjectId: string; revision: number }

export type StatementRow = SubjectKey & {
  challengeId: string
  officerId: string
  credentialId: string
  decision: Decision
  statement: string
  challenge: string
  reason: string
  reasonSalt: string
  issuedAt: string
  expiresAt: string
}

export const insertStatement = (db: Queryable, row: StatementRow) =>
  rowsOf(
    db,
    sql`insert into ${signoffStatement} (challenge_id, subject_type, subject_id, revision, officer_id, credential_id, decision, statement,
          challenge, reason, reason_salt, issued_at, expires_at)
        values (${row.challengeId}, ${row.subjectType}, ${row.subjectId}, ${row.revision}, ${row.officerId}, ${row.credentialId},
          ${row.decision}, ${row.statement}, ${row.challenge}, ${row.reason}, ${row.reasonSalt}, ${row.issuedAt}, ${row.expiresAt})`,
  )

/** An unused statement of this officer that is still fresh by the database's clock. */
export const freshStatement = (db: Queryable, key: { challengeId: string; officerId: string }) =>
  onlyRow<StatementRow>(
    db,
    sql`select challenge_id as "challengeId", subject_type as "subjectType", subject_id as "subjectId", revision,
          officer_id as "officerId", credential_id as "credentialId", decision, statement, challenge, reason,
          reason_salt as "reasonSalt", ${iso(sql`issued_at`)} as "issuedAt", ${iso(sql`expires_at`)} as "expiresAt"
        from ${signoffStatement} t where challenge_id = ${key.challengeId} and officer_id = ${key.officerId} and expires_at > now()
          and credential_id is not null
          and not exists (select from ${signoff} s where s.challenge_id = t.challenge_id)`,
  )

export const insertSignoff = (
  db: Queryable,
  row: Pick<
    StatementRow,
    'challengeId' | 'subjectType' | 'subjectId' | 'revision' | 'officerId' | 'decision'
  > & {
    part: 'author' | 'approver'
    evidence: PasskeyEvidence
    takesBack: string | null
  },
) =>
  rowsOf(
    db,
    sql`insert into ${signoff} (challenge_id, subject_type, subject_id, revision, officer_id, part, decision, evidence, takes_back)
        values (${row.challengeId}, ${row.subjectType}, ${row.subjectId}, ${row.revision}, ${row.officerId}, ${row.part}, ${row.decision},
          ${JSON.stringify(row.evidence)}::jsonb, ${row.takesBack})`,
  )

/** Answers the part that the officer has: the one he took first stays. */
export const takePart = async (
  db: Queryable,
  row: Omit<SubjectKey, 'revision'> & { officerId: string; part: 'author' | 'approver' },
): Promise<'author' | 'approver'> => {
  const taken = await onlyRow<{ part: 'author' | 'approver' }>(
    db,
    sql`insert into ${participant} (subject_type, subject_id, officer_id, part)
        values (${row.subjectType}, ${row.subjectId}, ${row.officerId}, ${row.part})
        on conflict (subject_type, subject_id, officer_id) do nothing returning part`,
  )
  if (taken) return taken.part
  const held = await onlyRow<{ part: 'author' | 'approver' }>(
    db,
    sql`select part from ${participant} where (subject_type, subject_id, officer_id) = (${row.subjectType}, ${row.subjectId}, ${row.officerId})`,
  )
  return held?.part ?? row.part
}

export type SignoffRow = {
  challengeId: string
  officerId: string
  name: string
  pseudonym: string
  group: string
  decision: Decision
  reason: string
  signedAt: string
  statement: string
  challenge: string
  evidence: PasskeyEvidence
  credentialId: string | null
  keyName: string | null
  takesBack: string | null
  /** Whether it is an approval that counts now. */
  counts: boolean
  logIndex: number | null
}

export const signoffsOf = (db: Queryable, key: SubjectKey) =>
  rowsOf<SignoffRow>(
    db,
    sql`select s.challenge_id as "challengeId", s.officer_id::text as "officerId", o.name, o.pseudonym, o."group", s.decision, t.reason, t.statement, t.challenge, s.evidence,
          t.credential_id as "credentialId", k.name as "keyName", s.takes_back as "takesBack", ${iso(sql`s.signed_at`)} as "signedAt",
          s.decision = 'approve' and exists (select from counting_approvals(s.subject_type, s.subject_id, s.revision) a
            where a.officer_id = s.officer_id) as counts,
          (select e.index::float8 from ${logEntry} e where e.type = 'decision' and e.subject = t.challenge) as "logIndex"
        from ${signoff} s join ${signoffStatement} t on t.challenge_id = s.challenge_id join ${officer} o on o.id = s.officer_id
          left join ${passkey} k on k.credential_id = t.credential_id
        where (s.subject_type, s.subject_id, s.revision) = (${key.subjectType}, ${key.subjectId}, ${key.revision})
        order by s.signed_at, "logIndex"`,
  )

export type ActorKeyRow = {
  credentialId: string
  credentialIdHash: string
  name: string
  publicKey: string
  counter: number
  transports: string[]
  isDeviceBound: boolean
  /** In force for every loss: founding, and its officer's roles are those of the beginning. */
  isFounding: boolean
  /** Since when key and roles are as they are. */
  since: string
}

/** The keys of an officer that are in force, the one used last first. */
export const keysInForce = (db: Queryable, officerId: string) =>
  rowsOf<ActorKeyRow>(
    db,
    sql`select credential_id as "credentialId", credential_id_hash as "credentialIdHash", k.name, public_key as "publicKey",
          counter::float8 as counter, transports, is_device_bound as "isDeviceBound", is_founding and o.changed_at is null as "isFounding",
          ${iso(sql`greatest(active_at, o.changed_at)`)} as since
        from ${passkey} k join ${officer} o on o.id = k.officer_id
        where officer_id = ${officerId} and active_at is not null and revoked_at is null
        order by used_at desc nulls last, active_at, credential_id`,
  )

/** Notes that a key was used; undefined where its counter has not gone on, as when a copy signs at the same instant. */
export const noteUse = (db: Queryable, key: { credentialId: string; counter: number }) =>
  onlyRow<{ credentialId: string }>(
    db,
    sql`update ${passkey} set counter = ${key.counter}, used_at = now() where credential_id = ${key.credentialId}
          and (counter < ${key.counter} or (counter = 0 and ${key.counter} = 0)) returning credential_id as "credentialId"`,
  )

/** The sign-off of an officer that a withdrawal would take back: his approval, else his proposal. */
export const standingSignoff = (db: Queryable, key: SubjectKey & { officerId: string }) =>
  onlyRow<{ challengeId: string; challenge: string; decision: Decision }>(
    db,
    sql`select s.challenge_id as "challengeId", t.challenge, s.decision from ${signoff} s join ${signoffStatement} t on t.challenge_id = s.challenge_id
        where (s.subject_type, s.subject_id, s.revision, s.officer_id) = (${key.subjectType}, ${key.subjectId}, ${key.revision}, ${key.officerId})
          and s.decision in ('approve', 'propose') and not exists (select from ${signoff} w where w.takes_back = s.challenge_id)
        order by s.decision limit 1`,
  )

type Reference = { type: SQL; id: SQL; revision: SQL }

/** Columns of any subject that say who has which part in it, for `decide`. */
export const peopleColumns = ({ type, id, revision }: Reference) => sql`
  coalesce((select array_agg(p.officer_id::text) from ${participant} p where (p.subject_type, p.subject_id, p.part) = (${type}, ${id}, 'author')), '{}') as authors,
  coalesce((select array_agg(p.officer_id::text) from ${participant} p where (p.subject_type, p.subject_id, p.part) = (${type}, ${id}, 'approver')), '{}') as deciders,
  coalesce((select jsonb_agg(jsonb_build_object('officerId', a.officer_id, 'group', a.in_group, 'isDeviceBound', a.is_device_bound))
    from counting_approvals(${type}, ${id}, ${revision}) a), '[]') as approvals,
  coalesce((select array_agg(s.officer_id::text) from ${signoff} s
    where (s.subject_type, s.subject_id, s.revision, s.decision) = (${type}, ${id}, ${revision}, 'approve')
      and s.officer_id not in (select a.officer_id from counting_approvals(${type}, ${id}, ${revision}) a)), '{}') as lapsed,
  (select s.officer_id::text from ${signoff} s where (s.subject_type, s.subject_id, s.revision, s.decision) = (${type}, ${id}, ${revision}, 'propose')) as proposer,
  is_paused() as "isPaused"`

/** Officers who may approve with the keys they hold: one row a person, bound if one of his keys is. */
export const approverPool = (db: Queryable, { keysPerApprover, lossAt }: PoolQuery) =>
  rowsOf<{ officerId: string; group: string; isDeviceBound: boolean }>(
    db,
    sql`select o.id::text as "officerId", o."group",
          coalesce(bool_or(k.is_device_bound) filter (where ${isSince(lossAt)}), false) as "isDeviceBound"
        from ${officer} o join ${passkey} k on k.officer_id = o.id and k.active_at is not null and k.revoked_at is null
        where o.disabled_at is null and 'approver' = any(o.roles) group by o.id
        having count(*) >= ${keysPerApprover} and bool_or(${isSince(lossAt)})`,
  )
/** `lossAt`: the first loss, before which keys had to be in force; null where none matters. */
type PoolQuery = { keysPerApprover: number; lossAt: string | null }
const isSince = (lossAt: string | null) =>
  sql`(${lossAt}::timestamptz is null or (k.is_founding and o.changed_at is null)
    or greatest(k.active_at, o.changed_at) <= ${lossAt}::timestamptz)`

/** Officers to whom an account or owner of a snapshot belongs. */
export const ownersIn = async (db: Queryable, snapshotId: string): Promise<string[]> => {
  const rows = await rowsOf<{ officerId: string }>(
    db,
    sql`select distinct w.officer_id::text as "officerId" from ${officerOwner} w
        where exists (select from claim c where c.snapshot_id = ${snapshotId} and c.account = w.owner)
          or exists (select from claim c where c.snapshot_id = ${snapshotId} and c.owner = w.owner)`,
  )
  return rows.map(({ officerId }) => officerId)
}

export const authorPseudonyms = async (
  db: Queryable,
  { subjectType, subjectId }: { subjectType: string; subjectId: string },
): Promise<string[]> => {
  const rows = await rowsOf<{ pseudonym: string }>(
    db,
    sql`select o.pseudonym from ${participant} p join ${officer} o on o.id = p.officer_id where (p.subject_type, p.subject_id, p.part) = (${subjectType}, ${subjectId}, 'author')`,
  )
  return rows.map(({ pseudonym }) => pseudonym)
}

export type LoggedKeyRow = { index: number; body: string; storedKey: string | null }

/** Every entry of the log about these keys, oldest first; `before`: none from that index on. */
export const loggedKeys = (
  db: Queryable,
  { hashes, before }: { hashes: readonly string[]; before: number | null },
) =>
  rowsOf<LoggedKeyRow>(
    db,
    sql`select e.index::float8 as index, e.body, k.public_key as "storedKey"
        from unnest(${sql.param(hashes)}::text[]) as h(hash) join ${logEntry} e on e.type = 'key' and starts_with(e.subject, h.hash || '/')
          left join ${passkey} k on k.credential_id_hash = h.hash
        where ${before}::bigint is null or e.index < ${before}::bigint order by e.index`,
  )

/** Every decision about a subject that the log holds; `from`: an index before the first of them. */
export const loggedDecisions = (db: Queryable, key: SubjectKey & { from: number }) =>
  rowsOf<{ index: number; challenge: string }>(
    db,
    sql`select e.index::float8 as index, e.subject as challenge from ${logEntry} e where e.type = 'decision' and e.index >= ${key.from}
          and e.body::jsonb @> ${JSON.stringify({ subjectType: key.subjectType, subjectId: key.subjectId, revision: String(key.revision) })}::jsonb
        order by e.subject collate "C"`,
  )

/** What was decided with a statement that is used up. */
export const decisionOf = (db: Queryable, challengeId: string) =>
  onlyRow<{ challenge: string; subjectId: string; decision: Decision }>(
    db,
    sql`select t.challenge, s.subject_id as "subjectId", s.decision from ${signoff} s join ${signoffStatement} t on t.challenge_id = s.challenge_id
        where s.challenge_id = ${challengeId}`,
  )

/** What one person does to the desk alone and at once. */
type DoneAlone = Exclude<
  ChangeKind,
  'policy-adopted' | 'officer-added' | 'key-added' | 'resumed' | 'account-unlinked'
>

/** The decision at an index of the log, if it vetoes something or changed the desk at once; not one's own key given up. */
export const alarmingDecision = (db: Queryable, index: number) =>
  onlyRow<{ decision: 'veto' | DoneAlone; reason: string }>(
    db,
    sql`select coalesce(c.kind, 'veto') as decision, t.reason
        from ${logEntry} e join ${signoffStatement} t on t.challenge = e.subject join ${signoff} s on s.challenge_id = t.challenge_id
          left join ${deskChange} c on s.decision = 'propose' and (c.subject_type, c.id, c.state) = (s.subject_type, s.subject_id, 'executed')
          left join ${officer} o on o.id = s.officer_id
        where e.type = 'decision' and e.index = ${index} and (s.decision = 'veto'
          or (c.id is not null and not (c.kind = 'key-revoked' and c.change ->> 'officer' = o.pseudonym)))`,
  )
