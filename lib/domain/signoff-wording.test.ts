// Guarantees of the words for who must sign: every bound, person and wait is said.
import { expect, test } from 'vitest'
import { DEFAULT_SIGNOFF } from './signoff-policy'
import { THREE_TIERS } from './signoff-policy.example'
import { durationInWords, signoffInWords } from './signoff-wording'

test('says every tier, the delay of changes and the keys', () => {
  expect(signoffInWords(THREE_TIERS, (amount, asset) => `${amount} ${asset}`)).toEqual([
    'T1: at most 10000 BTC and 1000000 USDT, 0.5 % of what is charged, 500 accounts within a day, and 30000 BTC and 3000000 USDT, 1.5 % of what is charged, 1,500 accounts within a week; 1 approval (compliance, risk, treasury); no cooling-off.',
    'T2: at most 100000 BTC and 10000000 USDT, 5 % of what is charged, 50,000 accounts within a day, and 300000 BTC and 30000000 USDT, 15 % of what is charged, 150,000 accounts within a week; 2 approvals from 2 groups (compliance, risk, treasury); a cooling-off of 30 minutes.',
    'T3: whatever is more; 3 approvals from 2 groups (compliance, risk, treasury), with device-bound keys; a cooling-off of 4 hours.',
    'Changes of policies, officers and keys need the people of the highest tier, and take effect after 72 hours.',
    'Every approver needs 2 keys in force.',
  ])
})

test('a single tier has no other to be more than', () => {
  expect(signoffInWords(DEFAULT_SIGNOFF)[0]).toMatch(/^T3: whatever is more;/)
})

test.each([
  ['0', 'no time'],
  ['1', '1 second'],
  ['90', '90 seconds'],
  ['5400', '90 minutes'],
  ['3600', '1 hour'],
  ['3601', '3,601 seconds'],
  ['2592000', '720 hours'],
])('%s seconds are %s', (seconds, words) => {
  expect(durationInWords(seconds)).toBe(words)
})
