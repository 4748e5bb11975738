// Guarantees of what a change keeps inside: whose account it is, who is added, and that rows say what was signed.
import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, test } from 'vitest'
import { onlyRow } from '@/db/client'
import { alarmingDecision } from '@/db/signoff'
import type { ChangeInput } from '@/lib/wire/change'
import { draftChange, executeChange, showChange } from './change'
import { accountDigest } from './change-inside'
import { database } from './database'
import { showDesk } from './desk'
import type { Officer } from './officer'
import { saysTo, tamper, uniqueName } from './owner.example'
import { announcePolicy, POLICY } from './policy.example'
import {
  authenticatorOf,
  call,
  done,
  newOfficer,
  newOfficerIn,
  newVenue,
  prepare,
  propose,
  sign,
} from './venue.example'
import { credentialIdHash } from '@/lib/domain/passkey'

let admin: Officer
let approver: Officer
beforeAll(async () => {
  await announcePolicy('P-T', POLICY)
  admin = await newOfficer('admin')
  approver = await newOfficerIn('treasury', 'approver')
})

const aboutOf = (subjectId: string) => ({
  subjectType: 'officers' as const,
  subjectId,
  revision: 1,
})
const draftOf = (change: ChangeInput, by = admin) =>
  call(draftChange, by, { change, reason: 'a test' })
const drafted = async (change: ChangeInput, by = admin) =>
  aboutOf(done(await draftOf(change, by)).changeId)
const approved = async (change: ChangeInput) => {
  const about = await drafted(change)
  done(await sign(admin, about, 'propose'))
  expect(done(await sign(approver, about, 'approve')).state).toBe('approved')
  return about
}
const executed = ({ subjectId }: { subjectId: string }) =>
  call(executeChange, admin, { changeId: subjectId })
const shown = async ({ subjectId }: { subjectId: string }) =>
  done(await call(showChange, approver, { changeId: subjectId }))
const accountsOf = async ({ pseudonym }: Officer) =>
  done(await call(showDesk, admin, {})).officers.find((row) => row.pseudonym === pseudonym)
    ?.accounts
const accountOf = (
  officer: Officer,
  kind: 'account-linked' | 'account-unlinked',
  account: string,
): ChangeInput => ({ kind, officer: officer.pseudonym, account })
const newcomer = (): ChangeInput => ({
  ...{ kind: 'officer-added', issuer: 'http://localhost:3400', subject: uniqueName('newcomer') },
  ...{ name: 'Newcomer', roles: ['approver'], group: 'risk' },
})

describe('an account of an officer', () => {
  test('is recorded by one administrator with his key, at once, and then he decides no run that charges it', async () => {
    const venue = await newVenue(['own,100,eligible,', 'b,200,eligible,', 'c,300,house,'])
    const ref = await propose(venue)
    const about = await drafted(accountOf(venue.approver, 'account-linked', 'own'))
    expect(await accountsOf(venue.approver)).toEqual([])
    expect(done(await sign(admin, about, 'propose')).state).toBe('executed')
    expect(await accountsOf(venue.approver)).toEqual(['own'])
    expect(await sign(venue.approver, ref, 'approve')).toMatchObject({ code: 'owns-an-account' })
    const entry = await database().read((db) =>
      onlyRow<{ body: string }>(
        db,
        sql`select body from log_entry where type = 'change' and subject = ${about.subjectId}`,
      ),
    )
    expect(JSON.parse(entry?.body ?? '{}')).toMatchObject({ kind: 'account-linked' })
  })

  test('is signed as a salted digest, and never as its id', async () => {
    const officer = await newOfficer('viewer')
    const account = uniqueName('account')
    const about = await drafted(accountOf(officer, 'account-linked', account))
    done(await sign(admin, about, 'propose'))
    const { envelope, summary, difference } = await shown(about)
    const row = await database().read((db) =>
      onlyRow<{ own: { account: string; salt: string } }>(
        db,
        sql`select person as own from desk_change where id = ${about.subjectId}`,
      ),
    )
    expect(envelope).toContain(accountDigest(row?.own ?? { account: '', salt: '' }))
    expect(`${envelope ?? ''}${summary ?? ''}`).not.toContain(account)
    expect(difference).toEqual([{ what: 'Account', before: null, after: account }])
  })

  test('is recorded once, of an officer who is there, by administrators', async () => {
    const officer = await newOfficer('viewer')
    const link = accountOf(officer, 'account-linked', 'once')
    done(await sign(admin, await drafted(link), 'propose'))
    expect(await draftOf(link)).toMatchObject({ code: 'duplicate' })
    const other = accountOf(officer, 'account-linked', 'other')
    expect(await draftOf(other, approver)).toMatchObject({ code: 'role-missing' })
    const gone = await drafted({ kind: 'officer-removed', officer: officer.pseudonym })
    done(await sign(admin, gone, 'propose'))
    expect(await draftOf(other)).toMatchObject({ code: 'unknown' })
  })

  test('is taken back with the quorum, never by the officer himself', async () => {
    const officer = await newOfficer('approver')
    const [link, unlink] = (['account-linked', 'account-unlinked'] as const).map((kind) =>
      accountOf(officer, kind, 'mine'),
    )
    expect(await draftOf(unlink!)).toMatchObject({ code: 'unknown' })
    done(await sign(admin, await drafted(link!), 'propose'))
    const about = await drafted(unlink!)
    expect(done(await sign(admin, about, 'propose')).state).toBe('proposed')
    expect(await sign(officer, about, 'approve')).toMatchObject({ code: 'owns-an-account' })
    done(await sign(approver, about, 'approve'))
    expect(await accountsOf(officer)).toEqual(['mine'])
    done(await executed(about))
    expect(await accountsOf(officer)).toEqual([])
  })

  test('is neither recorded nor taken back in SQL without a change', async () => {
    const officer = await newOfficer('viewer')
    done(await sign(admin, await drafted(accountOf(officer, 'account-linked', 'kept')), 'propose'))
    const row = sql`officer_id = ${officer.id}`
    expect(await saysTo(sql`insert into officer_owner values (${officer.id}, 'x')`)).toBe('23514')
    expect(await saysTo(sql`delete from officer_owner where ${row}`)).toBe('23514')
    expect(await saysTo(sql`update officer_owner set owner = 'x' where ${row}`)).toBe('42501')
  })
})

