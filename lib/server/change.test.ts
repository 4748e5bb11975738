// Guarantees of changes of the desk on real PostgreSQL: signed like a run, in force in their time, logged.
import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, test } from 'vitest'
import { onlyRow } from '@/db/client'
import { insertCeremony, insertPasskey } from '@/db/passkey'
import { type Authenticator, newAuthenticator } from '@/lib/domain/authenticator.example'
import { credentialIdHash } from '@/lib/domain/passkey'
import type { Role } from '@/lib/domain/officer'
import type { ChangeInput } from '@/lib/wire/change'
import { draftChange, executeChange, showChange } from './change'
import { simulateClawback } from './clawback'
import { database } from './database'
import { executeClawback } from './execution'
import { type Officer, randomHex } from './officer'
import { asOwner, dbTurns, saysTo, tamper, uniqueName } from './owner.example'
import { newPolicy, ONE_APPROVAL, POLICY, retirePolicy } from './policy.example'
import {
  approve,
  authenticatorOf,
  call,
  done,
  newFund,
  newOfficer,
  newOfficerIn,
  newVenue,
  propose,
  runInputOf,
  sign,
} from './venue.example'

const read = <Row>(query: ReturnType<typeof sql>) =>
  database().read((db) => onlyRow<Row>(db, query))

let admin: Officer
let approver: Officer
beforeAll(async () => {
  admin = await newOfficer('admin')
  approver = await newOfficerIn('treasury', 'approver')
  // With the policy that asks for one approval.
  await newFund()
})

const aboutOf = (changeId: string, kind: ChangeInput['kind']) => ({
  subjectType: kind === 'policy-adopted' ? ('policy' as const) : ('officers' as const),
  ...{ subjectId: changeId, revision: 1 },
})
type About = ReturnType<typeof aboutOf>

const draftOf = (change: ChangeInput, by = admin) =>
  call(draftChange, by, { change, reason: 'a test' })
const drafted = async (change: ChangeInput, by = admin): Promise<About> =>
  aboutOf(done(await draftOf(change, by)).changeId, change.kind)
const proposed = async (change: ChangeInput, by = admin): Promise<About> => {
  const about = await drafted(change, by)
  done(await sign(by, about, 'propose'))
  return about
}
const executed = ({ subjectId }: About) => call(executeChange, admin, { changeId: subjectId })
/** Proposed by the administrator, approved by the approver, and put into effect. */
const enacted = async (change: ChangeInput): Promise<About> => {
  const about = await proposed(change)
  done(await sign(approver, about, 'approve'))
  expect(done(await executed(about)).state).toBe('executed')
  return about
}
/** What takes effect with its only signature. */
const narrowed = async (change: ChangeInput, by = admin): Promise<About> => {
  const about = await drafted(change, by)
  expect(done(await sign(by, about, 'propose')).state).toBe('executed')
  return about
}

const entryOf = async (type: string, subject: string): Promise<Record<string, unknown>> => {
  const row = await read<{ body: string }>(
    sql`select body from log_entry where type = ${type} and subject = ${subject}`,
  )
  return JSON.parse(row?.body ?? '{}') as Record<string, unknown>
}
const hashOf = ({ credentialId }: Authenticator) => credentialIdHash(credentialId)
const officerRow = (pseudonym: string) =>
  read<{ roles: Role[]; group: string; removed: boolean }>(
    sql`select roles, "group", disabled_at is not null as removed from officer where pseudonym = ${pseudonym}`,
  )

/** A key that its officer has enrolled and nobody has admitted. */
const waitingKey = async (officer: Officer): Promise<Authenticator> => {
  const authenticator = newAuthenticator()
  const { credentialId, publicKey } = authenticator
  await asOwner().transact(async (tx) => {
    const challenge = randomHex(32)
    await insertCeremony(tx, { challenge, officerId: officer.id })
    await insertPasskey(tx, {
      ...{
        credentialId,
        credentialIdHash: hashOf(authenticator),
        officerId: officer.id,
        challenge,
      },
      ...{ publicKey, name: 'Second key', algorithm: -7, counter: 0, transports: ['usb'] },
      ...{ aaguid: '00000000-0000-0000-0000-000000000000', isBackedUp: false },
      ...{ isDeviceBound: false, attestation: '', clientData: '', isFounding: false },
    })
  })
  return authenticator
}
const rolesOf = (officer: Officer, roles: Role[], group = 'risk'): ChangeInput => ({
  kind: 'roles-changed',
  ...{ officer: officer.pseudonym, roles, group },
})

