// Guarantees of a change: what it is signed as, what narrows, what a pause stops, and its exact words.
import { expect, test } from 'vitest'
import {
  type Change,
  type ChangeSubject,
  isNarrowing,
  isStoppedByPause,
  subjectTypeOf,
} from './change'
import type { PolicyContent } from './policy'
import { ALONE } from './quorum'
import { renderSubject, subjectDigest, summaryDigest } from './signoff'
import { THREE_TIERS } from './signoff-policy.example'

const officer = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567ABCDEFGHIJKLMNOPQRST'
const credentialIdHash = '0123456789abcdef'.repeat(4)
const content: PolicyContent = {
  layers: ['fund', 'operator', 'traders'],
  rule: 'pro-rata',
  rounding: 'floor',
  fundToleranceBps: '10',
  signoff: THREE_TIERS,
}
const policy = { id: 'P-1', version: '2', digest: 'd'.repeat(64), content }
const from = { roles: ['analyst', 'approver'], group: 'risk' }

const CHANGES: Record<string, Change> = {
  'a policy': { kind: 'policy-adopted', policy, replaces: null },
  'a policy in place of another': {
    kind: 'policy-adopted',
    policy,
    replaces: {
      version: '1',
      digest: 'e'.repeat(64),
      content: { ...content, fundToleranceBps: '5' },
    },
  },
  'an officer': { kind: 'officer-added', officer, roles: ['approver'], group: 'risk' },
  'a role less': { kind: 'roles-changed', officer, from, to: { ...from, roles: ['analyst'] } },
  'a role more': {
    kind: 'roles-changed',
    officer,
    from,
    to: { ...from, roles: ['admin', ...from.roles] },
  },
  'another role': { kind: 'roles-changed', officer, from, to: { ...from, roles: ['admin'] } },
  'another group': { kind: 'roles-changed', officer, from, to: { ...from, group: 'treasury' } },
  'an officer less': { kind: 'officer-removed', officer },
  'a key': { kind: 'key-added', officer, credentialIdHash, publicKey: 'a5', deviceBound: true },
  'a key less': { kind: 'key-revoked', officer, credentialIdHash },
  'a pause': { kind: 'paused' },
  'the end of a pause': { kind: 'resumed' },
  'an account': { kind: 'account-linked', officer, accountDigest: credentialIdHash },
  'an account less': { kind: 'account-unlinked', officer, accountDigest: credentialIdHash },
}
const NARROWING = ['a role less', 'an officer less', 'a key less', 'a pause', 'an account']

const subjectOf = (change: Change): ChangeSubject => ({
  ...{ env: 'test', origin: 'http://localhost:3000', rpId: 'localhost' },
  ...{ logOrigin: 'public.localhost:3000/log', v: 1, type: subjectTypeOf(change) },
  ...{ changeId: 'CH-2026-001', nonce: '1', change },
  policies: [{ id: 'P-1', version: '1', digest: 'e'.repeat(64) }],
  quorum: isNarrowing(change) ? ALONE : THREE_TIERS.tiers[2]!.quorum,
  authorsDigest: '3'.repeat(64),
  decideBy: '2026-11-23T12:00:00Z',
  notBefore: '2026-11-25T12:00:00Z',
  expiresAt: '2026-11-26T12:00:00Z',
})

test.each(Object.entries(CHANGES))('whether %s narrows, and a pause stops it', (name, change) => {
  expect(isNarrowing(change)).toBe(NARROWING.includes(name))
  const isOpen = NARROWING.includes(name) || name === 'the end of a pause'
  expect(isStoppedByPause(change)).toBe(!isOpen)
})

test('a policy is signed as a policy, everything else as a matter of officers', () => {
  const types = Object.values(CHANGES).map((change) => [change.kind, subjectTypeOf(change)])
  for (const [kind, type] of types)
    expect(type).toBe(kind === 'policy-adopted' ? 'policy' : 'officers')
})

test('every two changes differ in words and in digest', () => {
  const subjects = Object.values(CHANGES).map(subjectOf)
  expect(new Set(subjects.map(renderSubject)).size).toBe(subjects.length)
  expect(new Set(subjects.map(subjectDigest)).size).toBe(subjects.length)
  expect(new Set(subjects.map(summaryDigest)).size).toBe(subjects.length)
})

const words = (name: string) => renderSubject(subjectOf(CHANGES[name]!))
const SIGNING =
  'It needs 3 approvals from 2 groups (compliance, risk, treasury), with device-bound keys, the most that the policies in force ask for (P-1 version 1), all before 2026-11-23T12:00:00Z.'
const ALONE_SIGNING =
  'It only takes rights away. It needs no approval besides the proposer’s signature, before 2026-11-23T12:00:00Z.'
const EFFECT =
  'It takes effect from 2026-11-25T12:00:00Z on, and not at all if not before 2026-11-26T12:00:00Z'

test('a policy is said line by line against the one that it replaces', () => {
  expect(words('a policy in place of another')).toBe(
    `Adopt policy P-1 version 2 in place of version 1. It changes: Tolerance of the usable fund amount: from 0.05 % to 0.1 %. ${SIGNING} ${EFFECT}; it holds for losses after it took effect only.`,
  )
  expect(words('a policy')).toContain(
    'Adopt policy P-1 version 2, which is new. It says: Order of the layers: fund, operator, traders. Rule: pro-rata, each levy rounded down. Tolerance of the usable fund amount: 0.1 %. Tier 1: T1. Tier 1, ',
  )
})

test('officers and keys are named by as much as nobody can forge', () => {
  expect(words('an officer')).toBe(
    `Add officer ABCDEFGHIJKLMNOPQRSTUVWXYZ… as approver in the group risk. ${SIGNING} ${EFFECT}; it holds for losses after it took effect only.`,
  )
  expect(words('a key')).toContain(
    'Put key 0123456789abcdef0123456789abcdef… of officer ABCDEFGHIJKLMNOPQRSTUVWXYZ… in force, which is bound to its device.',
  )
})

test('what narrows says so, and that it needs nobody else', () => {
  expect(words('a key less')).toBe(
    `Revoke key 0123456789abcdef0123456789abcdef… of officer ABCDEFGHIJKLMNOPQRSTUVWXYZ…. ${ALONE_SIGNING} ${EFFECT}.`,
  )
  expect(words('a role less')).toContain(
    'from analyst, approver in the group risk to analyst in the group risk.',
  )
})

test('lifting a pause needs the people, and holds at once', () => {
  expect(words('the end of a pause')).toBe(`Lift the pause. ${SIGNING} ${EFFECT}.`)
})

test('an account is named by its salted digest, with what it means for its officer', () => {
  expect(words('an account')).toBe(
    `Record that the account with the salted digest 0123456789abcdef0123456789abcdef… belongs to officer ABCDEFGHIJKLMNOPQRSTUVWXYZ…, who then decides no run that charges it. ${ALONE_SIGNING} ${EFFECT}.`,
  )
  expect(words('an account less')).toBe(
    `Record that the account with the salted digest 0123456789abcdef0123456789abcdef… belongs to officer ABCDEFGHIJKLMNOPQRSTUVWXYZ… no longer, who may then decide runs that charge it. ${SIGNING} ${EFFECT}; it holds for losses after it took effect only.`,
  )
})
