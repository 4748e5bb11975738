// Guarantees of the database against the application's own role: no sign-off and no right comes by SQL alone.
import { type SQL, sql } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { onlyRow, rowsOf, type Transaction } from '@/db/client'
import { appendToLog } from '@/db/log-book'
import { nowOf } from '@/db/moment'
import { insertCeremony, insertPasskey } from '@/db/passkey'
import { newAuthenticator } from '@/lib/domain/authenticator.example'
import type { Change } from '@/lib/domain/change'
import { officerPseudonym } from '@/lib/domain/officer'
import { credentialIdHash } from '@/lib/domain/passkey'
import { ALONE, type Quorum } from '@/lib/domain/quorum'
import { canonicalSubject, type EnvelopeV2, subjectDigest } from '@/lib/domain/signoff'
import { database } from './database'
import { logBook } from './log-book'
import { type Officer, randomHex } from './officer'
import { authenticatorOf, done, draft, newOfficer, newVenue, prepare } from './venue.example'

const NOBODY: Quorum = { approvals: '0', groups: '0', among: [], deviceBound: false }
/** More than any policy asks for. */
const EVERYBODY: Quorum = { approvals: '99', groups: '99', among: [], deviceBound: true }

/** The database's own sentence to the application's role; "done" when it obeys. */
const saidTo = async (run: (tx: Transaction) => Promise<unknown>): Promise<string> => {
  try {
    await database().transact(run)
    return 'done'
  } catch (error) {
    const cause = error instanceof Error ? (error.cause ?? error) : error
    return cause instanceof Error ? cause.message : String(cause)
  }
}

/** Evidence that is shaped like some. */
const evidenceBy = (officer: Officer) => ({
  ...{ credentialId: authenticatorOf(officer).credentialId, authenticatorData: 'AA' },
  ...{ clientDataJSON: 'AA', signature: 'AA' },
})

const insertProposal = (
  tx: Transaction,
  by: Officer,
  about: { type: string; id: string; challengeId: string },
) =>
  rowsOf(
    tx,
    sql`insert into signoff (challenge_id, subject_type, subject_id, revision, officer_id, part, decision, evidence)
        values (${about.challengeId}, ${about.type}, ${about.id}, 1, ${by.id}, 'author', 'propose', ${JSON.stringify(evidenceBy(by))}::jsonb)`,
  )

/** Everything up to the moment when a change is to be a proposal; answers its id. */
const forgeChange = async (tx: Transaction, by: Officer, change: Change): Promise<string> => {
  const row = await onlyRow<{ id: string }>(
    tx,
    sql`insert into desk_change (nonce, subject_type, kind, change, person, reason, author_id)
        select max(nonce) + 1, 'officers', ${change.kind}, ${JSON.stringify(change)}::jsonb,
          case when ${change.kind === 'officer-added'} then '{}'::jsonb end, 'x', ${by.id}::uuid
        from (select nonce from desk_change union all select 0) n returning id`,
  )
  const [id, challengeId] = [row?.id ?? '', randomHex(32)]
  await rowsOf(
    tx,
    sql`insert into participant (subject_type, subject_id, officer_id, part) values ('officers', ${id}, ${by.id}, 'author')`,
  )
  await rowsOf(
    tx,
    sql`insert into signoff_statement (challenge_id, subject_type, subject_id, revision, officer_id, credential_id, decision, statement,
          challenge, reason, reason_salt, issued_at, expires_at)
        values (${challengeId}, 'officers', ${id}, 1, ${by.id}, ${authenticatorOf(by).credentialId}, 'propose', '{}',
          ${randomHex(32)}, 'x', ${randomHex(32)}, now(), now() + interval '5 minutes')`,
  )
  await insertProposal(tx, by, { type: 'officers', id, challengeId })
  return id
}

type Forged = { change: Change; quorum: Quorum; wait?: string }

/** Moves a forged change along its arrows until it takes effect, or the database stops it. */
const pushThrough = async (
  tx: Transaction,
  by: Officer,
  { change, quorum, wait = '0' }: Forged,
): Promise<void> => {
  const id = await forgeChange(tx, by, change)
  const subject = JSON.stringify({ change, quorum })
  const moves: SQL[] = [
    sql`state = 'proposed', subject = ${subject}, subject_digest = ${randomHex(32)}, summary = 'x', proposed_at = now(),
      decide_by = now() + interval '1 hour', not_before = now() + ${wait}::interval, expires_at = now() + ${wait}::interval + interval '1 hour'`,
    sql`state = 'approved'`,
    sql`state = 'executed', executed_at = now(), decided_at = now()`,
  ]
  for (const move of moves) await rowsOf(tx, sql`update desk_change set ${move} where id = ${id}`)
}

const WIDENS = 'a change that widens needs what the policies in force ask for'
const stranger = () =>
  officerPseudonym({ salt: randomHex(32), issuer: 'http://localhost:3400', subject: 'stranger' })
