// Guarantees of two deeds at one instant on real PostgreSQL: one order, and nothing lost of either.
import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { onlyRow, rowsOf } from '@/db/client'
import { draftChange, executeChange } from './change'
import { saveDraft } from './clawback'
import { database } from './database'
import { executeClawback } from './execution'
import type { Officer } from './officer'
import { tamper } from './owner.example'
import { newPolicy, ONE_APPROVAL, retirePolicy } from './policy.example'
import { recordSignoff } from './signoff'
import {
  type About,
  approve,
  authenticatorOf,
  call,
  done,
  draft,
  evidenceOf,
  execute,
  importLosses,
  newOfficer,
  newOfficerIn,
  newVenue,
  prepare,
  propose,
  type Ref,
  runInputOf,
  sign,
  type Venue,
} from './venue.example'

const read = <Row>(query: ReturnType<typeof sql>) =>
  database().read((db) => onlyRow<Row>(db, query))

/** Prepares now; what comes back records it. */
type Decision = Parameters<typeof prepare>[2]
const aboutTo = async (officer: Officer, about: About, decision: Decision) => {
  const prepared = await prepare(officer, about, decision, { reason: 'a test' })
  const { challengeId, challenge } = done(prepared)
  const evidence = evidenceOf(authenticatorOf(officer), challenge)
  return () => call(recordSignoff, officer, { challengeId, evidence })
}
type Said = { kind: string }
const isDone = ({ kind }: Said) => kind === 'done'
/** Neither waits for the other for ever: whoever loses is told why. */
const areAnswered = (outcomes: readonly Said[]) => {
  for (const { kind } of outcomes) expect(['done', 'refusal']).toContain(kind)
}
const pause = (milliseconds: number) => new Promise((after) => setTimeout(after, milliseconds))
/** Both at once, each a little first in turn. */
const race = async <A extends Said, B extends Said>(
  round: number,
  [one, other]: [() => Promise<A>, () => Promise<B>],
): Promise<[A, B]> => {
  const lead = ((round % 5) - 2) * 6
  const outcomes = await Promise.all([
    pause(Math.max(0, lead)).then(one),
    pause(Math.max(0, -lead)).then(other),
  ])
  areAnswered(outcomes)
  return outcomes
}

const TWO_GROUPS = {
  ...ONE_APPROVAL,
  tiers: ONE_APPROVAL.tiers.map((tier) => ({
    ...tier,
    quorum: { approvals: '2', groups: '2', among: ['risk', 'treasury'], deviceBound: false },
  })),
}

/** As if nobody had decided a proposal yet. */
const undecided = async ({ clawbackId }: Ref) => {
  const about = sql`subject_id = ${clawbackId}`
  await tamper('signoff', sql`delete from signoff where ${about} and decision = 'approve'`)
  await tamper('participant', sql`delete from participant where ${about} and part = 'approver'`)
  const state = sql`update clawback_revision set state = 'proposed' where clawback_id = ${clawbackId}`
  await tamper('clawback_revision', state)
}

test('two approvers at once are both counted and promote once: 50 pairs', async () => {
  const policyId = await newPolicy({ signoff: TWO_GROUPS })
  const [venue, one, other] = [
    await newVenue(),
    await newOfficerIn('risk', 'approver'),
    await newOfficerIn('treasury', 'approver'),
  ]
  const ref = await propose(venue, { policyId })
  const statesOf = async (round: number, decision: Decision) => {
    const deeds = await Promise.all([aboutTo(one, ref, decision), aboutTo(other, ref, decision)])
    const outcomes = await race(round, deeds)
    return outcomes.map((outcome) => done(outcome).state).sort()
  }
  for (let round = 0; round < 50; round += 1) {
    if (round > 0) await undecided(ref)
    expect(await statesOf(round, 'approve')).toEqual(['approved', 'proposed'])
    const row = await read(
      sql`select state, (select count(*)::int from counting_approvals('clawback', clawback_id, revision)) as counted
          from clawback_revision where clawback_id = ${ref.clawbackId}`,
    )
    expect(row).toEqual({ state: 'approved', counted: 2 })
  }
  // Taking it back at once reopens it once.
  expect(await statesOf(0, 'withdraw')).toEqual(['proposed', 'proposed'])
  await retirePolicy(policyId)
}, 120_000)

/** The next revision of a run, proposed. */
const proposedAgain = async (venue: Venue, { clawbackId }: Ref): Promise<Ref> => {
  const ref = done(await call(saveDraft, venue.analyst, { ...runInputOf(venue), clawbackId }))
  done(await sign(venue.analyst, ref, 'propose'))
  return ref
}

