// Guarantees of the warning: it speaks when a tier loses the people that it needs, and only then.
import { expect, test } from 'vitest'
import type { DeskJson, DeskOfficer } from '@/lib/wire/desk'
import { poolWarning } from './pool-warning-words'

const key = (name: string): DeskOfficer['keys'][number] => ({
  ...{ credentialIdHash: name, fingerprint: name, name, state: 'active', isDeviceBound: false },
  ...{ isFounding: false, enrolledAt: '', activeAt: '', revokedAt: null, usedAt: null },
  logIndex: null,
})
const approver = (pseudonym: string, group: string): DeskOfficer => ({
  ...{ name: pseudonym, pseudonym, roles: ['approver'], group, since: '', removedAt: null },
  ...{ isYou: false, accounts: [], keys: [key(`${pseudonym}1`), key(`${pseudonym}2`)] },
})
const [one, two, three] = [
  approver('one', 'risk'),
  approver('two', 'risk'),
  approver('three', 'treasury'),
]
const pool = (tier: string, approvals: string): DeskJson['pools'][number] => ({
  ...{ policyId: 'P-1', version: 1, tier, keysPerApprover: 2 },
  ...{ officers: 3, groups: 2, isMet: true, quorumText: `${approvals} approvals` },
  quorum: { approvals, groups: '1', among: [], deviceBound: false },
})
const desk = { officers: [one, two, three], pools: [pool('T1', '1'), pool('T2', '3')] }

test('an officer, a role and a key that are needed are said, with the highest tier that falls short', () => {
  const sentence =
    'Too few would be left who could approve: T2 of P-1 needs 3 approvals, and 2 officers of 2 groups could give one.'
  expect(poolWarning(desk, { ...one, removedAt: '2026-11-23T00:00:00Z' })).toBe(sentence)
  expect(poolWarning(desk, { ...one, roles: ['viewer'] })).toBe(sentence)
  expect(poolWarning(desk, { ...one, keys: one.keys.slice(1) })).toBe(sentence)
})

test('who is not needed may go without a word', () => {
  const fewer = { ...desk, pools: [pool('T1', '2')] }
  expect(poolWarning(fewer, { ...one, removedAt: '2026-11-23T00:00:00Z' })).toBeUndefined()
  expect(poolWarning(desk, { ...one, group: 'compliance' })).toBeUndefined()
})
