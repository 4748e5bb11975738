// Guarantees of drafts and lists of changes: bounded, unable to hide what waits, and fit for today's officers.
import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, test } from 'vitest'
import { onlyRow } from '@/db/client'
import { insertCeremony, insertPasskey } from '@/db/passkey'
import { newAuthenticator } from '@/lib/domain/authenticator.example'
import { credentialIdHash } from '@/lib/domain/passkey'
import type { PolicyContent } from '@/lib/domain/policy'
import type { ChangeInput } from '@/lib/wire/change'
import { draftChange, executeChange, listChanges } from './change'
import { database } from './database'
import { type Officer, randomHex } from './officer'
import { asOwner, tamper, uniqueName } from './owner.example'
import { announcePolicy, ONE_APPROVAL, POLICY } from './policy.example'
import { authenticatorOf, call, done, newOfficer, newOfficerIn, sign } from './venue.example'

let admin: Officer
let approver: Officer
beforeAll(async () => {
  await announcePolicy('P-T', POLICY)
  admin = await newOfficer('admin')
  approver = await newOfficerIn('treasury', 'approver')
})

const refOf = (subjectId: string, kind: ChangeInput['kind'] = 'officer-added') => ({
  subjectType: kind === 'policy-adopted' ? ('policy' as const) : ('officers' as const),
  ...{ subjectId, revision: 1 },
})
const draftOf = (change: ChangeInput, by: Officer) =>
  call(draftChange, by, { change, reason: 'a test' })
const drafted = async (change: ChangeInput, by = admin) =>
  refOf(done(await draftOf(change, by)).changeId, change.kind)
const proposed = async (change: ChangeInput) => {
  const about = await drafted(change)
  done(await sign(admin, about, 'propose'))
  return about
}
const approved = async (change: ChangeInput) => {
  const about = await proposed(change)
  expect(done(await sign(approver, about, 'approve')).state).toBe('approved')
  return about
}
const executed = ({ subjectId }: { subjectId: string }) =>
  call(executeChange, admin, { changeId: subjectId })
const listedBy = async (reader: Officer) => done(await call(listChanges, reader, {})).changes
const newcomer = (): ChangeInput => ({
  ...{ kind: 'officer-added', issuer: 'http://localhost:3400', subject: uniqueName('newcomer') },
  ...{ name: 'Newcomer', roles: ['viewer'], group: 'risk' },
})
const ownKey = (officer: Officer): ChangeInput => ({
  kind: 'key-revoked',
  credentialIdHash: credentialIdHash(authenticatorOf(officer).credentialId),
})

/** Twenty drafts of one officer, as old as told. */
const twentyDrafts = (author: Officer, age = '0 hours') =>
  tamper(
    'desk_change',
    sql`insert into desk_change (nonce, subject_type, kind, change, reason, author_id, created_at)
        select (select max(nonce) from desk_change) + n, 'officers', 'resumed', ${'{"kind": "resumed"}'}::jsonb, 'x', ${author.id}, now() - ${age}::interval
        from generate_series(1, 20) n`,
  )

describe('drafts', () => {
  test('are their author’s and administrators’ to see', async () => {
    const [viewer, other] = [await newOfficer('viewer'), await newOfficer('approver')]
    const { subjectId } = await drafted(ownKey(viewer), viewer)
    const isSeenBy = async (reader: Officer) =>
      (await listedBy(reader)).some(({ id }) => id === subjectId)
    expect(await isSeenBy(viewer)).toBe(true)
    expect(await isSeenBy(admin)).toBe(true)
    expect(await isSeenBy(other)).toBe(false)
  })

  test('replace the same one of the same author', async () => {
    const viewer = await newOfficer('viewer')
    const first = await drafted(ownKey(viewer), viewer)
    await drafted(ownKey(viewer), viewer)
    const { state } = (await listedBy(viewer)).find(({ id }) => id === first.subjectId) ?? {}
    expect(state).toBe('superseded')
    expect(await sign(viewer, first, 'propose')).toMatchObject({ kind: 'refusal' })
  })

  test('are twenty a day at most, but a pause can always be drafted', async () => {
    const busy = await newOfficer('admin')
    await drafted(newcomer(), busy)
    await twentyDrafts(busy)
    expect(await draftOf(newcomer(), busy)).toMatchObject({ code: 'too-many-requests' })
    await drafted({ kind: 'paused' }, busy)
    await drafted(newcomer(), admin)
  })

  test('of yesterday stand in nobody’s way', async () => {
    const slow = await newOfficer('admin')
    await drafted(newcomer(), slow)
    await twentyDrafts(slow, '25 hours')
    await drafted(newcomer(), slow)
  })

  test('at the same instant have two numbers', async () => {
    const changes = [newcomer(), newcomer(), newcomer()]
    const outcomes = await Promise.all(changes.map((change) => draftOf(change, admin)))
    expect(new Set(outcomes.map((outcome) => done(outcome).changeId)).size).toBe(3)
  })
})

