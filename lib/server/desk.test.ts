// Guarantees of what the console says about the desk and about what waits, on PostgreSQL.
import { expect, test } from 'vitest'
import { policyDigest } from '@/lib/domain/policy'
import { credentialIdHash } from '@/lib/domain/passkey'
import { fingerprint } from '@/lib/domain/signoff'
import { draftChange } from './change'
import { showDesk, showPause } from './desk'
import { showInbox } from './inbox'
import type { Officer } from './officer'
import { showPolicies } from './policy'
import {
  approve,
  authenticatorOf,
  call,
  done,
  execute,
  giveKey,
  newOfficer,
  newVenue,
  propose,
  sign,
} from './venue.example'

const deskOf = async (reader: Officer) => done(await call(showDesk, reader, {}))
const rowOf = async (reader: Officer, { pseudonym }: Officer) =>
  (await deskOf(reader)).officers.find((row) => row.pseudonym === pseudonym)
const itemOf = async (reader: Officer, subjectId: string) =>
  done(await call(showInbox, reader, {})).items.find(({ id }) => id === subjectId)

test('an officer is shown with his keys by the fingerprint that he reads out himself', async () => {
  const officer = await newOfficer('approver')
  const row = await rowOf(await newOfficer('viewer'), officer)
  const hash = credentialIdHash(authenticatorOf(officer).credentialId)
  expect(row).toMatchObject({ roles: ['approver'], group: 'risk', isYou: false, accounts: [] })
  expect(row?.keys).toMatchObject([
    { credentialIdHash: hash, fingerprint: fingerprint(hash), state: 'active', revokedAt: null },
  ])
  expect(row?.keys[0]?.logIndex).toBeGreaterThan(0)
  expect((await rowOf(officer, officer))?.isYou).toBe(true)
})

test('a key that its owner gives up is revoked at once, and the log says so', async () => {
  const officer = await newOfficer('approver')
  await giveKey(officer)
  const before = await rowOf(officer, officer)
  const hash = credentialIdHash(authenticatorOf(officer).credentialId)
  expect((await deskOf(officer)).may.giveUpKey.allowed).toBe(true)
  const change = { kind: 'key-revoked', credentialIdHash: hash }
  const { changeId } = done(await call(draftChange, officer, { change, reason: 'Lost.' }))
  const subject = { subjectType: 'officers' as const, subjectId: changeId, revision: 1 }
  expect(done(await sign(officer, subject, 'propose')).state).toBe('executed')
  const after = await rowOf(officer, officer)
  const [was, is] = [before, after].map((row) =>
    row?.keys.find(({ credentialIdHash: own }) => own === hash),
  )
  expect(is?.state).toBe('revoked')
  expect(is?.logIndex).toBeGreaterThan(was?.logIndex ?? 0)
})

test('who may propose nothing reads why, in the kernel’s own sentence', async () => {
  const { may } = await deskOf(await newOfficer('viewer'))
  expect(may.widen).toEqual({
    allowed: false,
    sentence: 'Only an officer with the role “admin” may propose a change of the desk.',
  })
  expect(may.pause.sentence).toContain('“admin” or “approver”')
  expect((await deskOf(await newOfficer('approver'))).may.pause.allowed).toBe(true)
})

test('a desk that nobody paused says so', async () => {
  const viewer = await newOfficer('viewer')
  expect(done(await call(showPause, viewer, {}))).toEqual({ pause: (await deskOf(viewer)).pause })
})

test('a run waits for those who can move it, and is over for them once it is executed', async () => {
  const venue = await newVenue()
  const { clawbackId } = await propose(venue)
  expect(await itemOf(venue.approver, clawbackId)).toMatchObject({
    wants: 'decide',
    approvals: { counting: 0, needed: 1 },
    tier: expect.any(String) as string,
  })
  const author = await itemOf(venue.analyst, clawbackId)
  expect(author).toMatchObject({ wants: null, isSignedByYou: true })

  const approved = await approve(await newVenue())
  const ready = await itemOf(venue.approver, approved.clawbackId)
  expect(ready).toMatchObject({ wants: 'execute', approvals: { counting: 1, needed: 1 } })

  const other = await newVenue()
  const executed = await execute(other)
  const over = await itemOf(other.approver, executed.clawbackId)
  expect(over).toMatchObject({ state: 'executed', wants: null, until: null, isSignedByYou: true })
})

test('a change that nobody has proposed waits for nobody', async () => {
  const admin = await newOfficer('admin')
  const person = await newOfficer('viewer')
  const change = {
    kind: 'roles-changed',
    officer: person.pseudonym,
    roles: ['viewer', 'analyst'],
    group: 'risk',
  }
  const { changeId } = done(await call(draftChange, admin, { change, reason: 'Holidays.' }))
  expect(await itemOf(admin, changeId)).toBeUndefined()
})

test('every version of a policy is shown with the digest that its content has', async () => {
  const { policies } = done(await call(showPolicies, await newOfficer('viewer'), {}))
  expect(policies.length).toBeGreaterThan(0)
  for (const { id, version, digest, content } of policies) {
    expect(digest).toBe(policyDigest({ id, version: String(version), content }))
  }
})
