// Guarantees of what is told to everybody: a veto is named at once, and counted in public.
import { expect, test } from 'vitest'
import { showInbox } from './inbox'
import { showLog } from './log'
import { call, done, newOfficer, newVenue, propose, sign } from './venue.example'

const vetoes = async () => done(await showLog.call({ officer: null }, {})).vetoes

test('a veto is told to every officer with its reason for a day, and the public log counts it', async () => {
  const [venue, reader, before] = [await newVenue(), await newOfficer('viewer'), await vetoes()]
  const ref = await propose(venue)
  const told = async () => done(await call(showInbox, reader, {})).stops
  expect((await told()).some(({ id }) => id === ref.clawbackId)).toBe(false)
  done(await sign(venue.approver, ref, 'veto', 'prices are disputed'))
  expect((await told()).find(({ id }) => id === ref.clawbackId)).toMatchObject({
    ...{ kind: 'veto', subjectType: 'clawback', reason: 'prices are disputed' },
    by: venue.approver.name,
  })
  expect(await vetoes()).toBeGreaterThan(before)
})
