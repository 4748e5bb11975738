// Guarantees of the comparison: every rule on one population, and why one of them is missing.
import { expect, test } from 'vitest'
import { RULES } from '@/lib/domain/allocation-schedule'
import { compareRules } from './clawback-comparison'
import { newPolicy } from './policy.example'
import { call, done, importLosses, newVenue, runInputOf, type Venue } from './venue.example'

const HEADER = 'account,base,class,score'
const scoredVenue = (): Promise<Venue> =>
  newVenue(['a,100,eligible,1', 'b,200,eligible,2', 'c,300,house,3', 'd,50,exempt,'], HEADER)
const compare = async (venue: Venue, choice: object = {}) => {
  const asked = { ...runInputOf(venue), ...choice }
  return done(await call(compareRules, venue.approver, asked))
}

test('holds every rule against pro-rata, in their order, and says what each shifts', async () => {
  const { rows, collected, capacity, isCapped } = await compare(await scoredVenue())
  expect(rows.map(({ rule }) => rule)).toEqual([...RULES])
  expect({ collected, capacity }).toEqual({ collected: '20000', capacity: '60000' })
  expect(isCapped).toBe(false)
  expect(rows.map(({ figures }) => figures?.sentence)).toEqual([
    'Takes the same share of every profit.',
    'Takes 33.34 TST less from the largest account and 33.33 TST more from 1 smaller one.',
    'Takes 49.99 TST less from the 2 smallest accounts and 50.00 TST more from 1 larger one.',
    'Takes 25.00 TST less from the largest account and 25.01 TST more from 2 smaller ones.',
    'Takes 99.99 TST less from the 2 smallest accounts and 100.00 TST more from 1 larger one.',
  ])
  expect(rows.map(({ figures }) => [figures?.residual, figures?.extraUnits])).toEqual([
    ['1', 1],
    ['2', 2],
    ['0', 0],
    ['0', 0],
    ['0', 0],
  ])
})

test('tells the residual of floors under either rounding', async () => {
  const { rows } = await compare(await scoredVenue(), { rounding: 'largest-remainder' })
  expect(rows[0]?.figures).toMatchObject({ residual: '1', extraUnits: 1, payMore: 0 })
})

test('says why a rule cannot be applied, and what the limits shift', async () => {
  const venue = await newVenue()
  const policyId = await newPolicy({
    limits: { capFraction: { numerator: '2', denominator: '5' } },
  })
  const lossIds = [
    ...venue.lossIds,
    ...(await importLosses(venue.analyst, venue.fundId, ['30.00'])),
  ]
  const { rows, isCapped } = await compare(venue, { policyId, lossIds })
  expect(isCapped).toBe(true)
  expect(rows.map(({ problem }) => problem)).toEqual([
    null,
    null,
    null,
    'The policy caps levies: Talmud takes no caps.',
    '3 claims have no score: the queue ranks every claim.',
  ])
  expect(rows[0]?.figures?.sentence).toMatch(
    /^The limits of the policy take the same from everybody/,
  )
})

test('names the missing amount where no rule can collect the loss', async () => {
  const venue = await scoredVenue()
  const lossIds = [
    ...venue.lossIds,
    ...(await importLosses(venue.analyst, venue.fundId, ['1000.00'])),
  ]
  const { rows } = await compare(venue, { lossIds })
  expect(new Set(rows.map(({ problem }) => problem))).toEqual(
    new Set(['The claims can bear 600.00 TST: 600.00 TST is missing.']),
  )
  expect(rows.every(({ figures }) => figures === null)).toBe(true)
})
