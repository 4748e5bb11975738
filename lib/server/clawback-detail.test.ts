// Guarantees of what an approver can hold against the public log: the console names the roots and entries that stand there.
import { expect, test } from 'vitest'
import { entriesBetween } from '@/db/log'
import type { ClawbackDetail } from '@/lib/wire/clawback'
import { showSnapshots } from './claim'
import { saveDraft } from './clawback'
import { showClawback } from './clawback-detail'
import { database } from './database'
import { executeClawback } from './execution'
import {
  call,
  done,
  draft,
  newOfficer,
  newVenue,
  importClaims,
  publish,
  type Ref,
  runInputOf,
  sign,
} from './venue.example'

const entryAt = async (index: number | null): Promise<Record<string, unknown>> => {
  const from = index ?? -1
  const rows = await database().read((db) => entriesBetween(db, { from, to: from + 1 }))
  return JSON.parse(rows[0]?.body ?? '{}') as Record<string, unknown>
}

test('each step of a run shows the entry that it left in the log, and its root', async () => {
  const venue = await newVenue(Array.from({ length: 20 }, (_, n) => `acc-${n},${20 + n},eligible,`))
  const { analyst, approver } = venue
  const ref = await draft(venue)
  const shown = async (): Promise<ClawbackDetail> => done(await call(showClawback, approver, ref))
  const { snapshot, logged } = await shown()
  const { id: snapshotId, claimsRoot, logIndex } = snapshot
  expect(await entryAt(logIndex)).toMatchObject({ type: 'snapshot', snapshotId, claimsRoot })
  const nothing = { sharesRoot: null, proposalIndex: null, executionIndex: null, reportIndex: null }
  expect(logged).toEqual(nothing)

  done(await sign(analyst, ref, 'propose'))
  const { subjectDigest: runDigest, logged: proposed } = await shown()
  expect(proposed).toMatchObject({ executionIndex: null, reportIndex: null })
  const { sharesRoot } = proposed
  expect(await entryAt(proposed.proposalIndex)).toMatchObject({
    ...ref,
    revision: '1',
    sharesRoot,
    runDigest,
  })

  done(await sign(approver, ref, 'approve'))
  done(await call(executeClawback, approver, ref))
  const { executionIndex } = (await shown()).logged
  expect(await entryAt(executionIndex)).toMatchObject({ type: 'execution', runDigest })

  done(await publish(await newOfficer('publisher'), ref))
  const last = (await shown()).logged
  expect({ ...last, reportIndex: null }).toEqual({ ...proposed, executionIndex })
  expect(await entryAt(last.reportIndex)).toMatchObject({ type: 'report', runDigest, version: '1' })
})

test('a revision that was superseded shows its own proposal and nothing of a later one', async () => {
  const venue = await newVenue()
  const first = await draft(venue)
  done(await sign(venue.analyst, first, 'propose'))
  const second: Ref = done(
    await call(saveDraft, venue.analyst, { ...runInputOf(venue), clawbackId: first.clawbackId }),
  )
  done(await sign(venue.analyst, second, 'propose'))
  done(await sign(venue.approver, second, 'approve'))
  done(await call(executeClawback, venue.approver, second))
  const shown = async (ref: Ref) => done(await call(showClawback, venue.approver, ref)).logged
  const [before, after] = [await shown(first), await shown(second)]
  expect(before).toMatchObject({ executionIndex: null, reportIndex: null })
  expect(await entryAt(before.proposalIndex)).toMatchObject({ revision: '1' })
  expect(await entryAt(after.proposalIndex)).toMatchObject({ revision: '2' })
  expect(before.sharesRoot).not.toBe(after.sharesRoot)
})

test('the list of snapshots and the answer of the freeze say where the claims root stands', async () => {
  const { analyst, fundId } = await newVenue()
  const frozen = await importClaims(analyst, fundId, ['a,100,eligible,', 'b,200,eligible,'])
  const { snapshots } = done(await call(showSnapshots, analyst, {}))
  expect(snapshots.find(({ id }) => id === frozen.id)).toEqual(frozen)
  const { id: snapshotId, claimsRoot } = frozen
  expect(frozen.isProvable).toBe(true)
  expect(await entryAt(frozen.logIndex)).toMatchObject({ snapshotId, claimsRoot })
})
