// Guarantees of what an officer's own computation rests on: claims, stored levies and figures as the verbs give them.
import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { rowsOf } from '@/db/client'
import { shownOf } from '@/lib/client/reproduction'
import { reproduce } from '@/lib/domain/reproduction'
import { utf8Bytes } from '@/lib/domain/utf8'
import { exportSnapshot } from './claim'
import { showClawback } from './clawback-detail'
import { exportStoredLevies } from './reproduction'
import { asOwner } from './owner.example'
import { newPolicy } from './policy.example'
import { textOf } from './statement-check.example'
import {
  call,
  done,
  draft,
  newOfficer,
  newVenue,
  propose,
  type Choice,
  type Ref,
  type Venue,
} from './venue.example'

const HEADER = 'account,owner,base,class,cap,equity,score'
const CLAIMS = [
  'a,,100,eligible,90,150,3',
  'b,pair,200.01,eligible,,300,2',
  'c,pair,300.02,eligible,,400,2',
  'd,,50,exempt,,60,1',
  'e,,0.05,house,,1,1',
]

const repeated = async ({ approver }: Venue, ref: Ref) => {
  const detail = done(await call(showClawback, approver, ref))
  const snapshot = done(await call(exportSnapshot, approver, { snapshotId: detail.snapshot.id }))
  const levies = done(await call(exportStoredLevies, approver, ref))
  return reproduce({
    envelope: detail.envelope ?? '',
    snapshot: utf8Bytes(await textOf(snapshot)),
    levies: await textOf(levies),
    shown: shownOf(detail),
  }).checks
}

test.each([
  ['the policy’s own terms', {}],
  ['largest remainder', { rounding: 'largest-remainder' }],
  ['equal levies, some of the loss uncovered', { rule: 'equal-levy', uncovered: '10.01' }],
  ['a queue', { rule: 'queue' }],
] satisfies [string, Choice][])('a proposal is reproduced to the unit: %s', async (_, choice) => {
  const venue = await newVenue(CLAIMS, HEADER)
  const checks = await repeated(venue, await propose(venue, choice))
  expect(checks.filter(({ outcome }) => outcome !== 'same')).toEqual([])
  expect(checks).toHaveLength(8)
})

test('a proposal under limits is reproduced to the unit', async () => {
  const venue = await newVenue(CLAIMS, HEADER)
  const limits = { capFraction: { numerator: '9', denominator: '10' }, exemptBelow: '100' }
  const policyId = await newPolicy({ limits, asset: 'TST' })
  const checks = await repeated(venue, await propose(venue, { policyId }))
  expect(checks.filter(({ outcome }) => outcome !== 'same')).toEqual([])
})

test('one levy that was altered behind the verbs’ back is found, by its account', async () => {
  const venue = await newVenue(CLAIMS, HEADER)
  const ref = await propose(venue)
  await asOwner().transact(async (tx) => {
    await rowsOf(tx, sql`alter table levy disable trigger user`)
    await rowsOf(
      tx,
      sql`update levy set amount = amount + 1 where clawback_id = ${ref.clawbackId} and account = 'c'`,
    )
    await rowsOf(tx, sql`alter table levy enable trigger user`)
  })
  const wrong = (await repeated(venue, ref)).filter(({ outcome }) => outcome !== 'same')
  expect(wrong.map(({ step }) => step)).toEqual(['levies'])
  expect(wrong[0]?.sentence).toMatch(/^Account •••• C: the server says a levy of/)
})

test('a draft has no stored levies, and who may not take claims away gets none', async () => {
  const venue = await newVenue(CLAIMS, HEADER)
  expect(await call(exportStoredLevies, venue.approver, await draft(venue))).toMatchObject({
    kind: 'refusal',
    code: 'wrong-state',
  })
  const viewer = await newOfficer('viewer')
  expect(await call(exportStoredLevies, viewer, await draft(venue))).toMatchObject({
    kind: 'refusal',
    code: 'role-missing',
  })
})
