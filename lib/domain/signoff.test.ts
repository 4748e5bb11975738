// Guarantees of what is signed: exact digests, a summary from the envelope alone, no reuse elsewhere.
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { expect, test } from 'vitest'
import {
  authorsDigest,
  canonicalSubject,
  fingerprint,
  renderSummary,
  saltedDigest,
  signoffChallenge,
  type SignoffStatement,
  subjectDigest,
  summaryDigest,
} from './signoff'
import { envelope, envelopeBefore } from './signoff.example'

const statement: SignoffStatement = {
  env: 'test',
  origin: 'http://localhost:3000',
  rpId: 'localhost',
  logOrigin: 'public.localhost:3000/log',
  v: 1,
  type: 'signoff',
  decision: 'approve',
  subjectType: 'clawback',
  subjectId: 'CB-2026-001',
  revision: '1',
  subjectDigest: subjectDigest(envelope),
  officer: 'A'.repeat(52),
  credentialIdHash: '7'.repeat(64),
  group: 'risk',
  reasonDigest: '4'.repeat(64),
  summaryDigest: summaryDigest(envelope),
  challengeId: '5'.repeat(64),
  issuedAt: '2026-11-22T12:00:00Z',
  expiresAt: '2026-11-22T12:05:00Z',
}
const sha = (text: string) => bytesToHex(sha256(utf8ToBytes(text)))

test('the subject digest is SHA-256 over its tag, a zero byte and the canonical envelope', () => {
  expect(subjectDigest(envelope)).toBe(
    sha(`ballast/subject/clawback/v1\0${canonicalSubject(envelope)}`),
  )
})

test('the challenge is SHA-256 over its tag, a zero byte and the canonical statement', () => {
  expect(signoffChallenge(statement)).toBe(
    sha(`ballast/signoff/v1\0${canonicalSubject(statement)}`),
  )
})

test('approving and rejecting, two places and two revisions never share a challenge', () => {
  const others = [
    { ...statement, decision: 'reject' as const },
    { ...statement, origin: 'https://other.example' },
    { ...statement, revision: '2' },
    { ...statement, challengeId: '6'.repeat(64) },
  ]
  const challenges = [statement, ...others].map(signoffChallenge)
  expect(new Set(challenges).size).toBe(challenges.length)
})

test('one changed unit anywhere in the result changes the digest', () => {
  const other = { ...envelope, result: { ...envelope.result, residual: '9558' } }
  expect(subjectDigest(other)).not.toBe(subjectDigest(envelope))
})

test('the fingerprint has 26 characters of base32 in five groups', () => {
  const text = fingerprint(subjectDigest(envelope))
  expect(text).toMatch(/^[A-Z2-7]{5} [A-Z2-7]{5} [A-Z2-7]{5} [A-Z2-7]{5} [A-Z2-7]{6}$/)
  expect(fingerprint('00'.repeat(32))).toBe('AAAAA AAAAA AAAAA AAAAA AAAAAA')
})

test('the summary says who pays, how much and by which rule, from the envelope alone', () => {
  const text = renderSummary(envelope)
  expect(text).toContain(
    'Take 12,191,008.91 USDT from 19,028 accounts, 1.4608 % of profit overall.',
  )
  expect(text).toContain('The insurance fund USDT linear pays 8,000,000.00 USDT')
  expect(text).toContain('the operator pays 3,000,000.00 USDT')
  expect(text).toContain('The rounding residual of 95.57 USDT is paid by the operator.')
  expect(summaryDigest(envelope)).toBe(sha(text))
})

test('the summary says the announced rule, and what else is asked of everybody', () => {
  expect(renderSummary(envelope)).toContain(
    'The remaining 12,191,104.48 USDT is shared by the rule pro-rata, each levy rounded down, as policy P-1 version 1 says. Everybody gives the same share of his profit.',
  )
})

test('the summary says a departure from the policy, the limits, and that nothing is left over', () => {
  const schedule: typeof envelope.result.schedule = {
    rule: 'equal-levy',
    rounding: 'largest-remainder',
    weighted: false,
    limits: { capFraction: { numerator: '1', denominator: '8' }, minEquity: '5000' },
    theta: { numerator: '100', denominator: '3' },
    remainder: { numerator: '1', denominator: '3' },
    cutoff: '0'.repeat(64),
  }
  const text = renderSummary({
    ...envelope,
    result: { ...envelope.result, residual: '0', schedule },
  })
  expect(text).toContain(
    'shared by the rule equal levy, rounded by largest remainder. This departs from policy P-1 version 1, which says pro-rata, each levy rounded down. Everybody gives the same amount, at most his profit. Nobody gives more than 12.5 % of his profit. Where equity is known, nobody is brought below 50.00 USDT of it.',
  )
  expect(text).toContain('No rounding residual is left to the operator.')
})

test('the summary says tier, people, cooling-off and what stood before', () => {
  expect(renderSummary(envelope)).toContain(
    'This is of tier T2, with other runs counted: 12,191,104.48 USDT, 1.47 % of what is charged, 19,028 accounts within a day, 17,191,104.48 USDT, 2.07 % of what is charged, 19,840 accounts within a week. It needs 2 approvals from 2 groups (compliance, risk, treasury). It may be executed from 2026-11-22T12:30:00Z until before 2026-11-23T12:00:00Z, and vetoed by one officer until it is. Its claims stood as entry 41 in the log before it was simulated.',
  )
  const { day } = envelope.tierInputs
  const alone = { ...envelope, tierInputs: { ...envelope.tierInputs, week: day } }
  expect(renderSummary(alone)).toContain(
    'This is of tier T2: 12,191,104.48 USDT, 1.47 % of what is charged, 19,028 accounts, and no other run within a week.',
  )
})

test('amounts of other assets are said in their minor units', () => {
  const { tierInputs } = envelope
  const week = { ...tierInputs.week, amounts: { BTC: '100000' } }
  expect(renderSummary({ ...envelope, tierInputs: { ...tierInputs, week } })).toContain(
    '100,000 minor units of BTC and 12,191,104.48 USDT',
  )
})

test('the summary of version 1 stays what was signed under it', () => {
  const text = renderSummary(envelopeBefore)
  expect(renderSummary(envelope).startsWith(`${text} This is of tier`)).toBe(true)
  expect(text).toMatch(/paid by the operator\.$/)
})

test('who must sign, when, or which log entry stood before: each changes the summary', () => {
  const others = [
    { ...envelope, tier: 'T1' },
    { ...envelope, quorum: { ...envelope.quorum, approvals: '1' } },
    { ...envelope, quorum: { ...envelope.quorum, deviceBound: true } },
    { ...envelope, notBefore: '2026-11-22T12:00:00Z' },
    { ...envelope, expiresAt: '2026-11-23T11:00:00Z' },
    { ...envelope, precommit: { ...envelope.precommit, index: '42' } },
  ]
  const texts = [envelope, ...others].map(renderSummary)
  expect(new Set(texts).size).toBe(texts.length)
})

test('the authors’ digest does not depend on the order in which they wrote', () => {
  expect(authorsDigest(['B', 'A'])).toBe(authorsDigest(['A', 'B']))
  expect(authorsDigest(['A'])).not.toBe(authorsDigest(['A', 'B']))
})

test('a salted digest hides a short text behind its salt', () => {
  const value = 'no'
  expect(saltedDigest('reasonDigest', { salt: '0'.repeat(64), value })).not.toBe(
    saltedDigest('reasonDigest', { salt: '1'.repeat(64), value }),
  )
})
