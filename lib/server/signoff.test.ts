// Guarantees of sign-off on real PostgreSQL: two people, once, in the verb and in the tables.
import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { rowsOf } from '@/db/client'
import { canonicalJson } from '@/lib/domain/canonical-json'
import {
  type Envelope,
  signoffChallenge,
  type SignoffStatement,
  subjectDigest,
} from '@/lib/domain/signoff'
import { saveDraft } from './clawback'
import { database } from './database'
import { saysTo } from './owner.example'
import {
  approve,
  authenticatorOf,
  call,
  done,
  draft,
  newOfficer,
  newVenue,
  prepare,
  propose,
  runInputOf,
  sign,
} from './venue.example'

const challengeId = 'e'.repeat(64)
const SAYS = {
  RESTRICT: '23001',
  FOREIGN: '23503',
  CHECK: '23514',
  UNIQUE: '23505',
  DENIED: '42501',
}

test('a proposal by one officer and an approval by another approve the run', async () => {
  const venue = await newVenue()
  const ref = await draft(venue)
  expect(done(await sign(venue.analyst, ref, 'propose')).state).toBe('proposed')
  expect(done(await sign(venue.approver, ref, 'approve')).state).toBe('approved')
})

test('stores the envelope, its digest and both statements as they were shown', async () => {
  const ref = await approve(await newVenue())
  const [row] = await database().read((db) =>
    rowsOf<{
      envelope: string
      digest: string
      statements: { statement: string; challenge: string }[]
    }>(
      db,
      sql`select envelope, subject_digest as digest, (select jsonb_agg(jsonb_build_object('statement', statement, 'challenge', challenge))
            from signoff_statement t join signoff s using (challenge_id) where t.subject_id = r.clawback_id) as statements
          from clawback_revision r where clawback_id = ${ref.clawbackId}`,
    ),
  )
  const envelope = JSON.parse(row?.envelope ?? '') as Envelope
  expect(canonicalJson(envelope)).toBe(row?.envelope)
  expect(subjectDigest(envelope)).toBe(row?.digest)
  expect(row?.statements).toHaveLength(2)
  for (const { statement, challenge } of row?.statements ?? []) {
    const parsed = JSON.parse(statement) as SignoffStatement
    expect(parsed.subjectDigest).toBe(row?.digest)
    expect(signoffChallenge(parsed)).toBe(challenge)
  }
})

test('refuses the author’s own approval in the verb, whatever roles he holds', async () => {
  const venue = await newVenue()
  const both = await newOfficer('analyst', 'approver')
  const ref = done(await call(saveDraft, both, runInputOf(venue)))
  done(await sign(both, ref, 'propose'))
  expect(await sign(both, ref, 'approve')).toMatchObject({
    kind: 'refusal',
    code: 'author-decides',
  })
})

test('refuses the approval of an author in SQL, under either part', async () => {
  const venue = await newVenue()
  const ref = await propose(venue)
  const author = await newOfficer('analyst', 'approver')
  const { credentialId } = authenticatorOf(author)
  const statements = [
    sql`insert into participant (subject_type, subject_id, officer_id, part) values ('clawback', ${ref.clawbackId}, ${author.id}, 'author')`,
    sql`insert into signoff_statement (challenge_id, subject_type, subject_id, revision, officer_id, credential_id, decision, statement, challenge,
          reason, reason_salt, issued_at, expires_at) select ${challengeId}, subject_type, subject_id, revision, ${author.id}, ${credentialId}, 'approve', statement,
          ${challengeId}, reason, reason_salt, now(), now() + interval '1 minute' from signoff_statement where subject_id = ${ref.clawbackId}`,
  ]
  for (const statement of statements) expect(await saysTo(statement)).toBe('done')
  const signing = (part: string) =>
    sql`insert into signoff (challenge_id, subject_type, subject_id, revision, officer_id, part, decision, evidence) values (${challengeId}, 'clawback', ${ref.clawbackId}, 1, ${author.id}, ${part}, 'approve',
          jsonb_build_object('credentialId', ${credentialId}::text))`
  expect(await saysTo(signing('author'))).toBe(SAYS.CHECK)
  expect(await saysTo(signing('approver'))).toBe(SAYS.FOREIGN)
  const asApprover = sql`insert into participant (subject_type, subject_id, officer_id, part) values ('clawback', ${ref.clawbackId}, ${author.id}, 'approver')`
  expect(await saysTo(asApprover)).toBe(SAYS.UNIQUE)
  const turned = sql`update participant set part = 'approver' where officer_id = ${author.id}`
  expect(await saysTo(turned)).toBe(SAYS.DENIED)
})

