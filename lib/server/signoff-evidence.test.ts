// Guarantees of signing on real PostgreSQL: only the officer's own key, over this very statement, once.
import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, test } from 'vitest'
import { onlyRow } from '@/db/client'
import { type Authenticator, FLAG } from '@/lib/domain/authenticator.example'
import { draftChange } from './change'
import { saveDraft } from './clawback'
import { database } from './database'
import { asOwner, tamper } from './owner.example'
import { recordSignoff } from './signoff'
import {
  authenticatorOf,
  call,
  done,
  evidenceOf,
  giveKey,
  newKey,
  newOfficer,
  newVenue,
  prepare,
  propose,
  type Ref,
  runInputOf,
  sign,
  type Venue,
} from './venue.example'

let venue: Venue
let ref: Ref
let key: Authenticator
beforeAll(async () => {
  venue = await newVenue()
  ref = await propose(venue)
  key = authenticatorOf(venue.approver)
})

const read = <Row>(query: ReturnType<typeof sql>) =>
  database().read((db) => onlyRow<Row>(db, query))

type Standing = {
  signoffs: number
  entries: number
  denials: number
  counter: string
  used: string
}
/** Everything that a sign-off would leave behind, and what a denial does. */
const standing = async (): Promise<Standing> => {
  const row = await read<Standing>(
    sql`select (select count(*)::int from signoff where subject_id = ${ref.clawbackId}) as signoffs,
          (select count(*)::int from log_entry where type = 'decision') as entries,
          (select count(*)::int from audit where verb = 'signoff.recorded' and denied and officer_id = ${venue.approver.id}) as denials,
          counter::text, coalesce(used_at::text, '') as used from passkey where credential_id = ${key.credentialId}`,
  )
  if (!row) throw new Error('expected a key, got none')
  return row
}

const prepared = async (decision: 'approve' | 'veto' = 'approve', about: Ref = ref) =>
  done(await prepare(venue.approver, about, decision, { reason: 'a test' }))

type Evidence = ReturnType<typeof evidenceOf>
type Said = { code: string; sentence: string }
/** Records, and holds that it was refused, that nothing was stored, and that the denial was noted. */
const refused = async (challengeId: string, evidence: Evidence): Promise<Said> => {
  const before = await standing()
  const outcome = await call(recordSignoff, venue.approver, { challengeId, evidence })
  expect(await standing()).toEqual({ ...before, denials: before.denials + 1 })
  if (outcome.kind !== 'refusal') throw new Error(`expected a refusal, got ${outcome.kind}`)
  return outcome
}

const altered = (text: string) =>
  `${text.slice(0, 20)}${text[20] === 'A' ? 'B' : 'A'}${text.slice(21)}`
const { UP, UV, BE, BS } = FLAG

