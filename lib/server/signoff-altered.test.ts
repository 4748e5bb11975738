// Guarantees against whoever owns the database: what he alters beneath every guard is not released.
import { type SQL, sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { rowsOf, type Transaction } from '@/db/client'
import { entryAbout } from '@/db/log'
import { appendToLog } from '@/db/log-book'
import { nowOf } from '@/db/moment'
import { foundingWindow, insertCeremony, insertPasskey } from '@/db/passkey'
import { type Authenticator, newAuthenticator } from '@/lib/domain/authenticator.example'
import type { LogEntry } from '@/lib/domain/log-entry'
import { credentialIdHash } from '@/lib/domain/passkey'
import type { SignoffStatement } from '@/lib/domain/signoff'
import type { SubjectRef } from '@/lib/wire/signoff'
import { draftChange, executeChange } from './change'
import { takeEffect } from './change-effect'
import { saveDraft } from './clawback'
import { database } from './database'
import { executeClawback } from './execution'
import { logBook } from './log-book'
import { finishLossImport, startLossImport, storeLossChunk } from './loss'
import { type Officer, randomHex } from './officer'
import { asOwner, tamper, uniqueName } from './owner.example'
import { newPolicy, ONE_APPROVAL } from './policy.example'
import { recordSignoff } from './signoff'
import {
  approve,
  authenticatorOf,
  call,
  done,
  draft,
  evidenceOf,
  newOfficer,
  newVenue,
  prepare,
  propose,
  type Ref,
  runInputOf,
  sign,
  type Venue,
} from './venue.example'

const after = (seconds: number) => new Promise((go) => setTimeout(go, seconds * 1000))

type Rewriting = { entries: SQL; from: string; to: string }
/** Other words in entries of the log, whose leaves follow. */
const rewrite = async ({ entries, from, to }: Rewriting): Promise<void> => {
  await tamper(
    'log_entry',
    sql`update log_entry set body = replace(body, ${from}, ${to}) where ${entries}`,
  )
  await tamper(
    'log_node',
    sql`update log_node n set hash = sha256('\\x00'::bytea || convert_to(e.body, 'UTF8'))
        from (select index, body from log_entry where ${entries}) e where n.level = 0 and n.index = e.index`,
  )
}

/** What release says of a run while entries of the log read otherwise. */
const saidWhile = async (rewriting: Rewriting, by: Officer, ref: Ref): Promise<string> => {
  await rewrite(rewriting)
  const said = await saidOf(by, ref)
  const { entries, from, to } = rewriting
  await rewrite({ entries, from: to, to: from })
  return said
}

const saidOf = async (by: Officer, ref: Ref): Promise<string> => {
  const outcome = await call(executeClawback, by, ref)
  return outcome.kind === 'refusal' ? outcome.sentence : outcome.kind
}

const NOT_AS_SIGNED = 'the transparency log in the database is not the one that was signed'

test('refuses a key that was put in the place of another, in its row, its entry and its leaf', async () => {
  const venue = await newVenue()
  const ref = await propose(venue)
  const [own, other] = [authenticatorOf(venue.approver), newAuthenticator()]
  const hash = credentialIdHash(own.credentialId)
  const holds = ({ publicKey }: Authenticator) =>
    tamper(
      'passkey',
      sql`update passkey set public_key = ${publicKey} where credential_id_hash = ${hash}`,
    )
  await holds(other)
  const { challengeId, challenge } = done(await prepare(venue.approver, ref, 'approve'))
  const evidence = { ...evidenceOf(other, challenge), credentialId: own.credentialId }
  done(await call(recordSignoff, venue.approver, { challengeId, evidence }))
  expect(await saidOf(venue.approver, ref)).toContain('a stored key is not the one')
  const rewriting = {
    entries: sql`type = 'key' and subject = ${`${hash}/1`}`,
    ...{ from: own.publicKey, to: other.publicKey },
  }
  expect(await saidWhile(rewriting, venue.approver, ref)).toContain(NOT_AS_SIGNED)
  await holds(own)
  expect(await saidOf(venue.approver, ref)).toContain('a signature does not hold any more')
})

test('refuses a vetoed run whose veto was deleted, and is about another run in the log', async () => {
  const venue = await newVenue()
  const ref = await approve(venue)
  const other = await newOfficer('approver')
  const { challengeId, challenge } = done(await prepare(other, ref, 'veto', { reason: 'stop' }))
  const evidence = evidenceOf(authenticatorOf(other), challenge)
  done(await call(recordSignoff, other, { challengeId, evidence }))
  await tamper('signoff', sql`delete from signoff where challenge_id = ${challengeId}`)
  const state = sql`update clawback_revision set state = 'approved' where clawback_id = ${ref.clawbackId}`
  await tamper('clawback_revision', state)
  const entries = sql`type = 'decision' and subject = ${challenge}`
  const rewriting = { entries, from: ref.clawbackId, to: 'CB-1999-999' }
  expect(await saidWhile(rewriting, venue.approver, ref)).toContain(NOT_AS_SIGNED)
  expect(await saidOf(venue.approver, ref)).toContain('not those that stand in the log')
})

test('refuses a run that its author approved once his name was taken off it', async () => {
  const venue = await newVenue()
  const author = await newOfficer('analyst', 'approver')
  const ref = done(await call(saveDraft, author, runInputOf(venue)))
  done(await sign(venue.analyst, ref, 'propose'))
  expect(await sign(author, ref, 'approve')).toMatchObject({ code: 'author-decides' })
  await tamper(
    'participant',
    sql`delete from participant where subject_id = ${ref.clawbackId} and officer_id = ${author.id}`,
  )
  done(await sign(author, ref, 'approve'))
  expect(await saidOf(author, ref)).toContain('its authors are not those who stand in what was')
})

test('lets the cooling-off run from the recorded proposal, however long its statement lay', async () => {
  const venue = await newVenue()
  const tiers = ONE_APPROVAL.tiers.map((tier) => ({ ...tier, coolingOffSeconds: '3' }))
  const policyId = await newPolicy({ signoff: { ...ONE_APPROVAL, tiers } })
  const ref = await draft(venue, { policyId })
  const { challengeId, challenge } = done(await prepare(venue.analyst, ref, 'propose'))
  await after(3.5)
  const evidence = evidenceOf(authenticatorOf(venue.analyst), challenge)
  done(await call(recordSignoff, venue.analyst, { challengeId, evidence }))
  done(await sign(venue.approver, ref, 'approve'))
  const early = await call(executeClawback, venue.approver, ref)
  expect(early).toMatchObject({ code: 'too-early' })
  await after(4)
  done(await call(executeClawback, venue.approver, ref))
})

const ROLLED_BACK = new Error('rolled back')

test('the first start closes a day after the first key, but only once two hold one', async () => {
  const people = [await newOfficer('admin'), await newOfficer('approver')] as const
  const attempt = asOwner().transact(async (tx) => {
    await rowsOf(tx, sql`alter table passkey disable trigger user`)
    await rowsOf(tx, sql`update passkey set is_founding = false`)
    await storeKey(tx, people[0], { isFounding: true })
    await rowsOf(
      tx,
      sql`update passkey set active_at = now() - interval '25 hours' where is_founding`,
    )
    await rowsOf(tx, sql`alter table passkey enable trigger user`)
    expect(await foundingWindow(tx)).toMatchObject({ isClosed: false, closesAt: null })
    await storeKey(tx, people[1], { isFounding: true })
    expect(await foundingWindow(tx)).toMatchObject({ isClosed: true })
    await expect(storeKey(tx, people[1], { isFounding: true })).rejects.toMatchObject({
      cause: { message: 'the first start is over' },
    })
    throw ROLLED_BACK
  })
  await expect(attempt).rejects.toThrow('rolled back')
})

/** A key as its enrolment leaves it; one that founds nothing waits. */
const storeKey = async (
  tx: Transaction,
  officer: Officer,
  { isFounding }: { isFounding: boolean },
): Promise<Authenticator> => {
  const authenticator = newAuthenticator()
  const { credentialId, publicKey } = authenticator
  const challenge = randomHex(32)
  await insertCeremony(tx, { challenge, officerId: officer.id })
  await insertPasskey(tx, {
    ...{ credentialId, credentialIdHash: credentialIdHash(credentialId), publicKey, challenge },
    ...{ officerId: officer.id, name: 'Key', algorithm: -7, counter: 0, transports: [] },
    ...{ aaguid: '', isBackedUp: false, isDeviceBound: false, attestation: '', clientData: '' },
    isFounding,
  })
  return authenticator
}

test('refuses what a key signed that came in by a change whose approval nobody’s key signed', async () => {
  const [admin, approver, venue] = [
    await newAdmin(),
    await newOfficer('approver'),
    await newVenue(),
  ]
  const { key, about } = await admitting(venue.approver, admin)
  await forgeApproval(approver, about)
  const changeId = about.subjectId
  expect(await call(executeChange, admin, { changeId })).toMatchObject({ code: 'stale' })
  // Past the verb, as the application's own role could go.
  await database().transact(async (tx) => takeEffect(tx, { changeId, now: await nowOf(tx) }))
  await after(1.1)
  const ref = await propose({ ...venue, lossIds: await lossesNow(venue) })
  done(await sign(venue.approver, ref, 'approve', '', key))
  const said = await saidOf(venue.approver, ref)
  expect(said).toContain(`a key rests on change ${changeId}, of which a signature does not hold`)
})

test('refuses what a key signed to which a later entry, put into the log, gives other roles', async () => {
  const [admin, approver, venue] = [
    await newAdmin(),
    await newOfficer('approver'),
    await newVenue(),
  ]
  const viewer = await newOfficer('viewer')
  const { key, about } = await admitting(viewer, admin)
  done(await sign(approver, about, 'approve'))
  done(await call(executeChange, admin, { changeId: about.subjectId }))
  await promote(key)
  await tamper('officer', sql`update officer set roles = '{approver}' where id = ${viewer.id}`)
  await after(1.1)
  const ref = await propose({ ...venue, lossIds: await lossesNow(venue) })
  const disguised = { ...viewer, roles: ['approver' as const] }
  done(await sign(disguised, ref, 'approve', '', key))
  expect(await saidOf(venue.approver, ref)).toContain('rests on decisions that were not about it')
})

const newAdmin = () => newOfficer('admin')

/** A key that waits, and the change that is proposed to admit it. */
const admitting = async (officer: Officer, admin: Officer) => {
  const key = await database().transact((tx) => storeKey(tx, officer, { isFounding: false }))
  const change = { kind: 'key-added', credentialIdHash: credentialIdHash(key.credentialId) }
  const { changeId } = done(await call(draftChange, admin, { change, reason: 'a test' }))
  const about = { subjectType: 'officers' as const, subjectId: changeId, revision: 1 }
  done(await sign(admin, about, 'propose'))
  return { key, about }
}

/** Appends once more what the log says of a key, with an approver's role, as the application's role may. */
const promote = async ({ credentialId }: Authenticator): Promise<void> => {
  const hash = credentialIdHash(credentialId)
  await database().transact(async (tx) => {
    const at = await nowOf(tx)
    const row = await entryAbout(tx, { type: 'key', subject: `${hash}/1` })
    const said = JSON.parse(row?.body ?? '{}') as Extract<LogEntry, { type: 'key' }>
    const entry = { ...said, at, roles: ['approver' as const] }
    await appendToLog(tx, await logBook(), { at, entries: [{ entry, subject: `${hash}/2` }] })
  })
}

/** An approval with everything but a signature, written by the application's own role. */
const forgeApproval = async (officer: Officer, about: SubjectRef): Promise<void> => {
  const prepared = done(await prepare(officer, about, 'approve'))
  const { challengeId, challenge } = prepared
  const { subjectDigest, credentialIdHash: hash } = JSON.parse(
    prepared.statement,
  ) as SignoffStatement
  const evidence = evidenceOf(authenticatorOf(officer), 'ab'.repeat(32))
  const { subjectType, subjectId } = about
  await database().transact(async (tx) => {
    const at = await nowOf(tx)
    await rowsOf(
      tx,
      sql`insert into participant (subject_type, subject_id, officer_id, part) values (${subjectType}, ${subjectId}, ${officer.id}, 'approver')`,
    )
    await rowsOf(
      tx,
      sql`insert into signoff (challenge_id, subject_type, subject_id, revision, officer_id, part, decision, evidence)
          values (${challengeId}, ${subjectType}, ${subjectId}, 1, ${officer.id}, 'approver', 'approve', ${JSON.stringify(evidence)}::jsonb)`,
    )
    const entry = {
      ...({ v: 1, type: 'decision', at, kind: 'approve', statementDigest: challenge } as const),
      ...{ subjectType, subjectId, revision: '1', subjectDigest },
      ...{ officer: officer.pseudonym, credentialIdHash: hash },
    }
    await appendToLog(tx, await logBook(), { at, entries: [{ subject: challenge, entry }] })
    await rowsOf(tx, sql`update desk_change set state = 'approved' where id = ${subjectId}`)
  })
}

/** One loss of this second: later than whatever was changed before. */
const lossesNow = async ({ analyst, fundId }: Venue): Promise<string[]> => {
  const now = await database().transact((tx) => nowOf(tx))
  const id = uniqueName('LE')
  const file = { fundId, fileName: 'losses.csv', rows: 1 }
  const { importId } = done(await call(startLossImport, analyst, file))
  const text = `id,time,market,shortfall\n${id},${now},BTC-TST,1000.00`
  done(await call(storeLossChunk, analyst, { importId, firstLine: 2, text }))
  done(await call(finishLossImport, analyst, { importId }))
  return [id]
}
