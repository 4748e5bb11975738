// Guarantees of release on real PostgreSQL: nothing that was altered behind the application is executed.
import { type SQL, sql } from 'drizzle-orm'
import { beforeAll, expect, test, vi } from 'vitest'
import { onlyRow } from '@/db/client'
import { newAuthenticator } from '@/lib/domain/authenticator.example'
import { credentialIdHash } from '@/lib/domain/passkey'
import { database } from './database'
import { executeClawback } from './execution'
import { tamper } from './owner.example'
import { newPolicy } from './policy.example'
import {
  approve,
  authenticatorOf,
  call,
  done,
  evidenceOf,
  newOfficer,
  newVenue,
  prepare,
  propose,
  type Ref,
  sign,
  type Venue,
} from './venue.example'

const read = <Row>(query: SQL) => database().read((db) => onlyRow<Row>(db, query))

let venue: Venue
let ref: Ref
beforeAll(async () => {
  venue = await newVenue()
  ref = await approve(venue, { policyId: await newPolicy({}) })
})

/** One value of one row. */
type Place = { table: string; column: string; where: SQL }
const valueAt = async ({ table, column, where }: Place): Promise<string> => {
  const name = sql.identifier(column)
  const row = await read<{ value: string }>(
    sql`select ${name}::text as value from ${sql.identifier(table)} where ${where}`,
  )
  if (!row) throw new Error(`expected a row of ${table}, got none`)
  return row.value
}
const put = ({ table, column, where }: Place, value: SQL) =>
  tamper(
    table,
    sql`update ${sql.identifier(table)} set ${sql.identifier(column)} = ${value} where ${where}`,
  )

/** What release says while one value is another, which is put back afterwards. */
const saidWhile = async (place: Place, forged: SQL): Promise<string> => {
  const was = await valueAt(place)
  await put(place, forged)
  // What alters nothing proves nothing.
  expect(await valueAt(place)).not.toBe(was)
  const outcome = await call(executeClawback, venue.approver, ref)
  await put(place, sql`${was}`)
  return outcome.kind === 'refusal' ? outcome.sentence : outcome.kind
}

const ofRun = () => sql`clawback_id = ${ref.clawbackId}`
const signedBy = (decision: string) =>
  sql`challenge_id = (select s.challenge_id from signoff s where s.subject_id = ${ref.clawbackId} and s.decision = ${decision})`
const keyOf = () => credentialIdHash(authenticatorOf(venue.approver).credentialId)
const swapped = (column: string, from: string, to: string) =>
  sql`replace(${sql.identifier(column)}::text, ${from}, ${to})`

type Case = { name: string; place: () => Place; forged: () => SQL; says: string }
const CASES: Case[] = [
  {
    name: 'one levy',
    place: () => ({ table: 'levy', column: 'amount', where: sql`${ofRun()} and account = 'a'` }),
    forged: () => sql`amount - 1`,
    says: 'the stored levies are not what the signed schedule gives',
  },
  {
    name: 'one claim',
    place: () => ({
      table: 'claim',
      column: 'base',
      where: sql`account = 'a' and snapshot_id = ${venue.snapshotId}`,
    }),
    forged: () => sql`base + 1`,
    says: 'the claims are not those that were signed',
  },
  {
    name: 'one loss',
    place: () => ({ table: 'loss', column: 'shortfall', where: sql`id = ${venue.lossIds[0]}` }),
    forged: () => sql`shortfall + 1`,
    says: 'the losses are not those that were signed',
  },
  {
    name: 'one key',
    place: () => ({
      table: 'passkey',
      column: 'public_key',
      where: sql`credential_id_hash = ${keyOf()}`,
    }),
    forged: () => sql`${newAuthenticator().publicKey}`,
    says: 'a stored key is not the one that stands in the log',
  },
  {
    name: 'the entry of the log about a key',
    place: () => ({
      table: 'log_entry',
      column: 'body',
      where: sql`type = 'key' and subject = ${`${keyOf()}/1`}`,
    }),
    forged: () => swapped('body', '"founding":true', '"founding":false'),
    says: 'Nothing was executed',
  },
  {
    name: 'the whole policy, its digest besides',
    place: () => ({ table: 'policy', column: 'content', where: policyRow() }),
    forged: () => sql`jsonb_set(content, '{fundToleranceBps}', '"9999"')`,
    says: 'the policy is not the one that was signed',
  },
  {
    name: 'the quorum in the policy',
    place: () => ({ table: 'policy', column: 'content', where: policyRow() }),
    forged: () => sql`jsonb_set(content, '{signoff,tiers,0,quorum,approvals}', '"0"')`,
    says: 'the policy is not the one that was signed',
  },
  {
    name: 'one statement',
    place: () => ({
      table: 'signoff_statement',
      column: 'statement',
      where: signedBy('approve'),
    }),
    forged: () => swapped('statement', '"group":"risk"', '"group":"treasury"'),
    says: 'the sign-offs are not about what is stored',
  },
  {
    name: 'one byte of the evidence',
    place: () => ({ table: 'signoff', column: 'evidence', where: signedBy('approve') }),
    forged: () =>
      sql`jsonb_set(evidence, '{signature}', to_jsonb(overlay(evidence ->> 'signature' placing
        case substr(evidence ->> 'signature', 30, 1) when 'A' then 'B' else 'A' end from 30 for 1)))`,
    says: 'a signature does not hold any more',
  },
  {
    name: 'the evidence of the proposal',
    place: () => ({ table: 'signoff', column: 'evidence', where: signedBy('propose') }),
    forged: () =>
      sql`(select s.evidence from signoff s where s.subject_id = ${ref.clawbackId} and s.decision = 'approve')`,
    says: 'a signature does not hold any more',
  },
  {
    name: 'the envelope',
    place: () => ({ table: 'clawback_revision', column: 'envelope', where: ofRun() }),
    forged: () => swapped('envelope', '"approvals":"1"', '"approvals":"0"'),
    says: 'the stored text is not the one that was signed',
  },
  {
    name: 'the digest',
    place: () => ({ table: 'clawback_revision', column: 'subject_digest', where: ofRun() }),
    forged: () => sql`${'a'.repeat(64)}`,
    says: 'the stored text is not the one that was signed',
  },
]
const policyRow = () =>
  sql`(id, version) = (select policy_id, policy_version from clawback_revision where ${ofRun()})`

