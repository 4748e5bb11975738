// Guarantees for whoever edits a run that is proposed already: what it holds itself is open to it, and every change is told.
import { expect, test } from 'vitest'
import { saveDraft, simulateClawback } from './clawback'
import { showClawback } from './clawback-detail'
import { showRunOptions } from './clawback-options'
import { newPolicy, retirePolicy } from './policy.example'
import { call, done, draft, importLosses, newVenue, propose, runInputOf } from './venue.example'

test('losses and fund that a proposal holds are open to its next revision, and to no other run', async () => {
  const venue = await newVenue()
  const before = done(await call(simulateClawback, venue.analyst, runInputOf(venue)))
  const { clawbackId } = await propose(venue)
  const { chosen } = done(await call(showRunOptions, venue.analyst, { clawbackId }))
  expect(chosen?.held.map(({ id }) => id).sort()).toEqual([...runInputOf(venue).lossIds].sort())
  const own = { ...runInputOf(venue), clawbackId }
  const again = done(await call(simulateClawback, venue.analyst, own))
  expect(again.waterfall).toEqual(before.waterfall)
  const other = await call(simulateClawback, venue.analyst, runInputOf(venue))
  expect(other).toMatchObject({ code: 'loss-taken' })
  const foreign = { ...runInputOf(venue), clawbackId: (await propose(await newVenue())).clawbackId }
  expect(await call(simulateClawback, venue.analyst, foreign)).toMatchObject({ code: 'loss-taken' })
})

test('the page tells the losses, top-up and reason of the revision before', async () => {
  const venue = await newVenue()
  const { clawbackId } = await propose(venue)
  const [kept] = runInputOf(venue).lossIds
  const [another] = await importLosses(venue.analyst, venue.fundId, ['700.00'])
  const change = { lossIds: [kept, another], topUp: '1', reason: 'another loss', clawbackId }
  const ref = done(await call(saveDraft, venue.analyst, { ...runInputOf(venue), ...change }))
  const { previous, topUp, losses } = done(await call(showClawback, venue.approver, ref))
  expect(previous?.losses).toEqual({ count: 2, added: 1, removed: 1 })
  expect(losses.count).toBe(2)
  expect(previous?.topUp).not.toBe(topUp)
  expect(previous?.reason).not.toBe('another loss')
  expect(previous?.tier?.quorumText).toBeTruthy()
})

test('a run under a policy that asks for fewer people names the one that asks for more', async () => {
  const venue = await newVenue()
  const ref = await draft(venue)
  const quorum = { approvals: '2', groups: '2', among: [], deviceBound: false }
  const strict = await newPolicy({
    signoff: {
      tiers: [{ name: 'T1', day: null, week: null, coolingOffSeconds: '0', quorum }],
      changeDelaySeconds: '0',
      keysPerApprover: '1',
    },
  })
  const { tier } = done(await call(showClawback, venue.approver, ref))
  await retirePolicy(strict)
  const named = tier?.stricter.find(({ policy }) => policy === strict)
  expect(named?.quorumText).toContain('2 approvals')
  expect(tier?.stricter.map(({ policy }) => policy)).not.toContain('P-T')
})
