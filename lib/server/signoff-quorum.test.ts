// Guarantees of who must sign on real PostgreSQL: groups, tiers, keys, times, and accounts of one's own.
import { sql } from 'drizzle-orm'
import { afterEach, expect, test } from 'vitest'
import { onlyRow, rowsOf } from '@/db/client'
import type { EnvelopeV2 } from '@/lib/domain/signoff'
import type { SignoffPolicy } from '@/lib/domain/signoff-policy'
import { saveDraft } from './clawback'
import { database } from './database'
import { executeClawback } from './execution'
import type { Officer } from './officer'
import { asOwner, dbTurns, tamper } from './owner.example'
import { newPolicy, ONE_APPROVAL, retirePolicy } from './policy.example'
import { recordSignoff } from './signoff'
import {
  approve,
  authenticatorOf,
  call,
  done,
  draft,
  evidenceOf,
  giveKey,
  newOfficer,
  newOfficerIn,
  newVenue,
  prepare,
  propose,
  type Ref,
  runInputOf,
  sign,
} from './venue.example'

const read = <Row>(query: ReturnType<typeof sql>) =>
  database().read((db) => onlyRow<Row>(db, query))

const adopted: string[] = []
const policyOf = async (signoff: SignoffPolicy): Promise<string> => {
  const id = await newPolicy({ signoff })
  adopted.push(id)
  return id
}
afterEach(async () => {
  for (const id of adopted.splice(0)) await retirePolicy(id)
})

const [ONLY] = ONE_APPROVAL.tiers
type Tier = SignoffPolicy['tiers'][number]
const withTier = (tier: Partial<Tier>, rest: Partial<SignoffPolicy> = {}): SignoffPolicy => {
  if (!ONLY) throw new Error('expected a tier')
  return { ...ONE_APPROVAL, ...rest, tiers: [{ ...ONLY, ...tier }] }
}
const TWO_GROUPS = { approvals: '2', groups: '2', among: ['risk', 'treasury'], deviceBound: false }

const stateOf = async ({ clawbackId, revision }: Ref) =>
  (
    await read<{ state: string }>(
      sql`select state from clawback_revision where clawback_id = ${clawbackId} and revision = ${revision}`,
    )
  )?.state

test('two of one group do not meet two groups; a third of the other does; a group that is not named never counts', async () => {
  const policyId = await policyOf(withTier({ quorum: TWO_GROUPS }))
  const venue = await newVenue()
  const [risk, compliance, treasury] = [
    await newOfficerIn('risk', 'approver'),
    await newOfficerIn('compliance', 'approver'),
    await newOfficerIn('treasury', 'approver'),
  ]
  const ref = await propose(venue, { policyId })
  expect(done(await sign(venue.approver, ref, 'approve')).state).toBe('proposed')
  expect(done(await sign(risk, ref, 'approve')).state).toBe('proposed')
  expect(await sign(compliance, ref, 'approve')).toMatchObject({ code: 'role-missing' })
  expect(await call(executeClawback, risk, ref)).toMatchObject({ code: 'wrong-state' })
  expect(done(await sign(treasury, ref, 'approve')).state).toBe('approved')
  done(await call(executeClawback, risk, ref))
})

test('nobody proposes what too few people could approve', async () => {
  const quorum = { approvals: '9', groups: '1', among: ['nobody'], deviceBound: false }
  const policyId = await policyOf(withTier({ quorum }))
  const venue = await newVenue()
  const ref = await draft(venue, { policyId })
  expect(await sign(venue.analyst, ref, 'propose')).toMatchObject({ code: 'pool-too-small' })
  expect(await stateOf(ref)).toBe('draft')
})

test('device-bound keys count where they are asked for, and no other', async () => {
  const policyId = await policyOf(
    withTier({ quorum: { ...TWO_GROUPS, approvals: '1', groups: '1', deviceBound: true } }),
  )
  const [venue, bound] = [await newVenue(), await newOfficer('approver')]
  const key = await giveKey(bound, { isDeviceBound: true })
  const ref = await propose(venue, { policyId })
  expect(await sign(venue.approver, ref, 'approve')).toMatchObject({ code: 'key-unfit' })
  expect(await sign(bound, ref, 'approve')).toMatchObject({ code: 'key-unfit' })
  expect(done(await sign(bound, ref, 'approve', '', key)).state).toBe('approved')
})