describe('takes effect with its quorum, and stands in the log', () => {
  test('an officer is added', async () => {
    const subject = uniqueName('newcomer')
    const person = { issuer: 'http://localhost:3400', subject, name: 'Newcomer' }
    const change: ChangeInput = {
      ...{ kind: 'officer-added', ...person, roles: ['analyst'], group: 'risk' },
    }
    const about = await enacted(change)
    const row = await read<{ roles: string[]; pseudonym: string }>(
      sql`select roles, pseudonym from officer where subject = ${subject}`,
    )
    expect(row?.roles).toEqual(['analyst'])
    const entry = await entryOf('change', about.subjectId)
    expect(entry).toMatchObject({ kind: 'officer-added' })
    expect(entry['decisions']).toHaveLength(2)
    const { summary } = done(await call(showChange, admin, { changeId: about.subjectId }))
    // What is signed names nobody: identity and name stay inside.
    expect(summary).toContain(row?.pseudonym.slice(0, 26))
    expect(summary).not.toContain('Newcomer')
  })

  test('wider roles count for later losses only, and the log says so of every key', async () => {
    const viewer = await newOfficer('viewer')
    await enacted(rolesOf(viewer, ['approver', 'viewer']))
    expect(await officerRow(viewer.pseudonym)).toMatchObject({ roles: ['approver', 'viewer'] })
    const key = hashOf(authenticatorOf(viewer))
    const entry = await entryOf('key', `${key}/2`)
    expect(entry).toMatchObject({ roles: ['approver', 'viewer'], founding: false })
    const wider = { ...viewer, roles: ['approver' as const] }
    const ref = await propose(await newVenue())
    expect(await sign(wider, ref, 'approve')).toMatchObject({ code: 'key-unfit' })
  })

  test('a key is admitted, for later losses only', async () => {
    const owner = await newOfficer('approver')
    const key = await waitingKey(owner)
    const ref = await propose(await newVenue())
    expect(await sign(owner, ref, 'approve', '', key)).toMatchObject({ kind: 'refusal' })
    await enacted({ kind: 'key-added', credentialIdHash: hashOf(key) })
    expect(await sign(owner, ref, 'approve', '', key)).toMatchObject({ code: 'key-unfit' })
    expect(done(await sign(owner, ref, 'veto', 'no', key)).state).toBe('vetoed')
    const entry = await entryOf('key', `${hashOf(key)}/1`)
    expect(entry).toMatchObject({ status: 'active', founding: false, officer: owner.pseudonym })
  })

  test('a policy is adopted, for later losses only', async () => {
    const policyId = uniqueName('Q').toUpperCase()
    const about = await enacted({
      ...{ kind: 'policy-adopted', policyId, replaces: null, content: POLICY },
    })
    expect(await entryOf('policy', `${policyId}/v1`)).toMatchObject({
      version: '1',
      content: POLICY,
    })
    expect(await entryOf('change', about.subjectId)).toMatchObject({ kind: 'policy-adopted' })
    const venue = await newVenue()
    const outcome = await call(simulateClawback, venue.analyst, {
      ...{ ...runInputOf(venue), policyId },
    })
    expect(outcome.kind === 'refusal' && outcome.sentence).toContain('after the loss')
  })
})