const widening: Change[] = [
  { kind: 'officer-added', officer: stranger(), roles: ['approver'], group: 'risk' },
  {
    ...{ kind: 'key-added', officer: stranger(), credentialIdHash: 'ab'.repeat(32) },
    ...{ publicKey: newAuthenticator().publicKey, deviceBound: false },
  },
  {
    ...{ kind: 'roles-changed', officer: stranger() },
    ...{ from: { roles: ['viewer'], group: 'risk' }, to: { roles: ['admin'], group: 'risk' } },
  },
  { kind: 'resumed' },
]

describe.each(widening)('refuses $kind by SQL', (change) => {
  test.each([
    { name: 'with a quorum of nobody', quorum: NOBODY, says: WIDENS },
    { name: 'with its proposer alone', quorum: ALONE, says: WIDENS },
    {
      ...{ name: 'with a quorum that nobody met', quorum: EVERYBODY, wait: '60 days' },
      says: 'too few approvals count for this change',
    },
  ])('$name', async ({ says, ...forged }) => {
    const admin = await newOfficer('admin')
    expect(await saidTo((tx) => pushThrough(tx, admin, { ...forged, change }))).toBe(says)
  })
})

test('refuses wider roles by a change that says the officer had them before', async () => {
  const [admin, viewer] = [await newOfficer('admin'), await newOfficer('viewer')]
  const group = 'risk'
  const change: Change = {
    ...{ kind: 'roles-changed', officer: viewer.pseudonym },
    ...{ from: { roles: ['admin', 'viewer'], group }, to: { roles: ['admin'], group } },
  }
  const said = await saidTo(async (tx) => {
    await pushThrough(tx, admin, { change, quorum: ALONE })
    await rowsOf(tx, sql`update officer set roles = '{admin}' where id = ${viewer.id}`)
    await rowsOf(tx, sql`set constraints officer_by_change immediate`)
  })
  expect(said).toBe('an officer changes by a change')
})

test.each([
  { name: 'a quorum of nobody', changed: { quorum: NOBODY } },
  { name: 'a tier that its policy lacks', changed: { tier: 'T0', quorum: NOBODY } },
])('refuses to propose a run with $name', async ({ changed }) => {
  const venue = await newVenue()
  const { clawbackId } = await draft(venue)
  const ref = { clawbackId, revision: 1 }
  const { challengeId } = done(await prepare(venue.analyst, ref, 'propose'))
  const said = await saidTo(async (tx) => {
    const row = await onlyRow<{ envelope: string }>(
      tx,
      sql`select envelope from clawback_revision where clawback_id = ${clawbackId}`,
    )
    const envelope = { ...(JSON.parse(row?.envelope ?? '{}') as EnvelopeV2), ...changed }
    await insertProposal(tx, venue.analyst, { type: 'clawback', id: clawbackId, challengeId })
    await rowsOf(
      tx,
      sql`update clawback_revision set envelope = ${canonicalSubject(envelope)}, subject_digest = ${subjectDigest(envelope)}
          where clawback_id = ${clawbackId}`,
    )
    await rowsOf(
      tx,
      sql`update clawback_revision set state = 'proposed' where clawback_id = ${clawbackId}`,
    )
  })
  expect(said).toBe('the quorum and the cooling-off are those of the policy')
})

test('refuses a founding key of somebody who founded nothing', async () => {
  const viewer = await newOfficer('viewer')
  const rights = { roles: ['viewer'], group: 'risk' }
  const said = await saidTo((tx) => storeKey(tx, viewer, rights))
  expect(said).toBe('a key comes into force and leaves it by a change')
})

test('refuses a key whose entry in the log gives another group or wider roles than its officer’s', async () => {
  const viewer = await newOfficer('viewer')
  const others = [
    { roles: ['viewer'], group: 'treasury' },
    { roles: ['admin', 'viewer'], group: 'risk' },
  ]
  for (const rights of others)
    expect(await saidTo((tx) => storeKey(tx, viewer, rights))).toMatch(
      /^key [0-9a-f]{64} does not stand in the log/,
    )
})

/** A founding key in force, with an entry of the log that gives its officer these roles. */
const storeKey = async (
  tx: Transaction,
  officer: Officer,
  rights: { roles: string[]; group: string },
): Promise<void> => {
  const { credentialId, publicKey } = newAuthenticator()
  const [hash, challenge, at] = [credentialIdHash(credentialId), randomHex(32), await nowOf(tx)]
  await insertCeremony(tx, { challenge, officerId: officer.id })
  await insertPasskey(tx, {
    ...{ credentialId, credentialIdHash: hash, publicKey, challenge, officerId: officer.id },
    ...{ name: 'Key', algorithm: -7, counter: 0, transports: [], aaguid: '', isBackedUp: false },
    ...{ isDeviceBound: false, attestation: '', clientData: '', isFounding: true },
  })
  const entry = {
    ...({ v: 1, type: 'key', at, effectiveAt: at, status: 'active', ...rights } as const),
    ...{ credentialIdHash: hash, publicKey, officer: officer.pseudonym },
    ...{ deviceBound: false, founding: true, decisions: [] },
  }
  await appendToLog(tx, await logBook(), { at, entries: [{ entry, subject: `${hash}/1` }] })
}
