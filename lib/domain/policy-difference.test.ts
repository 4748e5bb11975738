// Guarantees of a policy's difference: nothing that was changed goes unsaid.
import { expect, test } from 'vitest'
import type { PolicyContent } from './policy'
import { policyDifferences } from './policy-difference'
import { DEFAULT_SIGNOFF } from './signoff-policy'
import { THREE_TIERS } from './signoff-policy.example'

const SILENT: PolicyContent = {
  layers: ['fund', 'operator', 'traders'],
  rule: 'pro-rata',
  rounding: 'floor',
  asset: 'USDT',
  fundToleranceBps: '10',
}
const limits = { capFraction: { numerator: '1', denominator: '2' }, exemptBelow: '1000' }
const FROM: PolicyContent = { ...SILENT, limits, signoff: THREE_TIERS }
const [first, second, third] = THREE_TIERS.tiers as [
  (typeof THREE_TIERS.tiers)[0],
  (typeof THREE_TIERS.tiers)[0],
  (typeof THREE_TIERS.tiers)[0],
]

test.each<[string, Partial<PolicyContent>, string[]]>([
  ['nothing', {}, []],
  ['the rule', { rule: 'talmud' }, ['Rule']],
  ['the rounding', { rounding: 'largest-remainder' }, ['Rule']],
  ['the cap', { limits: { exemptBelow: '1000' } }, ['Cap of a levy']],
  [
    'a threshold and an equity',
    { limits: { ...limits, exemptBelow: '1001', minEquity: '5' } },
    ['Equity that is left', 'Exempt below'],
  ],
  ['the asset', { asset: 'BTC' }, ['Asset of the limits', 'Exempt below']],
  ['the tolerance', { fundToleranceBps: '11' }, ['Tolerance of the usable fund amount']],
  [
    'one account more in a window',
    {
      signoff: {
        ...THREE_TIERS,
        tiers: [{ ...first, week: { ...first.week!, accounts: '1501' } }, second, third],
      },
    },
    ['Tier 1, accounts within a week'],
  ],
  [
    'the groups of a tier',
    {
      signoff: {
        ...THREE_TIERS,
        tiers: [
          first,
          second,
          { ...third, quorum: { ...third.quorum, among: ['risk', 'treasury'] } },
        ],
      },
    },
    ['Tier 3, quorum'],
  ],
  [
    'what an asset may take in a day, and the cooling-off',
    {
      signoff: {
        ...THREE_TIERS,
        tiers: [
          {
            ...first,
            day: { ...first.day!, amounts: { ...first.day!.amounts, USDT: '7' } },
            coolingOffSeconds: '60',
          },
          second,
          third,
        ],
      },
    },
    ['Tier 1, USDT within a day', 'Tier 1, cooling-off'],
  ],
  ['the delay', { signoff: { ...THREE_TIERS, changeDelaySeconds: '0' } }, ['Delay of changes']],
  ['the keys', { signoff: { ...THREE_TIERS, keysPerApprover: '1' } }, ['Keys of an approver']],
])('names %s', (_, change, expected) => {
  const lines = policyDifferences(FROM, { ...FROM, ...change })
  expect(lines.map(({ what }) => what)).toEqual(expected)
  for (const { before, after } of lines) expect(before).not.toBe(after)
})

test('a tier less is said of both that it concerns', () => {
  const less = { ...FROM, signoff: { ...THREE_TIERS, tiers: [first, third] } }
  const lines = policyDifferences(FROM, less)
  expect([...new Set(lines.map(({ what }) => what.split(',')[0]))]).toEqual(['Tier 2', 'Tier 3'])
  expect(lines).toContainEqual({ what: 'Tier 3', before: 'T3', after: null })
  expect(lines).toContainEqual({
    what: 'Tier 2, within a day',
    before: null,
    after: 'whatever is more',
  })
})

test('says that shares of the bounds of several assets add up', () => {
  const [line] = policyDifferences(null, FROM).filter(({ what }) => what.includes('several'))
  expect(line?.after).toContain('adds up to at most 1')
})

test('says what was and what will be, and null where a side says nothing', () => {
  expect(policyDifferences(FROM, { ...SILENT, signoff: THREE_TIERS })).toEqual([
    { what: 'Cap of a levy', before: '50 %', after: null },
    { what: 'Exempt below', before: '1,000 minor units of USDT', after: null },
  ])
})

test('rules of who must sign that are left out are the strictest, and no difference to them', () => {
  const silent = { ...SILENT, limits }
  expect(policyDifferences({ ...FROM, signoff: DEFAULT_SIGNOFF }, silent)).toEqual([])
  expect(policyDifferences(FROM, silent).map(({ what }) => what)).toContain('Tier 1, quorum')
})

test('a new policy is said whole', () => {
  const lines = policyDifferences(null, FROM)
  expect(lines.every(({ before, after }) => before === null && after !== null)).toBe(true)
  const whats = lines.map(({ what }) => what)
  expect(whats.filter((what) => !/^Tier \d, /.test(what))).toEqual([
    ...['Order of the layers', 'Rule', 'Asset of the limits', 'Cap of a levy', 'Exempt below'],
    ...['Tolerance of the usable fund amount', 'Tier 1', 'Tier 2', 'Tier 3'],
    ...['Delay of changes', 'Keys of an approver'],
  ])
  expect(new Set(whats).size).toBe(whats.length)
})

test('what a queue would round is a difference though it rounds nothing', () => {
  const queue: PolicyContent = { ...FROM, rule: 'queue' }
  const lines = policyDifferences(queue, { ...queue, rounding: 'largest-remainder' })
  expect(lines.map(({ what }) => what)).toEqual(['Rounding, unused'])
})
