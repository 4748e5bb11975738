// Guarantees of evidence on real PostgreSQL: what the server hands out is what a verifier accepts.
import { beforeAll, expect, test } from 'vitest'
import type { EvidenceBundle } from '@/lib/domain/evidence-bundle'
import { draftChange } from './change'
import { exportChangeEvidence, exportEvidence } from './evidence'
import { downloadChangeProposal, downloadProposal } from './proposal-file'
import { failures, textOf } from './statement-check.example'
import {
  call,
  done,
  draft,
  execute,
  newOfficer,
  newVenue,
  propose,
  type Ref,
  sign,
  type Venue,
} from './venue.example'

let venue: Venue
let executed: Ref
beforeAll(async () => {
  venue = await newVenue()
  executed = await execute(venue)
})

const evidenceOf = async ({ clawbackId }: Ref): Promise<string> =>
  textOf(done(await call(exportEvidence, venue.approver, { clawbackId })))

/** Keys and policies of this venue were put in force, and retired, by its owner, which these checks find. */
const BY_OWNER = /^(founders|policies|policies admitted|policy in force): /
const others = (text: string): string[] =>
  failures(text, null).filter((failure) => !BY_OWNER.test(failure))

test('the evidence of an executed run is accepted by the log’s keys', async () => {
  const text = await evidenceOf(executed)
  expect(others(text)).toEqual([])
  const { signoffs } = JSON.parse(text) as EvidenceBundle
  const decisions = signoffs.map(({ statement }) => statement.decision).sort()
  expect(decisions).toEqual(expect.arrayContaining(['approve', 'propose']))
})

test('keys and policies that nobody signed for are found', async () => {
  const found = failures(await evidenceOf(executed), null).join()
  expect(found).toContain('founders: ')
  expect(found).toContain('policies admitted: ')
})

test('a run that was vetoed shows who did, up to where the log stands', async () => {
  const own = await newVenue()
  const ref = await propose(own)
  done(
    await sign(
      own.approver,
      { subjectType: 'clawback', subjectId: ref.clawbackId, revision: 1 },
      'veto',
      'a test',
    ),
  )
  const text = await evidenceOf(ref)
  expect(others(text)).toEqual([])
  expect(text).toContain('"decision":"veto"')
})

test('a run that waits for approvals has evidence so far, and a proposal to look at', async () => {
  const own = await newVenue()
  const ref = await propose(own)
  expect(others(await evidenceOf(ref))).toEqual([])
  const file = done(await call(downloadProposal, own.approver, ref))
  expect(file.fileName).toBe(`proposal-${ref.clawbackId}-1.json`)
  expect(failures(await textOf(file), null)).toEqual([])
})

test('a draft has nothing to show', async () => {
  const own = await newVenue()
  const { clawbackId } = await draft(own)
  const asked = [
    await call(exportEvidence, own.approver, { clawbackId }),
    await call(downloadProposal, own.approver, { clawbackId }),
  ]
  expect(asked).toMatchObject([{ code: 'wrong-state' }, { code: 'wrong-state' }])
})

test('the evidence of a change by one person is accepted, and so is its proposal', async () => {
  const [admin, leaver] = [await newOfficer('admin'), await newOfficer('viewer')]
  const change = { kind: 'officer-removed', officer: leaver.pseudonym }
  const { changeId } = done(await call(draftChange, admin, { change, reason: 'a test' }))
  const about = { subjectType: 'officers', subjectId: changeId, revision: 1 } as const
  expect(done(await sign(admin, about, 'propose')).state).toBe('executed')
  const file = done(await call(exportChangeEvidence, admin, { changeId }))
  expect(file.fileName).toBe(`evidence-${changeId}.json`)
  expect(others(await textOf(file))).toEqual([])
  const proposal = done(await call(downloadChangeProposal, admin, { changeId }))
  expect(failures(await textOf(proposal), null)).toEqual([])
})