test('an approver needs as many keys as the policy says', async () => {
  const policyId = await policyOf(withTier({}, { keysPerApprover: '2' }))
  const venue = await newVenue()
  const ref = await draft(venue, { policyId })
  await giveKey(await newOfficer('approver'))
  done(await sign(venue.analyst, ref, 'propose'))
  expect(await sign(venue.approver, ref, 'approve')).toMatchObject({ code: 'key-missing' })
  await giveKey(venue.approver)
  done(await sign(venue.approver, ref, 'approve'))
})

test('an approval taken back makes it a proposal again, for others to approve', async () => {
  const venue = await newVenue()
  const ref = await approve(venue)
  expect(done(await sign(venue.approver, ref, 'withdraw')).state).toBe('proposed')
  expect(await stateOf(ref)).toBe('proposed')
  expect(await call(executeClawback, venue.approver, ref)).toMatchObject({ code: 'wrong-state' })
  expect(await sign(venue.approver, ref, 'approve')).toMatchObject({ code: 'decided-already' })
  expect(await sign(venue.approver, ref, 'withdraw')).toMatchObject({ code: 'wrong-state' })
  done(await sign(await newOfficer('approver'), ref, 'approve'))
  done(await call(executeClawback, venue.approver, ref))
})

test('a proposer takes back what nobody has approved yet', async () => {
  const venue = await newVenue()
  const ref = await propose(venue)
  expect(done(await sign(venue.analyst, ref, 'withdraw')).state).toBe('withdrawn')
  expect(await sign(venue.approver, ref, 'approve')).toMatchObject({ code: 'wrong-state' })
})

test('an author who may approve vetoes his own run, with a reason', async () => {
  const venue = await newVenue()
  const both = await newOfficer('analyst', 'approver')
  const ref = done(await call(saveDraft, both, runInputOf(venue)))
  done(await sign(both, ref, 'propose'))
  done(await sign(venue.approver, ref, 'approve'))
  expect(await sign(both, ref, 'veto', ' ')).toMatchObject({ code: 'reason-missing' })
  expect(done(await sign(both, ref, 'veto', 'prices are disputed')).state).toBe('vetoed')
  expect(await call(executeClawback, venue.approver, ref)).toMatchObject({ code: 'wrong-state' })
})

test('what was not decided in time is expired, by the database’s clock', async () => {
  const venue = await newVenue()
  const waiting = await propose(venue)
  const expire = ({ clawbackId }: Ref) =>
    tamper(
      'clawback_revision',
      sql`update clawback_revision set proposed_at = proposed_at - interval '25 hours', expires_at = proposed_at - interval '1 hour' where clawback_id = ${clawbackId}`,
    )
  await expire(waiting)
  expect(await sign(venue.approver, waiting, 'approve')).toMatchObject({ code: 'expired' })
  const other = await newVenue()
  const late = await approve(other)
  await expire(late)
  expect(await call(executeClawback, other.approver, late)).toMatchObject({ code: 'expired' })
})

test('nothing is released before its cooling-off ends, by the database’s clock, and it can be vetoed until then', async () => {
  const policyId = await policyOf(withTier({ coolingOffSeconds: '12' }))
  const [venue, other] = [await newVenue(), await newVenue()]
  const [ref, stopped] = [await approve(venue, { policyId }), await approve(other, { policyId })]
  expect(await call(executeClawback, venue.approver, ref)).toMatchObject({ code: 'too-early' })
  const row = sql`clawback_revision where clawback_id = ${ref.clawbackId}`
  const set = (moment: ReturnType<typeof sql>) =>
    tamper(
      'clawback_revision',
      sql`update clawback_revision set not_before = ${moment} where clawback_id = ${ref.clawbackId}`,
    )
  await set(sql`proposed_at`)
  expect(await call(executeClawback, venue.approver, ref)).toMatchObject({ code: 'stale' })
  await set(sql`proposed_at + interval '12 seconds'`)
  expect(done(await sign(other.approver, stopped, 'veto', 'no')).state).toBe('vetoed')
  await dbTurns(sql`select not_before <= now() as has from ${row}`)
  done(await call(executeClawback, venue.approver, ref))
})