describe('refuses by name, stores nothing and notes it', () => {
  test.each([
    ['a user who was not verified', { flags: UP }, 'did not check by PIN or biometrics'],
    ['a user who was not present', { flags: UV }, 'does not say that anybody was present'],
    ['contradictory flags of a copy', { flags: UP | UV | BS }, 'copied and that it cannot be'],
    ['another origin', { origin: 'http://localhost:3001' }, 'It was signed at'],
    ['the public site', { origin: 'http://public.localhost:3000' }, 'It was signed at'],
    ['another relying party', { rpId: 'public.localhost' }, 'signed for another site'],
    ['a page of another site around it', { clientData: { crossOrigin: true } }, 'inside a page'],
    [
      'a top origin',
      { clientData: { topOrigin: 'http://localhost:3000' } },
      'inside a page of another site',
    ],
    ['an enrolment', { clientData: { type: 'webauthn.create' } }, 'no signature of a statement'],
    ['the bare digest', { clientData: { challenge: 'A'.repeat(43) } }, 'Something else was signed'],
    ['two answers in one', { clientDataText: '{"type":"a","type":"b"}' }, 'cannot be read'],
  ] as const)('%s', async (_, lies, sentence) => {
    const { challengeId, challenge } = await prepared()
    const said = await refused(challengeId, evidenceOf(key, challenge, lies))
    expect(said).toMatchObject({ code: 'signature-invalid' })
    expect(said.sentence).toContain(sentence)
  })

  test('one altered byte of signature, of client data or of authenticator data', async () => {
    const { challengeId, challenge } = await prepared()
    const honest = evidenceOf(key, challenge)
    for (const member of ['signature', 'clientDataJSON', 'authenticatorData'] as const) {
      const evidence = { ...honest, [member]: altered(honest[member]) }
      expect(await refused(challengeId, evidence)).toMatchObject({ code: 'signature-invalid' })
    }
  })

  test('a key that is another’s, under its own name and under the officer’s', async () => {
    const other = authenticatorOf(await newOfficer('approver'))
    const { challengeId, challenge } = await prepared()
    const foreign = evidenceOf(other, challenge)
    expect((await refused(challengeId, foreign)).sentence).toContain('another key')
    const renamed = { ...foreign, credentialId: key.credentialId }
    expect((await refused(challengeId, renamed)).sentence).toContain('not that of the key')
  })

  test('another key of the officer than the one he chose', async () => {
    const second = await giveKey(venue.approver)
    const { challengeId, challenge } = await prepared()
    const said = await refused(challengeId, evidenceOf(second, challenge))
    expect(said.sentence).toContain('another key')
  })

  test('the signature of another decision', async () => {
    const [approval, veto] = [await prepared('approve'), await prepared('veto')]
    const said = await refused(veto.challengeId, evidenceOf(key, approval.challenge))
    expect(said.sentence).toContain('Something else was signed')
  })

  test('the signature about another run', async () => {
    const other = await propose(await newVenue())
    const [here, there] = [await prepared(), await prepared('approve', other)]
    const said = await refused(here.challengeId, evidenceOf(key, there.challenge))
    expect(said.sentence).toContain('Something else was signed')
  })

  test('the signature about a change of the desk, and the other way round', async () => {
    const both = await newOfficer('approver', 'admin')
    const pause = { change: { kind: 'paused' }, reason: 'a test' }
    const { changeId } = done(await call(draftChange, both, pause))
    const about = { subjectType: 'officers' as const, subjectId: changeId, revision: 1 }
    const own = authenticatorOf(both)
    const run = done(await prepare(both, ref, 'veto', { reason: 'a test' }))
    const change = done(await prepare(both, about, 'propose'))
    for (const [mine, theirs] of [[run, change] as const, [change, run] as const]) {
      const evidence = evidenceOf(own, theirs.challenge)
      const outcome = await call(recordSignoff, both, { challengeId: mine.challengeId, evidence })
      expect(outcome).toMatchObject({ code: 'signature-invalid' })
    }
  })

  test('a statement that is older than five minutes by the database’s clock', async () => {
    const { challengeId, challenge } = await prepared()
    const old = sql`update signoff_statement set issued_at = issued_at - interval '301 seconds', expires_at = expires_at - interval '301 seconds'
      where challenge_id = ${challengeId}`
    await tamper('signoff_statement', old)
    const said = await refused(challengeId, evidenceOf(key, challenge))
    expect(said).toMatchObject({ code: 'statement-spent' })
  })

  test('a statement that was made for another officer', async () => {
    const other = await newOfficer('approver')
    const { challengeId, challenge } = done(await prepare(other, ref, 'approve'))
    const said = await refused(challengeId, evidenceOf(key, challenge))
    expect(said).toMatchObject({ code: 'statement-spent' })
  })

  test('a stored statement whose text was altered', async () => {
    const { challengeId, challenge } = await prepared()
    const forged = sql`update signoff_statement set statement = replace(statement, '"approve"', '"veto"') where challenge_id = ${challengeId}`
    await tamper('signoff_statement', forged)
    expect(await refused(challengeId, evidenceOf(key, challenge))).toMatchObject({ code: 'stale' })
  })

  test('a stored subject that is not the one whose digest was signed', async () => {
    const { challengeId, challenge } = await prepared()
    const swap = (from: string, to: string) =>
      tamper(
        'clawback_revision',
        sql`update clawback_revision set envelope = replace(envelope, ${from}, ${to}) where clawback_id = ${ref.clawbackId}`,
      )
    await swap('"accountsCharged":"3"', '"accountsCharged":"4"')
    const said = await refused(challengeId, evidenceOf(key, challenge))
    await swap('"accountsCharged":"4"', '"accountsCharged":"3"')
    expect(said).toMatchObject({ code: 'stale' })
  })
})

test('refuses a revoked key, also for a statement that was prepared before', async () => {
  const officer = await newOfficer('approver')
  const own = authenticatorOf(officer)
  await giveKey(officer)
  const { challengeId, challenge } = done(await prepare(officer, ref, 'approve'))
  const revoked = sql`update passkey set revoked_at = now() where credential_id = ${own.credentialId}`
  await tamper('passkey', revoked)
  const evidence = evidenceOf(own, challenge)
  const outcome = await call(recordSignoff, officer, { challengeId, evidence })
  expect(outcome).toMatchObject({ kind: 'refusal', code: 'key-missing' })
  expect(await prepare(officer, ref, 'approve')).toMatchObject({ code: 'key-missing' })
})

test('refuses a key whose counter does not go on', async () => {
  const officer = await newOfficer('approver')
  const own = authenticatorOf(officer)
  const recorded = async (decision: 'approve' | 'withdraw', counter: number) => {
    const { challengeId, challenge } = done(await prepare(officer, ref, decision))
    const evidence = evidenceOf(own, challenge, { counter })
    return call(recordSignoff, officer, { challengeId, evidence })
  }
  done(await recorded('approve', 7))
  for (const counter of [7, 6, 0]) {
    const outcome = await recorded('withdraw', counter)
    expect(outcome).toMatchObject({ code: 'signature-invalid' })
    expect(outcome.kind === 'refusal' && outcome.sentence).toContain('somebody may hold a copy')
  }
  done(await recorded('withdraw', 8))
})