describe('what takes rights away needs one person and takes effect at once', () => {
  test.each(['role', 'key'] as const)(
    'a lost %s, and an approval that rested on it counts no more',
    async (lost) => {
      const venue = { ...(await newVenue()), approver: await newOfficer('approver', 'viewer') }
      const ref = await approve(venue)
      const key = hashOf(authenticatorOf(venue.approver))
      await narrowed(
        lost === 'role'
          ? rolesOf(venue.approver, ['viewer'])
          : { kind: 'key-revoked', credentialIdHash: key },
      )
      const row = await read(
        sql`select state from clawback_revision where clawback_id = ${ref.clawbackId}`,
      )
      expect(row).toEqual({ state: 'proposed' })
      const logged = { role: { status: 'active', roles: ['viewer'] }, key: { status: 'revoked' } }
      expect(await entryOf('key', `${key}/2`)).toMatchObject(logged[lost])
      expect(await call(executeClawback, approver, ref)).toMatchObject({ code: 'wrong-state' })
      done(await sign(approver, ref, 'approve'))
      done(await call(executeClawback, approver, ref))
    },
  )

  test('an officer is removed, with all his keys', async () => {
    const gone = await newOfficer('approver')
    await narrowed({ kind: 'officer-removed', officer: gone.pseudonym })
    expect(await officerRow(gone.pseudonym)).toMatchObject({ removed: true })
    const key = hashOf(authenticatorOf(gone))
    expect(await entryOf('key', `${key}/2`)).toMatchObject({ status: 'revoked' })
    const ref = await propose(await newVenue())
    expect(await sign(gone, ref, 'approve')).toMatchObject({ code: 'key-missing' })
  })

  test('anybody gives a key of his own up, and nobody another’s', async () => {
    const [viewer, other] = [await newOfficer('viewer'), await newOfficer('viewer')]
    const change = {
      kind: 'key-revoked' as const,
      credentialIdHash: hashOf(authenticatorOf(viewer)),
    }
    expect(await draftOf(change, other)).toMatchObject({ code: 'role-missing' })
    await narrowed(change, viewer)
    expect(await draftOf(change, viewer)).toMatchObject({ code: 'duplicate' })
  })

  test('a pause stops whatever takes money or rights; what stops something goes on; lifting it needs the quorum', async () => {
    const [venue, other] = [await newVenue(), await newVenue()]
    const [ready, waiting] = [await approve(venue), await propose(other)]
    await narrowed({ kind: 'paused' }, approver)
    const widening = await proposed({ kind: 'resumed' })
    const roles = await drafted(rolesOf(await newOfficer('viewer'), ['analyst']))
    for (const outcome of [
      await call(executeClawback, venue.approver, ready),
      await sign(other.approver, waiting, 'approve'),
      await sign(admin, roles, 'propose'),
    ])
      expect(outcome).toMatchObject({ code: 'paused' })
    expect(done(await sign(other.approver, waiting, 'reject', 'no')).state).toBe('rejected')
    expect(await executed(widening)).toMatchObject({ code: 'wrong-state' })
    done(await sign(approver, widening, 'approve'))
    done(await executed(widening))
    done(await call(executeClawback, venue.approver, ready))
  })
})

test('a change waits for its delay under the old policy, needs the strictest quorum, and is vetoed until it takes effect', async () => {
  const quorum = { approvals: '2', groups: '2', among: ['risk', 'treasury'], deviceBound: false }
  const tiers = ONE_APPROVAL.tiers.map((tier) => ({ ...tier, quorum }))
  const policyId = await newPolicy({
    signoff: { ...ONE_APPROVAL, tiers, changeDelaySeconds: '9' },
  })
  const second = await newOfficer('approver')
  const [one, two] = [
    await proposed(rolesOf(await newOfficer('viewer'), ['analyst'])),
    await proposed(rolesOf(await newOfficer('viewer'), ['analyst'])),
  ]
  // What holds is what held when it was proposed.
  await retirePolicy(policyId)
  for (const about of [one, two]) {
    expect(done(await sign(approver, about, 'approve')).state).toBe('proposed')
    expect(await executed(about)).toMatchObject({ code: 'wrong-state' })
    expect(done(await sign(second, about, 'approve')).state).toBe('approved')
  }
  const { subjectId } = one
  expect(await executed(one)).toMatchObject({ code: 'too-early' })
  const early = sql`update desk_change set not_before = proposed_at where id = ${subjectId}`
  const was = sql`update desk_change set not_before = proposed_at + interval '9 seconds' where id = ${subjectId}`
  await tamper('desk_change', early)
  expect(await executed(one)).toMatchObject({ code: 'stale' })
  await tamper('desk_change', was)
  expect(done(await sign(second, two, 'veto', 'not him')).state).toBe('vetoed')
  await dbTurns(sql`select not_before <= now() as has from desk_change where id = ${subjectId}`)
  done(await executed(one))
  expect(await executed(two)).toMatchObject({ code: 'wrong-state' })
})