test('approve against reject: one of them is recorded, in 8 rounds', async () => {
  const [venue, other] = [await newVenue(), await newOfficer('approver')]
  let ref = await propose(venue)
  for (let round = 0; round < 8; round += 1) {
    const outcomes = await race(round, [
      await aboutTo(venue.approver, ref, 'approve'),
      await aboutTo(other, ref, 'reject'),
    ])
    expect(outcomes.filter(isDone)).toHaveLength(1)
    const row = await read<{ state: string; signoffs: number }>(
      sql`select state, (select count(*)::int from signoff s where s.subject_id = r.clawback_id and s.revision = r.revision and s.decision <> 'propose') as signoffs
          from clawback_revision r where clawback_id = ${ref.clawbackId} and revision = ${ref.revision}`,
    )
    expect(row).toEqual({ state: isDone(outcomes[0]) ? 'approved' : 'rejected', signoffs: 1 })
    ref = await proposedAgain(venue, ref)
  }
}, 60_000)

test.each(['propose', 'approve'] as const)(
  'edit against %s: what was signed is void or was never signed, in 5 rounds',
  async (decision) => {
    const venue = await newVenue()
    let ref = await draft(venue)
    for (let round = 0; round < 5; round += 1) {
      if (decision === 'approve') done(await sign(venue.analyst, ref, 'propose'))
      const signer = decision === 'approve' ? venue.approver : venue.analyst
      const edited = { ...runInputOf(venue), clawbackId: ref.clawbackId }
      const [edit] = await race(round, [
        () => call(saveDraft, venue.analyst, edited),
        await aboutTo(signer, ref, decision),
      ])
      const next = done(edit)
      expect(next.revision).toBe(ref.revision + 1)
      const rows = await database().read((db) =>
        rowsOf<{ state: string; signoffs: number }>(
          db,
          sql`select state, (select count(*)::int from signoff s where s.subject_id = r.clawback_id and s.revision = r.revision) as signoffs
              from clawback_revision r where clawback_id = ${ref.clawbackId} and revision >= ${ref.revision} order by revision`,
        ),
      )
      expect(rows.map(({ state }) => state)).toEqual(['superseded', 'draft'])
      expect(rows[1]?.signoffs).toBe(0)
      ref = next
    }
  },
  60_000,
)

/** Runs that are approved one after the other, each with a loss of its own, as long as one is executed. */
const approvedRuns = async () => {
  const venue = await newVenue()
  // What the fund can bear is gone, so that every later loss is mutualised.
  await execute(venue)
  let ref: Ref | undefined
  return {
    venue,
    next: async (isExecuted: boolean): Promise<Ref> => {
      if (ref && !isExecuted) {
        ref = await proposedAgain(venue, ref)
      } else {
        venue.lossIds = await importLosses(venue.analyst, venue.fundId, ['10.00'])
        ref = await propose(venue)
      }
      done(await sign(venue.approver, ref, 'approve'))
      return ref
    },
  }
}

test.each([
  ['veto', 8],
  ['withdraw', 5],
] as const)(
  '%s against release: exactly one of them wins, in %i rounds',
  async (decision, rounds) => {
    const { venue, next } = await approvedRuns()
    let isExecuted = true
    for (let round = 0; round < rounds; round += 1) {
      const ref = await next(isExecuted)
      const outcomes = await race(round, [
        await aboutTo(venue.approver, ref, decision),
        () => call(executeClawback, venue.approver, ref),
      ])
      expect(outcomes.filter(isDone)).toHaveLength(1)
      isExecuted = isDone(outcomes[1])
      const row = await read<{ executions: number; stopped: number }>(
        sql`select (select count(*)::int from execution where clawback_id = ${ref.clawbackId}) as executions,
            (select count(*)::int from signoff where subject_id = ${ref.clawbackId} and revision = ${ref.revision} and decision = ${decision}) as stopped`,
      )
      expect(row).toEqual({ executions: isExecuted ? 1 : 0, stopped: isExecuted ? 0 : 1 })
    }
  },
  120_000,
)

const drafted = async (admin: Officer, change: object): Promise<About & { subjectId: string }> => {
  const { changeId } = done(await call(draftChange, admin, { change, reason: 'a test' }))
  return { subjectType: 'officers', subjectId: changeId, revision: 1 }
}

