// Guarantees of who-must-sign rules: what could not work is refused at the member that is wrong.
import { expect, test } from 'vitest'
import { DEFAULT_SIGNOFF, type SignoffPolicy, type Tier } from './signoff-policy'
import { THREE_TIERS } from './signoff-policy.example'
import { signoffProblems } from './signoff-problem'

const tier = (index: number, change: (tier: Tier) => Partial<Tier>): SignoffPolicy => ({
  ...THREE_TIERS,
  tiers: THREE_TIERS.tiers.map((one, n) => (n === index ? { ...one, ...change(one) } : one)),
})
const quorum = (index: number, parts: Partial<Tier['quorum']>) =>
  tier(index, (one) => ({ quorum: { ...one.quorum, ...parts } }))
const unbound = quorum(2, { deviceBound: false }).tiers[2]!
const bounds = { amounts: { USDT: '1' }, shareBps: '1', accounts: '1' }

test('accepts the default and three tiers', () => {
  expect(signoffProblems(DEFAULT_SIGNOFF)).toEqual([])
  expect(signoffProblems(THREE_TIERS, [DEFAULT_SIGNOFF])).toEqual([])
})

test.each<[string, SignoffPolicy, string]>([
  ['no tier', { ...THREE_TIERS, tiers: [] }, 'tiers'],
  [
    'more than ten tiers',
    { ...THREE_TIERS, tiers: Array.from({ length: 11 }, () => THREE_TIERS.tiers[2]!) },
    'tiers',
  ],
  ['two tiers of one name', tier(1, () => ({ name: 'T1' })), 'tiers.1.name'],
  ['a bounded highest tier', tier(2, () => ({ day: bounds })), 'tiers.2.day'],
  ['a lower tier without bounds of a week', tier(0, () => ({ week: null })), 'tiers.0.week'],
  [
    'bounds below those of the tier before',
    tier(1, (one) => ({ day: one.day && { ...one.day, accounts: '499' } })),
    'tiers.1.day',
  ],
  [
    'an asset that only the lower tier holds',
    tier(1, (one) => ({ week: one.week && { ...one.week, amounts: { USDT: '30000000' } } })),
    'tiers.1.week',
  ],
  [
    'fewer people than the tier before',
    quorum(2, { approvals: '1', groups: '1' }),
    'tiers.2.quorum',
  ],
  ['groups that the tier before does not count', quorum(2, { among: [] }), 'tiers.2.quorum'],
  [
    'unbound keys above bound ones',
    { ...THREE_TIERS, tiers: [...quorum(1, { deviceBound: true }).tiers.slice(0, 2), unbound] },
    'tiers.2.quorum',
  ],
  ['no approval at all', quorum(0, { approvals: '0', groups: '0' }), 'tiers.0.quorum.approvals'],
  ['more groups than approvals', quorum(0, { groups: '2' }), 'tiers.0.quorum.groups'],
  [
    'more groups than may count',
    quorum(2, { groups: '3', among: ['risk', 'treasury'] }),
    'tiers.2.quorum.groups',
  ],
  ['groups out of order', quorum(0, { among: ['treasury', 'risk'] }), 'tiers.0.quorum.among'],
  ['a group named twice', quorum(0, { among: ['risk', 'risk'] }), 'tiers.0.quorum.among'],
  [
    'a shorter cooling-off above',
    tier(2, () => ({ coolingOffSeconds: '1799' })),
    'tiers.2.coolingOffSeconds',
  ],
  [
    'a cooling-off that outlasts the proposal',
    tier(2, () => ({ coolingOffSeconds: '82801' })),
    'tiers.2.coolingOffSeconds',
  ],
  [
    'a delay of more than 30 days',
    { ...THREE_TIERS, changeDelaySeconds: '2592001' },
    'changeDelaySeconds',
  ],
  ['no key', { ...THREE_TIERS, keysPerApprover: '0' }, 'keysPerApprover'],
  ['six keys', { ...THREE_TIERS, keysPerApprover: '6' }, 'keysPerApprover'],
  ['a number that is none', { ...THREE_TIERS, changeDelaySeconds: '1.5' }, 'changeDelaySeconds'],
  [
    'a negative bound',
    tier(0, (one) => ({ day: one.day && { ...one.day, shareBps: '-1' } })),
    'tiers.0.day.shareBps',
  ],
])('refuses %s', (_, signoff, path) => {
  expect(signoffProblems(signoff).map((problem) => problem.path)).toContain(path)
})

test('refuses a policy that leaves nobody to sign the next change beside those in force', () => {
  const mine = quorum(2, { among: ['compliance', 'risk'] })
  const theirs = quorum(2, { among: ['risk', 'treasury'] })
  expect(signoffProblems(mine)).toEqual([])
  expect(signoffProblems(mine, [theirs]).map(({ path }) => path)).toEqual(['tiers.2.quorum.among'])
})
