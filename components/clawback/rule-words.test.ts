// What officers read about rules says what the rules do.
import { expect, test } from 'vitest'
import { RULES, ROUNDINGS } from '@/lib/domain/allocation-schedule'
import {
  departureText,
  limitSentences,
  roundingChoices,
  ruleChoices,
  ruleDoes,
  termsText,
} from './rule-words'

const policy = { id: 'P-1', version: 1, rule: 'pro-rata', rounding: 'floor' } as const
const words = { asset: { code: 'USDT', scale: 2 }, numeraire: 'profit' }

test('offers every rule and rounding that the kernel knows, in its order', () => {
  expect(ruleChoices).toEqual(RULES)
  expect(roundingChoices).toEqual(ROUNDINGS)
})

test('says what each rule does in words of the numeraire', () => {
  for (const rule of RULES) expect(ruleDoes(rule, 'equity')).toContain('equity')
})

test('names rule and rounding inside a sentence', () => {
  expect(termsText({ rule: 'equal-levy', rounding: 'largest-remainder' })).toBe(
    'equal levy, rounded by largest remainder',
  )
})

test('says a departure from the policy, and nothing where there is none', () => {
  expect(departureText({ rule: 'pro-rata', rounding: 'floor' }, policy)).toBeNull()
  const said =
    'This departs from policy P-1 version 1, which says pro-rata, each levy rounded down.'
  expect(departureText({ rule: 'queue', rounding: 'floor' }, policy)).toBe(said)
  expect(departureText({ rule: 'pro-rata', rounding: 'largest-remainder' }, policy)).toBe(said)
})

test.each([
  [{ numerator: '1', denominator: '2' }, '50 %'],
  [{ numerator: '1', denominator: '8' }, '12.5 %'],
  [{ numerator: '1', denominator: '3' }, '1/3'],
  [{ numerator: '0', denominator: '1' }, '0 %'],
  [{ numerator: '1', denominator: '10000' }, '0.01 %'],
])('writes the cap fraction %j exactly as %s', (capFraction, written) => {
  expect(limitSentences({ capFraction }, words)).toEqual([
    `Nobody gives more than ${written} of his profit.`,
  ])
})

test('says every limit that is there, and none that is not', () => {
  expect(limitSentences(undefined, words)).toEqual([])
  expect(limitSentences({ minEquity: '10000', exemptBelow: '1000' }, words)).toEqual([
    'Where equity is known, nobody is brought below 100.00 USDT of it.',
    'Below 10.00 USDT of profit nobody gives anything.',
  ])
})
