// What people sign and read about rules says what the rules do.
import { expect, test } from 'vitest'
import { NO_LIMITS } from './allocation-limits'
import { RULES } from './allocation-schedule'
import { plainTerms, termsProblems, type Terms } from './allocation-terms'
import {
  departure,
  exactShare,
  limitsInWords,
  problemsInWords,
  ruleInWords,
  termsInWords,
} from './allocation-wording'
import { plainClaim } from './claim.example'

const money = (amount: bigint) => `${amount} units`

test('says what each rule asks, in words of the numeraire', () => {
  for (const rule of RULES) expect(ruleInWords(rule, 'equity')).toContain('equity')
})

test('names rule and rounding inside a sentence', () => {
  expect(termsInWords({ rule: 'talmud', rounding: 'largest-remainder' })).toBe(
    'Talmud, rounded by largest remainder',
  )
})

test.each([
  [{ numerator: '1', denominator: '2' }, '50 %'],
  [{ numerator: '1', denominator: '8' }, '12.5 %'],
  [{ numerator: '1', denominator: '3' }, '1/3'],
  [{ numerator: '0', denominator: '1' }, '0 %'],
  [{ numerator: '1', denominator: '10000' }, '0.01 %'],
])('writes the share %j exactly', (share, written) => {
  expect(exactShare(share)).toBe(written)
})

test('says every limit that is there, and none that is not', () => {
  expect(limitsInWords(undefined, { money, numeraire: 'profit' })).toEqual([])
  const limits = { minEquity: '7', exemptBelow: '9' }
  expect(limitsInWords(limits, { money, numeraire: 'profit' })).toEqual([
    'Where equity is known, nobody is brought below 7 units of it.',
    'Below 9 units of profit nobody gives anything.',
  ])
})

test('a queue rounds nothing, so its rounding is neither named nor a departure', () => {
  const queue = { rule: 'queue', rounding: 'floor' } as const
  const policy = { id: 'P-1', version: '1', terms: queue }
  expect(termsInWords(queue)).toBe('queue by score')
  expect(departure({ ...queue, rounding: 'largest-remainder' }, policy)).toBeNull()
})

test('tells another rule, another rounding and other limits from what was announced', () => {
  const terms = { rule: 'pro-rata', rounding: 'floor' } as const
  const policy = { id: 'P-1', version: '1', terms }
  const said = 'This departs from policy P-1 version 1, which says'
  expect(departure(terms, policy)).toBeNull()
  expect(departure({ ...terms, rule: 'queue' }, policy)).toBe(
    `${said} pro-rata, each levy rounded down.`,
  )
  expect(departure({ ...terms, rounding: 'largest-remainder' }, policy)).not.toBeNull()
  expect(departure({ ...terms, limits: { exemptBelow: '1' } }, policy)).toBe(
    `${said} other limits.`,
  )
})

const half = { numerator: 1n, denominator: 2n }

test('says why terms cannot be applied, with the number of claims', () => {
  const claims = [plainClaim('a', 5n, { weight: half, cap: 4n }), plainClaim('b', 5n)]
  const said = (terms: Terms) => problemsInWords(termsProblems(claims, terms), terms.rule)
  expect(said(plainTerms('pro-rata'))).toBeNull()
  expect(said(plainTerms('equal-levy'))).toBe('1 claim has a weight: weights belong to pro-rata.')
  const capped = { ...plainTerms('talmud'), limits: { ...NO_LIMITS, capFraction: half } }
  expect(said(capped)).toBe(
    'The policy caps levies: Talmud takes no caps. 1 claim has a weight: weights belong to pro-rata. 1 claim has a cap below its base: Talmud takes no caps.',
  )
  const below = { ...plainTerms('pro-rata'), limits: { ...NO_LIMITS, exemptBelow: -1n } }
  expect(said(below)).toContain('The policy’s exemption threshold cannot stand')
  const unscored = Array.from({ length: 1_200 }, (_, index) => plainClaim(`c${index}`, 5n))
  expect(problemsInWords(termsProblems(unscored, plainTerms('queue')), 'queue')).toBe(
    '1,200 claims have no score: the queue ranks every claim.',
  )
})