test('who owns a charged account signs nothing about it, and his approval counts no more', async () => {
  const [venue, owner] = [await newVenue(), await newOfficer('approver')]
  const owns = (officer: Officer, account: string) =>
    asOwner().transact((tx) =>
      rowsOf(
        tx,
        sql`insert into officer_owner (officer_id, owner) values (${officer.id}, ${account})`,
      ),
    )
  await owns(owner, 'a')
  const ref = await propose(venue)
  for (const decision of ['approve', 'reject'] as const)
    expect(await sign(owner, ref, decision, 'no')).toMatchObject({ code: 'owns-an-account' })
  done(await sign(venue.approver, ref, 'approve'))
  await owns(venue.approver, 'b')
  expect(await call(executeClawback, owner, ref)).toMatchObject({ code: 'quorum-missing' })
})

/** Takes whatever earlier tests took or propose out of every window. */
const calm = async () => {
  const old = sql`update execution set executed_at = executed_at - interval '8 days'`
  await tamper('execution', old)
  const expired = sql`update clawback_revision set expires_at = proposed_at where state in ('proposed', 'approved')`
  await tamper('clawback_revision', expired)
}
const envelopeOf = async ({ clawbackId }: Ref): Promise<EnvelopeV2> => {
  const row = await read<{ envelope: string }>(
    sql`select envelope from clawback_revision where clawback_id = ${clawbackId} order by revision desc limit 1`,
  )
  return JSON.parse(row?.envelope ?? '') as EnvelopeV2
}
const bounds = (amount: string) => ({
  amounts: { TST: amount },
  shareBps: '99999',
  accounts: '999',
})
/** T1 up to 300.00 a day and 500.00 a week by one approval, beyond that two. */
const BOUNDED: SignoffPolicy = {
  ...ONE_APPROVAL,
  tiers: [
    ...ONE_APPROVAL.tiers.map((tier) => ({ ...tier, day: bounds('30000'), week: bounds('50000') })),
    ...withTier({ name: 'T2', quorum: { ...TWO_GROUPS, among: [] } }).tiers,
  ],
}

test('the tier of a run counts what others took within a day and a week, over every fund', async () => {
  await calm()
  const policyId = await policyOf(BOUNDED)
  await newOfficerIn('treasury', 'approver')
  const [first, second] = [await newVenue(), await newVenue()]
  const taken = await approve(first, { policyId })
  expect(await envelopeOf(taken)).toMatchObject({
    tier: 'T1',
    tierInputs: { own: { amounts: { TST: '20000' } } },
  })
  done(await call(executeClawback, first.approver, taken))

  const split = await propose(second, { policyId })
  expect(await envelopeOf(split)).toMatchObject({
    tier: 'T2',
    tierInputs: { day: { amounts: { TST: '20000' } } },
    quorum: { approvals: '2' },
  })
  expect(done(await sign(second.approver, split, 'approve')).state).toBe('proposed')

  const again = async (hours: number) => {
    const moved = sql`update execution set executed_at = now() - make_interval(hours => ${hours}) where clawback_id = ${taken.clawbackId}`
    await tamper('execution', moved)
    const ref = done(
      await call(saveDraft, second.analyst, {
        ...{ ...runInputOf(second), policyId },
        clawbackId: split.clawbackId,
      }),
    )
    done(await sign(second.analyst, ref, 'propose'))
    return envelopeOf(ref)
  }
  expect(await again(23)).toMatchObject({ tier: 'T2' })
  expect(await again(25)).toMatchObject({ tier: 'T1', tierInputs: { day: { amounts: {} } } })
  expect(await again(24 * 8)).toMatchObject({ tierInputs: { week: { amounts: {} } } })
})

test('two runs proposed at one instant do not overlook each other', async () => {
  await calm()
  const policyId = await policyOf(BOUNDED)
  const proposing = async () => {
    const venue = await newVenue()
    const { challengeId, challenge } = done(
      await prepare(venue.analyst, await draft(venue, { policyId }), 'propose'),
    )
    const evidence = evidenceOf(authenticatorOf(venue.analyst), challenge)
    return () => call(recordSignoff, venue.analyst, { challengeId, evidence })
  }
  const deeds = [await proposing(), await proposing()]
  const outcomes = await Promise.all(deeds.map((deed) => deed()))
  expect(outcomes.filter(({ kind }) => kind === 'done')).toHaveLength(1)
  const refused = outcomes.find(({ kind }) => kind !== 'done')
  expect(refused).toMatchObject({ code: 'stale' })
})
