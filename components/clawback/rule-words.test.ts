// What officers read about a run's terms: a departure from the policy, and its limits in units.
import { expect, test } from 'vitest'
import { departureText, limitSentences, limitsInShort } from './rule-words'

const policy = { id: 'P-1', version: 1, rule: 'pro-rata', rounding: 'floor' } as const
const words = { asset: { code: 'USDT', scale: 2 }, numeraire: 'profit' }

test('says a departure from the policy, and nothing where there is none', () => {
  expect(departureText({ rule: 'pro-rata', rounding: 'floor' }, policy)).toBeNull()
  const said =
    'This departs from policy P-1 version 1, which says pro-rata, each levy rounded down.'
  expect(departureText({ rule: 'queue', rounding: 'floor' }, policy)).toBe(said)
  expect(departureText({ rule: 'pro-rata', rounding: 'largest-remainder' }, policy)).toBe(said)
})

test('the limits of a policy bring none where the run is held to the same', () => {
  const limited = { ...policy, limits: { exemptBelow: '1000' } }
  expect(departureText({ rule: 'pro-rata', rounding: 'floor' }, limited)).toBeNull()
})

test('says every limit that is there with its unit, and none that is not', () => {
  expect(limitSentences(undefined, words)).toEqual([])
  const sentences = limitSentences({ minEquity: '10000', exemptBelow: '1000' }, words)
  expect(sentences).toHaveLength(2)
  expect(sentences[0]).toContain('100.00 USDT')
  expect(sentences[1]).toContain('10.00 USDT of profit')
})

test('tells policies apart by their limits, in short', () => {
  const half = { numerator: '1', denominator: '2' }
  expect(limitsInShort(undefined, words.asset)).toBe('')
  expect(limitsInShort({ capFraction: half, exemptBelow: '1000' }, words.asset)).toBe(
    'at most 50 %, nothing below 10.00 USDT',
  )
  expect(limitsInShort({ minEquity: '10000' }, words.asset)).toBe('leaves 100.00 USDT of equity')
})