test('a change that no longer fits the desk is stale and does nothing', async () => {
  const viewer = await newOfficer('viewer')
  const [first, late] = [
    await proposed(rolesOf(viewer, ['analyst'])),
    await proposed(rolesOf(viewer, ['admin'])),
  ]
  for (const about of [first, late]) done(await sign(approver, about, 'approve'))
  done(await executed(first))
  expect(done(await executed(late)).state).toBe('stale')
  expect(await officerRow(viewer.pseudonym)).toMatchObject({ roles: ['analyst'] })
  expect(await executed(late)).toMatchObject({ code: 'wrong-state' })
})

test('nobody decides what is about himself, and nobody approves what he wrote', async () => {
  const [both, concerned] = [await newOfficer('admin', 'approver'), await newOfficer('approver')]
  const about = await proposed(rolesOf(concerned, ['admin', 'approver']), both)
  expect(await sign(both, about, 'approve')).toMatchObject({ code: 'author-decides' })
  expect(await sign(concerned, about, 'approve')).toMatchObject({ kind: 'refusal' })
  const key = await waitingKey(concerned)
  const admitting = await proposed({ kind: 'key-added', credentialIdHash: hashOf(key) }, both)
  expect(await sign(concerned, admitting, 'approve')).toMatchObject({ code: 'author-decides' })
})

test('nobody but an administrator drafts what widens rights', async () => {
  const analyst = await newOfficer('analyst', 'approver')
  const other = await newOfficer('viewer')
  expect(await draftOf(rolesOf(other, ['admin']), analyst)).toMatchObject({ code: 'role-missing' })
  expect(await draftOf({ kind: 'resumed' })).toMatchObject({ code: 'duplicate' })
})

test('the application’s role changes officers, policies and keys in SQL by no other way', async () => {
  const officer = await newOfficer('viewer')
  const { credentialId } = await waitingKey(officer)
  const about = await proposed(rolesOf(officer, ['admin']))
  const CHECK = '23514'
  const attempts = [
    sql`update officer set roles = '{admin}' where id = ${officer.id}`,
    sql`update officer set disabled_at = now() where id = ${officer.id}`,
    sql`insert into officer (issuer, subject, name, roles, salt, pseudonym) select issuer, ${uniqueName('x')}, name, '{admin}', salt, ${'A'.repeat(52)}
        from officer where id = ${officer.id}`,
    sql`insert into policy (id, version, content, digest, effective_at) select 'P-X', 1, content, ${'b'.repeat(64)}, now() from policy limit 1`,
    sql`update passkey set active_at = now() where credential_id = ${credentialId}`,
    sql`update passkey set revoked_at = now() where officer_id = ${officer.id} and active_at is not null`,
    sql`update desk_change set state = 'approved' where id = ${about.subjectId}`,
  ]
  for (const attempt of attempts) expect(await saysTo(attempt)).toBe(CHECK)
  const skipped = sql`update desk_change set state = 'executed', executed_at = now() where id = ${about.subjectId}`
  expect(await saysTo(skipped)).toBe('23001')
  expect(await saysTo(sql`update passkey set public_key = 'aa'`)).toBe('42501')
  expect(await saysTo(sql`update desk_change set change = '{}'`)).toBe('42501')
  expect(await saysTo(sql`delete from passkey`)).toBe('42501')
  expect(await officerRow(officer.pseudonym)).toMatchObject({ roles: ['viewer'], removed: false })
})