describe('whoever is added', () => {
  test('is shown to those who approve by the identity that gets the rights', async () => {
    const change = newcomer()
    const { difference } = await shown(await drafted(change))
    const values = difference.map(({ after }) => after)
    expect(values).toContain('http://localhost:3400')
    expect(values).toContain('subject' in change ? change.subject : '')
  })

  test('is not added where the identity was swapped after people had signed', async () => {
    const about = await approved(newcomer())
    const { subjectId } = about
    await tamper(
      'desk_change',
      sql`update desk_change set person = jsonb_set(person, '{subject}', '"somebody-else"') where id = ${subjectId}`,
    )
    const outcome = done(await executed(about))
    expect(outcome.state).toBe('stale')
    expect(outcome.sentence).toContain('the identity that is stored is not the one')
    expect(
      await saysTo(sql`select 1 / count(*) from officer where subject = 'somebody-else'`),
    ).toBe('22012')
  })

  test('is not proposed where the identity was swapped in the draft', async () => {
    const about = await drafted(newcomer())
    await tamper(
      'desk_change',
      sql`update desk_change set person = jsonb_set(person, '{subject}', '"another"') where id = ${about.subjectId}`,
    )
    expect(await prepare(admin, about, 'propose')).toMatchObject({ code: 'stale' })
  })
})

describe('everybody is paged', () => {
  const alarmOf = async (change: ChangeInput, by = admin) => {
    const recorded = done(await sign(by, await drafted(change, by), 'propose'))
    return database().read((db) => alarmingDecision(db, recorded.decisionIndex))
  }
  const keyOf = (officer: Officer): ChangeInput => ({
    kind: 'key-revoked',
    credentialIdHash: credentialIdHash(authenticatorOf(officer).credentialId),
  })

  test('when one person removes an officer, his roles, his key, or records an account', async () => {
    const officer = await newOfficer('approver', 'viewer')
    const { pseudonym } = officer
    const changes: ChangeInput[] = [
      accountOf(officer, 'account-linked', 'paged'),
      { kind: 'roles-changed', officer: pseudonym, roles: ['viewer'], group: 'risk' },
      keyOf(officer),
      { kind: 'officer-removed', officer: pseudonym },
    ]
    for (const change of changes)
      expect(await alarmOf(change)).toEqual({ decision: change.kind, reason: 'a test' })
  })

  test('but neither for a key given up by its owner, nor for what waits for others', async () => {
    const officer = await newOfficer('viewer')
    expect(await alarmOf(keyOf(officer), officer)).toBeUndefined()
    expect(await alarmOf(newcomer())).toBeUndefined()
  })
})
