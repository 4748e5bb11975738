// The formula on screen is the schedule's own: every rule, both roundings, with and without caps.
import { expect, test } from 'vitest'
import type { Schedule } from '@/lib/domain/allocation-schedule'
import { formulaText, scheduleSentences, type ScheduleRun } from './schedule-words'

const theta = { numerator: '200000', denominator: '3' }
const terms = { rounding: 'floor', weighted: false } as const
const run = (schedule: Schedule, caps?: 'capped'): ScheduleRun => ({
  schedule,
  asset: { code: 'USDT', scale: 2 },
  chargedBase: '60000000',
  capacity: caps === undefined ? '60000000' : '30000000',
})
const formula = (schedule: Schedule) => formulaText(run(schedule), 'profit')
const capped = (schedule: Schedule) => formulaText(run(schedule, 'capped'), 'profit')
const sentences = (schedule: Schedule) => scheduleSentences(run(schedule), 'profit')

test('pro-rata multiplies once, divides once, and names weights and caps where there are any', () => {
  const schedule: Schedule = { rule: 'pro-rata', ...terms, theta }
  expect(formula(schedule)).toBe('levy = profit × 200,000 ÷ 3, rounded down')
  expect(capped({ ...schedule, weighted: true })).toBe(
    'levy = profit × weight × 200,000 ÷ 3, rounded down, at most the cap',
  )
  expect(sentences(schedule)).toEqual([])
})

test('equal levy gives its amount and what it stops at', () => {
  const schedule: Schedule = { rule: 'equal-levy', ...terms, theta }
  expect(formula(schedule)).toBe('levy = 200,000 ÷ 3, rounded down, at most the profit')
  expect(capped(schedule)).toBe('levy = 200,000 ÷ 3, rounded down, at most the cap')
  expect(sentences(schedule)).toEqual([
    'Everybody gives 666.66… USDT, or his whole profit where that is less.',
  ])
})

test('level-down gives the level', () => {
  const schedule: Schedule = {
    rule: 'level-down',
    ...terms,
    mu: { numerator: '25000', denominator: '1' },
  }
  expect(formula(schedule)).toBe('levy = profit − 25,000, rounded down, at least 0')
  expect(sentences(schedule)).toEqual([
    'The level is 250.00 USDT of profit: what is above it is taken.',
  ])
})

test('Talmud says what is given below half of all, and what is kept above', () => {
  const low: Schedule = { rule: 'talmud', ...terms, theta, half: 'low' }
  expect(formula(low)).toBe('levy = profit ÷ 2, at most 200,000 ÷ 3, rounded down')
  expect(sentences(low)[0]).toBe(
    'Everybody gives 666.66… USDT, or half his profit where that is less.',
  )
  const high: Schedule = { ...low, half: 'high' }
  expect(formula(high)).toBe(
    'levy = profit − the smaller of profit ÷ 2 and 200,000 ÷ 3, rounded down',
  )
  expect(sentences(high)[0]).toContain('Everybody keeps')
})

test('the queue names its last score and what the last account gives, masked', () => {
  const cutoff = { account: 'account-0000042', amount: '5' }
  const schedule: Schedule = { rule: 'queue', ...terms, score: '1.25', cutoff }
  expect(formula(schedule)).toBe('levy = the whole profit, by descending score, down to score 1.25')
  expect(sentences(schedule)[0]).toContain('gives 0.05 USDT.')
  expect(sentences(schedule)[0]).not.toContain(cutoff.account)
})

test('largest remainder says who gives the last units, and when nobody does', () => {
  const schedule: Schedule = {
    rule: 'pro-rata',
    ...terms,
    rounding: 'largest-remainder',
    theta,
    remainder: { numerator: '1', denominator: '1' },
  }
  expect(formula(schedule)).toBe('levy = profit × 200,000 ÷ 3, rounded by largest remainder')
  expect(sentences(schedule)).toEqual([
    'The levies come to whole units by themselves: nobody gives a unit more.',
  ])
  const decided = {
    ...schedule,
    remainder: { numerator: '2', denominator: '3' },
    cutoff: { account: 'account-0000042', amount: '7' },
  }
  expect(sentences(decided)[0]).toContain('above 2 ÷ 3 of 0.01 USDT gives 0.01 USDT more')
})

test('the limits follow in words', () => {
  const schedule: Schedule = { rule: 'pro-rata', ...terms, theta, limits: { exemptBelow: '1000' } }
  expect(sentences(schedule)).toEqual(['Below 10.00 USDT of profit nobody gives anything.'])
})