test.each(CASES)('refuses when $name was altered in SQL', async ({ place, forged, says }) => {
  expect(await saidWhile(place(), forged())).toContain(says)
})

test('refuses while roles and groups in the table are wider than in the log', async () => {
  const analyst = await newOfficer('analyst')
  const place = { table: 'officer', column: 'roles', where: sql`id = ${analyst.id}` }
  await put(place, sql`array['approver']`)
  const disguised = { ...analyst, roles: ['approver' as const] }
  const other = await newVenue()
  const about = await propose(other)
  done(await sign(disguised, about, 'approve'))
  const outcome = await call(executeClawback, other.approver, about)
  expect(outcome.kind === 'refusal' && outcome.sentence).toContain(
    'by the keys and roles in the log',
  )
})

test('refuses a run whose veto was deleted', async () => {
  const other = await newVenue()
  const about = await approve(other)
  done(await sign(other.approver, about, 'veto', 'prices are disputed'))
  const rows = sql`subject_id = ${about.clawbackId} and decision = 'veto'`
  await tamper('signoff', sql`delete from signoff where ${rows}`)
  const state = sql`update clawback_revision set state = 'approved' where clawback_id = ${about.clawbackId}`
  await tamper('clawback_revision', state)
  const outcome = await call(executeClawback, other.approver, about)
  expect(outcome.kind === 'refusal' && outcome.sentence).toContain(
    'not those that stand in the log',
  )
})

test('refuses an approval that was put beside the log', async () => {
  const other = await newVenue()
  const about = await propose(other)
  const { challengeId, challenge } = done(await prepare(other.approver, about, 'approve'))
  const evidence = evidenceOf(authenticatorOf(other.approver), challenge)
  const part = sql`insert into participant (subject_type, subject_id, officer_id, part) values ('clawback', ${about.clawbackId}, ${other.approver.id}, 'approver')`
  await tamper('participant', part)
  const row = sql`insert into signoff (challenge_id, subject_type, subject_id, revision, officer_id, part, decision, evidence)
    values (${challengeId}, 'clawback', ${about.clawbackId}, 1, ${other.approver.id}, 'approver', 'approve', ${JSON.stringify(evidence)}::jsonb)`
  await tamper('signoff', row)
  const state = sql`update clawback_revision set state = 'approved' where clawback_id = ${about.clawbackId}`
  await tamper('clawback_revision', state)
  const outcome = await call(executeClawback, other.approver, about)
  expect(outcome.kind === 'refusal' && outcome.sentence).toContain(
    'not those that stand in the log',
  )
})

test.each([-1, 1])(
  'signs and releases by the database’s clock when the application’s is %i hour off',
  async (hours) => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + hours * 3_600_000 })
    try {
      const other = await newVenue()
      const about = await approve(other)
      const { executedAt } = done(await call(executeClawback, other.approver, about))
      const row = await read<{ off: number }>(
        sql`select abs(extract(epoch from now() - ${executedAt}::timestamptz))::int as off`,
      )
      expect(row?.off).toBeLessThan(60)
    } finally {
      vi.useRealTimers()
    }
  },
)

test('whatever it refused, release executes the run once everything is as it was signed', async () => {
  expect(done(await call(executeClawback, venue.approver, ref)).state).toBe('executed')
})