test('refuses an approval in SQL that nobody prepared, or that does not stand in the log', async () => {
  const venue = await newVenue()
  const ref = await propose(venue)
  const { challengeId: prepared } = done(await prepare(venue.approver, ref, 'approve'))
  const part = sql`insert into participant (subject_type, subject_id, officer_id, part) values ('clawback', ${ref.clawbackId}, ${venue.approver.id}, 'approver')`
  expect(await saysTo(part)).toBe('done')
  const { credentialId } = authenticatorOf(venue.approver)
  const forged = (challenge: string, key: string) =>
    sql`insert into signoff (challenge_id, subject_type, subject_id, revision, officer_id, part, decision, evidence) values (${challenge}, 'clawback', ${ref.clawbackId}, 1, ${venue.approver.id}, 'approver', 'approve',
          jsonb_build_object('credentialId', ${key}::text))`
  expect(await saysTo(forged('f'.repeat(64), credentialId))).toBe(SAYS.CHECK)
  expect(await saysTo(forged(prepared, 'another'))).toBe(SAYS.CHECK)
  expect(await saysTo(forged(prepared, credentialId))).toBe(SAYS.CHECK)
})

test('a rejection needs a reason and ends the revision', async () => {
  const venue = await newVenue()
  const ref = await propose(venue)
  expect(await sign(venue.approver, ref, 'reject', ' ')).toMatchObject({ code: 'reason-missing' })
  expect(done(await sign(venue.approver, ref, 'reject', 'the snapshot is too old')).state).toBe(
    'rejected',
  )
  expect(await sign(await newOfficer('approver'), ref, 'approve')).toMatchObject({
    code: 'wrong-state',
  })
})

test('a rejected run is proposed again as a new revision, by somebody who has not decided it', async () => {
  const venue = await newVenue()
  const ref = await propose(venue)
  done(await sign(venue.approver, ref, 'reject', 'again please'))
  const again = done(
    await call(saveDraft, venue.analyst, { ...runInputOf(venue), clawbackId: ref.clawbackId }),
  )
  expect(again).toEqual({ clawbackId: ref.clawbackId, revision: 2 })
  expect(done(await sign(venue.analyst, again, 'propose')).state).toBe('proposed')
})

test('approve and reject at the same instant: exactly one is recorded', async () => {
  const venue = await newVenue()
  const [ref, second] = [await propose(venue), await newOfficer('approver')]
  const outcomes = await Promise.all([
    sign(venue.approver, ref, 'approve'),
    sign(second, ref, 'reject', 'no'),
  ])
  expect(outcomes.filter(({ kind }) => kind === 'done')).toHaveLength(1)
  expect(outcomes.filter(({ kind }) => kind === 'refusal')).toHaveLength(1)
})

test('a loss that is in a live proposal cannot be proposed twice, even at the same instant', async () => {
  const venue = await newVenue()
  const [first, second] = [await draft(venue), await draft(venue)]
  const outcomes = await Promise.all([
    sign(venue.analyst, first, 'propose'),
    sign(venue.analyst, second, 'propose'),
  ])
  expect(outcomes.filter(({ kind }) => kind === 'done')).toHaveLength(1)
})

test('what was proposed cannot be changed in SQL, and no state is skipped', async () => {
  const ref = await propose(await newVenue())
  const change = (assignment: ReturnType<typeof sql>) =>
    sql`update clawback_revision set ${assignment} where clawback_id = ${ref.clawbackId}`
  expect(await saysTo(change(sql`envelope = '{}'`))).toBe(SAYS.RESTRICT)
  expect(await saysTo(change(sql`state = 'executed'`))).toBe(SAYS.RESTRICT)
  expect(await saysTo(change(sql`levied = 0`))).toBe(SAYS.DENIED)
  expect(await saysTo(sql`update levy set amount = 0 where clawback_id = ${ref.clawbackId}`)).toBe(
    SAYS.DENIED,
  )
  expect(await saysTo(sql`insert into levy values (${ref.clawbackId}, 1, 'z', 5, 5)`)).toBe(
    SAYS.RESTRICT,
  )
})