test('refuses a device-bound key that says it may be copied', async () => {
  const officer = await newOfficer('approver')
  const bound = await giveKey(officer, { isDeviceBound: true })
  const { challengeId, challenge } = done(await prepare(officer, ref, 'approve', { by: bound }))
  const record = (flags: number) => {
    const evidence = evidenceOf(bound, challenge, { flags })
    return call(recordSignoff, officer, { challengeId, evidence })
  }
  expect(await record(UP | UV | BE)).toMatchObject({ code: 'signature-invalid' })
  done(await record(UP | UV))
  done(await sign(officer, ref, 'withdraw', '', bound))
})

test('refuses what was signed about a revision that was edited meanwhile', async () => {
  const other = await newVenue()
  const old = await propose(other)
  const { challengeId, challenge } = done(await prepare(other.approver, old, 'approve'))
  done(await call(saveDraft, other.analyst, { ...runInputOf(other), clawbackId: old.clawbackId }))
  const evidence = evidenceOf(authenticatorOf(other.approver), challenge)
  const outcome = await call(recordSignoff, other.approver, { challengeId, evidence })
  expect(outcome).toMatchObject({ kind: 'refusal', code: 'wrong-state' })
  expect(outcome.kind === 'refusal' && outcome.sentence).toContain('the current one is revision 2')
})

test('whatever was refused, the honest answer is taken; once; and told again to whoever asks again', async () => {
  const { challengeId, challenge } = await prepared()
  const spoiled = { challengeId, evidence: evidenceOf(key, challenge, { flags: UP }) }
  expect(await call(recordSignoff, venue.approver, spoiled)).toMatchObject({ kind: 'refusal' })
  const [input, once] = [{ challengeId, evidence: evidenceOf(key, challenge) }, newKey()]
  const first = done(await call(recordSignoff, venue.approver, input, once))
  expect(first.state).toBe('approved')
  // The answer was lost after COMMIT, or its button was clicked twice.
  expect(done(await call(recordSignoff, venue.approver, input, once))).toEqual(first)
  expect(await refused(challengeId, input.evidence)).toMatchObject({ code: 'statement-spent' })
  const again = await read<{ count: number }>(
    sql`select count(*)::int from signoff where challenge_id = ${challengeId}`,
  )
  expect(again).toEqual({ count: 1 })
})

test('a double click at one instant records once, and answers both alike', async () => {
  const officer = await newOfficer('approver')
  const { challengeId, challenge } = done(await prepare(officer, ref, 'approve'))
  const input = { challengeId, evidence: evidenceOf(authenticatorOf(officer), challenge) }
  const once = newKey()
  const outcomes = await Promise.all(
    Array.from({ length: 4 }, () => call(recordSignoff, officer, input, once)),
  )
  for (const outcome of outcomes) expect(done(outcome)).toEqual(done(outcomes[0] ?? outcome))
  const others = await Promise.all(
    Array.from({ length: 4 }, () => call(recordSignoff, officer, input)),
  )
  for (const outcome of others) expect(outcome).toMatchObject({ code: 'statement-spent' })
})

test('a sign-off whose audit row cannot be written is not there', async () => {
  const officer = await newOfficer('approver')
  const { challengeId, challenge } = done(await prepare(officer, ref, 'approve'))
  const input = { challengeId, evidence: evidenceOf(authenticatorOf(officer), challenge) }
  const turn = (statement: ReturnType<typeof sql>) =>
    asOwner().transact(async (tx) => {
      await tx.execute(statement)
    })
  const before = await standing()
  await turn(sql`revoke insert on audit from ballast_app`)
  try {
    expect(await call(recordSignoff, officer, input)).toMatchObject({ kind: 'fault' })
  } finally {
    await turn(sql`grant insert on audit to ballast_app`)
  }
  expect(await standing()).toEqual(before)
  done(await call(recordSignoff, officer, input))
})

test('a sign-off whose connection is killed in mid-transaction is not there', async () => {
  const officer = await newOfficer('approver')
  const { challengeId, challenge } = done(await prepare(officer, ref, 'approve'))
  const input = { challengeId, evidence: evidenceOf(authenticatorOf(officer), challenge) }
  const before = await standing()
  let recording: Promise<unknown> = Promise.resolve()
  // It waits for the log, with its sign-off already inserted, when its connection goes.
  await asOwner().transact(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext('ballast/log'))`)
    recording = call(recordSignoff, officer, input)
    const kill = sql`select pg_terminate_backend(pid) from pg_stat_activity where usename = current_user and wait_event = 'advisory'`
    for (let killed = 0; killed === 0;) {
      killed = await database().once(async (db) => (await db.execute(kill)).rows.length)
    }
  })
  expect(await recording).toMatchObject({ kind: 'fault' })
  expect(await standing()).toEqual(before)
  done(await call(recordSignoff, officer, input))
})