test('what waits for a decision stands first, however much is drafted or has ended', async () => {
  const { subjectId } = await proposed(newcomer())
  const viewer = await newOfficer('viewer')
  for (let round = 0; round < 11; round += 1) await twentyDrafts(viewer)
  for (const reader of [approver, viewer, admin]) {
    const listed = await listedBy(reader)
    const isOpen = listed.map(({ state }) => state === 'proposed' || state === 'approved')
    expect(listed.some(({ id }) => id === subjectId)).toBe(true)
    expect(isOpen.lastIndexOf(true)).toBeLessThan(isOpen.indexOf(false))
  }
})

describe('a policy that today’s officers could not change again', () => {
  const contentOf = (approvals: string, keysPerApprover = '1'): PolicyContent => ({
    ...POLICY,
    signoff: {
      ...ONE_APPROVAL,
      keysPerApprover,
      tiers: ONE_APPROVAL.tiers.map((tier) => ({
        ...tier,
        quorum: { ...tier.quorum, approvals },
      })),
    },
  })
  const adoption = (content: PolicyContent): ChangeInput => ({
    ...{ kind: 'policy-adopted', policyId: uniqueName('W').toUpperCase(), replaces: null, content },
  })

  test('is refused as a draft, for its quorum and for its keys', async () => {
    for (const content of [contentOf('500'), contentOf('1', '5')]) {
      const outcome = await draftOf(adoption(content), admin)
      expect(outcome).toMatchObject({ code: 'pool-too-small' })
      expect(outcome.kind === 'refusal' && outcome.sentence).toContain('could not give that')
    }
  })

  test('takes no effect where officers have left since', async () => {
    const group = uniqueName('group')
    const one = await newOfficerIn(group, 'approver')
    const tiers = ONE_APPROVAL.tiers.map((tier) => ({
      ...tier,
      quorum: {
        approvals: '2',
        groups: '2',
        among: ['treasury', group].sort(),
        deviceBound: false,
      },
    }))
    const about = await approved(adoption({ ...POLICY, signoff: { ...ONE_APPROVAL, tiers } }))
    const gone = await drafted({ kind: 'officer-removed', officer: one.pseudonym })
    done(await sign(admin, gone, 'propose'))
    const outcome = done(await executed(about))
    expect(outcome).toMatchObject({ state: 'stale' })
    expect(outcome.sentence).toContain('could not give that')
  })
})

describe('a key that waits', () => {
  const waitingKey = async (officer: Officer): Promise<string> => {
    const { credentialId, publicKey } = newAuthenticator()
    const hash = credentialIdHash(credentialId)
    await asOwner().transact(async (tx) => {
      const challenge = randomHex(32)
      await insertCeremony(tx, { challenge, officerId: officer.id })
      await insertPasskey(tx, {
        ...{ credentialId, credentialIdHash: hash, officerId: officer.id, challenge, publicKey },
        ...{ name: 'Second key', algorithm: -7, counter: 0, transports: [], attestation: '' },
        ...{ aaguid: '00000000-0000-0000-0000-000000000000', isBackedUp: false, clientData: '' },
        ...{ isDeviceBound: false, isFounding: false },
      })
    })
    return hash
  }

  test('is revoked with its officer’s removal and never admitted after it', async () => {
    const gone = await newOfficer('approver')
    const hash = await waitingKey(gone)
    const admitting = await approved({ kind: 'key-added', credentialIdHash: hash })
    const removal = await drafted({ kind: 'officer-removed', officer: gone.pseudonym })
    done(await sign(admin, removal, 'propose'))
    const row = await database().read((db) =>
      onlyRow(
        db,
        sql`select active_at is null as waits, revoked_at is not null as revoked from passkey where credential_id_hash = ${hash}`,
      ),
    )
    expect(row).toEqual({ waits: true, revoked: true })
    expect(done(await executed(admitting)).state).toBe('stale')
    const later = await waitingKey(gone)
    const change = { kind: 'key-added', credentialIdHash: later } as const
    expect(await draftOf(change, admin)).toMatchObject({ code: 'unknown' })
  })
})
