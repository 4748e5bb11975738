// Guarantees of every rule on real PostgreSQL: from the draft to the statement, and never by another schedule.
import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { onlyRow, rowsOf } from '@/db/client'
import { openSchedule, ROUNDINGS, RULES } from '@/lib/domain/allocation-schedule'
import type { Envelope } from '@/lib/domain/signoff'
import { saveDraft, simulateClawback } from './clawback'
import { showClawback } from './clawback-detail'
import { showRunOptions } from './clawback-options'
import { database } from './database'
import { executeClawback } from './execution'
import { downloadStatement, showStatement } from './statement'
import { asOwner } from './owner.example'
import { newPolicy } from './policy.example'
import { failures, textOf } from './statement-check.example'
import {
  approve,
  call,
  type Choice,
  done,
  draft,
  execute,
  newOfficer,
  newVenue,
  publish,
  type Ref,
  runInputOf,
  sign,
  type Venue,
} from './venue.example'

const HEADER = 'account,base,class,owner,equity,score'
/** Forty accounts of 8.00 to 12.00 with scores that tie, two of one owner, one house, one exempt. */
const LINES = Array.from({ length: 40 }, (_, index) => {
  const base = (800 + ((index * 37) % 400)).toString().replace(/(..)$/, '.$1')
  const owner = index > 37 ? 'pair' : ''
  const group = index === 5 ? 'house' : index === 6 ? 'exempt' : 'eligible'
  return `acc-${index},${base},${group},${owner},${index % 3 === 0 ? '11.00' : ''},${owner ? 3 : index % 7}`
})
const scoredVenue = (): Promise<Venue> => newVenue(LINES, HEADER)

type Stored = {
  envelope: string
  summary: string
  residual: string
  schedule: { cutoff?: { account: string; amount: string } }
  body: string | null
}
const storedRun = async ({ clawbackId }: Ref): Promise<Stored> => {
  const row = await database().read((db) =>
    onlyRow<Stored>(
      db,
      sql`select envelope, summary, residual::text, schedule, (select body from report p where p.clawback_id = r.clawback_id) as body
          from clawback_revision r where clawback_id = ${clawbackId}`,
    ),
  )
  if (!row) throw new Error('expected a revision, got none')
  return row
}

const cases = RULES.flatMap((rule) => ROUNDINGS.map((rounding) => ({ rule, rounding })))

test.each(cases)(
  '$rule, $rounding: drafted, signed, executed, published and stated',
  async (choice) => {
    const venue = await scoredVenue()
    const ref = await execute(venue, choice)
    const publisher = await newOfficer('publisher')
    done(await publish(publisher, ref))
    const { envelope, summary, residual, schedule, body } = await storedRun(ref)
    const { result, policy } = JSON.parse(envelope) as Envelope
    expect(result.schedule).toMatchObject(choice)
    expect(policy.terms).toEqual({ rule: 'pro-rata', rounding: 'floor' })
    const isAnnounced = choice.rule === 'pro-rata' && choice.rounding === 'floor'
    expect(summary.includes('This departs from policy P-T version 1')).toBe(!isAnnounced)
    if (choice.rounding === 'largest-remainder' || choice.rule === 'queue')
      expect(residual).toBe('0')
    // The marginal account is named to officers and in its own statement, nowhere else.
    expect(`${envelope}${body ?? ''}`).not.toContain('acc-')
    const told = schedule.cutoff?.account ?? 'acc-1'
    for (const account of [told, 'acc-2', 'acc-6', 'acc-38', 'acc-39']) {
      const asked = { clawbackId: ref.clawbackId, account }
      const statement = done(await call(showStatement, publisher, asked))
      expect(statement.schedule).toEqual(result.schedule)
      const file = await textOf(done(await call(downloadStatement, publisher, asked)))
      expect(failures(file, account)).toEqual([])
      if (account !== schedule.cutoff?.account) continue
      const { opening } = statement
      expect(opening?.account).toBe(account)
      const marginal = { account, amount: opening?.amount ?? '' }
      expect(openSchedule(result.schedule, { marginal, salt: opening?.salt ?? '' })).toEqual(
        schedule,
      )
    }
  },
)

const altered = async (ref: Ref, change: ReturnType<typeof sql>): Promise<void> =>
  asOwner().transact(async (tx) => {
    await rowsOf(tx, sql`alter table clawback_revision disable trigger revision_moves`)
    await rowsOf(
      tx,
      sql`update clawback_revision set ${change} where clawback_id = ${ref.clawbackId}`,
    )
    await rowsOf(tx, sql`alter table clawback_revision enable trigger revision_moves`)
  })

test.each([
  ['the marginal account', sql`schedule = jsonb_set(schedule, '{cutoff,account}', '"acc-zz"')`],
  ['what the marginal account pays', sql`schedule = jsonb_set(schedule, '{cutoff,amount}', '"1"')`],
  ['the salt', sql`cutoff_salt = repeat('a', 64)`],
  ['a constant', sql`schedule = jsonb_set(schedule, '{remainder,numerator}', '"1"')`],
  ['a limit', sql`schedule = schedule || '{"limits": {"exemptBelow": "1"}}'`],
  ['its shape', sql`schedule = schedule - 'theta'`],
])('stops when the stored schedule was altered: %s', async (_, change) => {
  const venue = await scoredVenue()
  const ref = await approve(venue, { rule: 'equal-levy', rounding: 'largest-remainder' })
  await altered(ref, change)
  const outcome = await call(executeClawback, venue.approver, ref)
  expect(outcome).toMatchObject({ kind: 'refusal', code: 'stale' })
  expect(outcome.kind === 'refusal' && outcome.sentence).toContain('the stored schedule is not')
})

