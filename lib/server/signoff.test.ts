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
import {
  approve,
  call,
  done,
  draft,
  newOfficer,
  newVenue,
  propose,
  runInputOf,
  saysTo,
  sign,
} from './venue.example'
import { prepareSignoff, recordSignoff } from './signoff'

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
            from signoff_statement t join signoff s using (challenge_id) where t.clawback_id = r.clawback_id) as statements
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
  const statements = [
    sql`insert into clawback_participant values (${ref.clawbackId}, ${author.id}, 'author')`,
    sql`insert into signoff_statement select ${challengeId}, clawback_id, revision, ${author.id}, 'approve', statement, challenge, reason,
          reason_salt, issued_at, expires_at from signoff_statement where clawback_id = ${ref.clawbackId}`,
  ]
  for (const statement of statements) expect(await saysTo(statement)).toBe('done')
  const signing = (part: string) =>
    sql`insert into signoff values (${challengeId}, ${ref.clawbackId}, 1, ${author.id}, ${part}, 'approve', '{}')`
  expect(await saysTo(signing('author'))).toBe(SAYS.CHECK)
  expect(await saysTo(signing('approver'))).toBe(SAYS.FOREIGN)
  const asApprover = sql`insert into clawback_participant values (${ref.clawbackId}, ${author.id}, 'approver')`
  expect(await saysTo(asApprover)).toBe(SAYS.UNIQUE)
  const turned = sql`update clawback_participant set part = 'approver' where officer_id = ${author.id}`
  expect(await saysTo(turned)).toBe(SAYS.DENIED)
})

test('refuses an approval in SQL that nobody prepared', async () => {
  const venue = await newVenue()
  const ref = await propose(venue)
  await database().transact((tx) =>
    rowsOf(
      tx,
      sql`insert into clawback_participant values (${ref.clawbackId}, ${venue.approver.id}, 'approver')`,
    ),
  )
  const forged = sql`insert into signoff values (${'f'.repeat(64)}, ${ref.clawbackId}, 1, ${venue.approver.id}, 'approver', 'approve', '{}')`
  expect(await saysTo(forged)).toBe(SAYS.FOREIGN)
})

test('a statement is used once', async () => {
  const venue = await newVenue()
  const ref = await propose(venue)
  const { challengeId } = done(
    await call(prepareSignoff, venue.approver, { ...ref, decision: 'approve', reason: '' }),
  )
  const input = { clawbackId: ref.clawbackId, challengeId, evidence: { kind: 'session' } }
  done(await call(recordSignoff, venue.approver, input))
  expect(await call(recordSignoff, venue.approver, input)).toMatchObject({
    code: 'statement-spent',
  })
})

test('a statement is signed by nobody but the officer it was made for', async () => {
  const venue = await newVenue()
  const ref = await propose(venue)
  const { challengeId } = done(
    await call(prepareSignoff, venue.approver, { ...ref, decision: 'approve', reason: '' }),
  )
  const other = await newOfficer('approver')
  const outcome = await call(recordSignoff, other, {
    clawbackId: ref.clawbackId,
    challengeId,
    evidence: { kind: 'session' },
  })
  expect(outcome).toMatchObject({ code: 'statement-spent' })
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

test('editing a draft while its proposal is signed leaves one live revision', async () => {
  const venue = await newVenue()
  const ref = await draft(venue)
  const prepared = await call(prepareSignoff, venue.analyst, {
    ...ref,
    decision: 'propose',
    reason: '',
  })
  const { challengeId } = done(prepared)
  const signing = { clawbackId: ref.clawbackId, challengeId, evidence: { kind: 'session' } }
  const [edited] = await Promise.all([
    call(saveDraft, venue.analyst, { ...runInputOf(venue), clawbackId: ref.clawbackId }),
    call(recordSignoff, venue.analyst, signing),
  ])
  expect(done(edited).revision).toBe(2)
  const states = await database().read((db) =>
    rowsOf<{ state: string }>(
      db,
      sql`select state from clawback_revision where clawback_id = ${ref.clawbackId} order by revision`,
    ),
  )
  expect(states.map(({ state }) => state)).toEqual(['superseded', 'draft'])
})

test('a sign-off is recorded at the address of its own run only', async () => {
  const [venue, other] = [await newVenue(), await newVenue()]
  const [ref, elsewhere] = [await propose(venue), await propose(other)]
  const prepared = await call(prepareSignoff, venue.approver, {
    ...ref,
    decision: 'approve',
    reason: '',
  })
  const { challengeId } = done(prepared)
  const outcome = await call(recordSignoff, venue.approver, {
    clawbackId: elsewhere.clawbackId,
    challengeId,
    evidence: { kind: 'session' },
  })
  expect(outcome).toMatchObject({ code: 'statement-spent' })
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