test('revoking a key against release: the run is executed before the key goes, or not at all', async () => {
  const [{ venue, next }, admin] = [await approvedRuns(), await newOfficer('admin')]
  let isExecuted = true
  for (let round = 0; round < 6; round += 1) {
    const other = await newOfficer('approver')
    venue.approver = other
    const ref = await next(isExecuted)
    const { credentialId } = authenticatorOf(other)
    const key = await read<{ hash: string }>(
      sql`select credential_id_hash as hash from passkey where credential_id = ${credentialId}`,
    )
    const change = { kind: 'key-revoked', credentialIdHash: key?.hash ?? '' }
    const outcomes = await race(round, [
      await aboutTo(admin, await drafted(admin, change), 'propose'),
      () => call(executeClawback, other, ref),
    ])
    expect(isDone(outcomes[0])).toBe(true)
    isExecuted = isDone(outcomes[1])
    if (!isExecuted) expect(outcomes[1]).toMatchObject({ code: 'quorum-missing' })
    const row = await read<{ executed: number | null; revoked: number }>(
      sql`select (select index::int from log_entry where type = 'execution' and subject = ${ref.clawbackId}) as executed,
            (select index::int from log_entry where type = 'key' and subject = ${`${key?.hash ?? ''}/2`}) as revoked`,
    )
    expect(row?.executed ?? -1).toBeLessThan(row?.revoked ?? 0)
    expect(row?.executed !== null).toBe(isExecuted)
  }
}, 120_000)

test('a pause against release: the run is executed before the pause, or not at all', async () => {
  const [{ venue, next }, admin] = [await approvedRuns(), await newOfficer('admin')]
  const resume = async () => {
    const about = await drafted(admin, { kind: 'resumed' })
    done(await sign(admin, about, 'propose'))
    done(await sign(await newOfficer('approver'), about, 'approve'))
    done(await call(executeChange, admin, { changeId: about.subjectId }))
  }
  let isExecuted = true
  for (let round = 0; round < 5; round += 1) {
    const ref = await next(isExecuted)
    const outcomes = await race(round, [
      await aboutTo(admin, await drafted(admin, { kind: 'paused' }), 'propose'),
      () => call(executeClawback, venue.approver, ref),
    ])
    expect(isDone(outcomes[0])).toBe(true)
    isExecuted = isDone(outcomes[1])
    if (!isExecuted) expect(outcomes[1]).toMatchObject({ code: 'paused' })
    await resume()
  }
}, 60_000)

test('two changes at one instant: the second sees what the first has done', async () => {
  const [admin, approver, about] = [
    await newOfficer('admin'),
    await newOfficer('approver'),
    await newOfficer('viewer'),
  ]
  for (let round = 0; round < 5; round += 1) {
    const roles = round % 2 === 0 ? ['auditor', 'analyst'] : ['publisher', 'viewer']
    const changes = []
    for (const role of roles) {
      const change = {
        kind: 'roles-changed',
        officer: about.pseudonym,
        roles: [role],
        group: 'risk',
      }
      const one = await drafted(admin, change)
      done(await sign(admin, one, 'propose'))
      done(await sign(approver, one, 'approve'))
      changes.push(one)
    }
    const [first, second] = changes.map(({ subjectId: changeId }) => changeId)
    const outcomes = await race(round, [
      () => call(executeChange, admin, { changeId: first }),
      () => call(executeChange, admin, { changeId: second }),
    ])
    const states = outcomes.map((outcome) => done(outcome).state)
    expect([...states].sort()).toEqual(['executed', 'stale'])
    const row = await read<{ roles: string[] }>(
      sql`select roles from officer where id = ${about.id}`,
    )
    expect(row?.roles).toEqual([roles[states.indexOf('executed')]])
  }
}, 60_000)

test('two pauses at one instant: one takes effect, and the other is told', async () => {
  const [admin, other] = [await newOfficer('admin'), await newOfficer('admin')]
  const outcomes = await race(2, [
    await aboutTo(admin, await drafted(admin, { kind: 'paused' }), 'propose'),
    await aboutTo(other, await drafted(other, { kind: 'paused' }), 'propose'),
  ])
  expect(outcomes.filter(isDone)).toHaveLength(1)
  const about = await drafted(admin, { kind: 'resumed' })
  done(await sign(admin, about, 'propose'))
  done(await sign(await newOfficer('approver'), about, 'approve'))
  done(await call(executeChange, admin, { changeId: about.subjectId }))
})

test('an approval while a key is revoked elsewhere waits for nobody for ever', async () => {
  const [venue, admin] = [await newVenue(), await newOfficer('admin')]
  for (let round = 0; round < 5; round += 1) {
    const [ref, other] = [await approve(venue), await newOfficer('approver')]
    const key = await read<{ hash: string }>(
      sql`select credential_id_hash as hash from passkey where credential_id = ${authenticatorOf(venue.approver).credentialId}`,
    )
    const change = { kind: 'key-revoked', credentialIdHash: key?.hash ?? '' }
    const outcomes = await race(round, [
      await aboutTo(admin, await drafted(admin, change), 'propose'),
      await aboutTo(other, ref, 'approve'),
    ])
    expect(outcomes.every(isDone)).toBe(true)
    venue.approver = other
    done(await call(executeClawback, other, ref))
    venue.lossIds = await importLosses(venue.analyst, venue.fundId, ['10.00'])
  }
}, 60_000)