test('stops when a levy of a queue was altered behind the application’s back', async () => {
  const venue = await scoredVenue()
  const ref = await approve(venue, { rule: 'queue' })
  const { schedule } = await storedRun(ref)
  await asOwner().transact(async (tx) => {
    await rowsOf(tx, sql`alter table levy disable trigger append_only`)
    await rowsOf(
      tx,
      sql`update levy set amount = amount + case account when ${schedule.cutoff?.account ?? ''} then 1 else -1 end
          where clawback_id = ${ref.clawbackId} and account in (${schedule.cutoff?.account ?? ''}, 'acc-34')`,
    )
    await rowsOf(tx, sql`alter table levy enable trigger append_only`)
  })
  expect(await call(executeClawback, venue.approver, ref)).toMatchObject({ code: 'stale' })
})

const refusedField = async (venue: Venue, choice: Choice) => {
  const asked = { ...runInputOf(venue), ...choice }
  const outcome = await call(simulateClawback, venue.analyst, asked)
  return outcome.kind === 'invalid' ? outcome.fields : outcome
}

test('refuses a rule that the claims cannot be charged under, with their number', async () => {
  const venue = await newVenue(['a,500,eligible,100', 'b,500,eligible,'])
  expect(await refusedField(venue, { rule: 'queue' })).toEqual([
    { field: 'rule', sentence: '2 claims have no score: the queue ranks every claim.' },
  ])
  expect(await refusedField(venue, { rule: 'talmud' })).toEqual([
    { field: 'rule', sentence: '1 claim has a cap below its base: Talmud takes no caps.' },
  ])
})

test('refuses a rule or a rounding that nobody knows', async () => {
  const venue = await scoredVenue()
  const asked = { ...runInputOf(venue), rule: 'random', rounding: 'up' }
  const outcome = await call(saveDraft, venue.analyst, asked)
  expect(outcome.kind === 'invalid' && outcome.fields.map(({ field }) => field)).toEqual([
    'rule',
    'rounding',
  ])
})

test('the limits of a policy bind every run under it, and are signed', async () => {
  const venue = await scoredVenue()
  const limits = { capFraction: { numerator: '3', denominator: '4' }, exemptBelow: '900' }
  const policyId = await newPolicy({ limits, asset: 'TST' })
  const ref = await execute(venue, { policyId, rule: 'equal-levy' })
  const detail = done(await call(showClawback, venue.approver, ref))
  expect(detail.policy.limits).toEqual(limits)
  expect(detail.schedule.limits).toEqual(limits)
  expect(detail.metrics.belowThresholdCount).toBeGreaterThan(0)
  expect(detail.summary).toContain('Nobody gives more than 75 % of his profit.')
  expect(detail.summary).toContain('Below 9.00 TST of profit nobody gives anything.')
})

test('a policy whose limits are of another asset is not offered, and refused by name', async () => {
  const venue = await scoredVenue()
  const policyId = await newPolicy({ limits: { minEquity: '900' }, asset: 'OTHER' })
  const { policies } = done(await call(showRunOptions, venue.analyst, {}))
  expect(policies.find(({ id }) => id === policyId)?.fits).toEqual([])
  expect(policies.find(({ id }) => id === 'P-T')?.fits).toContain(venue.fundId)
  const outcome = await call(simulateClawback, venue.analyst, { ...runInputOf(venue), policyId })
  const fields = outcome.kind === 'invalid' ? outcome.fields : []
  expect(fields.map(({ field }) => field)).toEqual(['policyId'])
  expect(fields[0]?.sentence).toContain('limits amounts of OTHER')
})

test('keeps rule and rounding for who edits the run, and tells the revision before it', async () => {
  const venue = await scoredVenue()
  const choice = { rule: 'level-down', rounding: 'largest-remainder' } as const
  const ref = await draft(venue, choice)
  const asked = { clawbackId: ref.clawbackId }
  const { chosen } = done(await call(showRunOptions, venue.analyst, asked))
  expect(chosen?.run).toMatchObject(choice)
  const again = done(
    await call(saveDraft, venue.analyst, { ...chosen?.run, ...asked, rule: 'talmud' }),
  )
  const detail = done(await call(showClawback, venue.analyst, again))
  expect(detail.schedule.rule).toBe('talmud')
  expect(detail.previous).toMatchObject(choice)
})

test('measures the largest surviving profit against the loss and the largest shortfall', async () => {
  const venue = await newVenue()
  const { metrics } = done(await call(simulateClawback, venue.analyst, runInputOf(venue)))
  // Levies 33.33, 66.66, 100.00 of 100, 200, 300; collected 200.00; shortfalls 400.00 and 600.00.
  expect(metrics).toMatchObject({
    largestPayout: '20000',
    ptsr: { numerator: '1', denominator: '1' },
    pmr: { numerator: '1', denominator: '3' },
  })
})

test('a draft whose schedule was altered is not proposed', async () => {
  const venue = await scoredVenue()
  const ref = await draft(venue, { rule: 'equal-levy', rounding: 'largest-remainder' })
  await altered(ref, sql`schedule = jsonb_set(schedule, '{cutoff,amount}', '"1"')`)
  expect(await sign(venue.analyst, ref, 'propose')).toMatchObject({ code: 'stale' })
})
