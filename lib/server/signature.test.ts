// Guarantees of evidence: only this key, over this very statement, here, with its user verified, counts.
import { expect, test } from 'vitest'
import { FLAG, newAuthenticator } from '@/lib/domain/authenticator.example'
import { encodeBase64url } from '@/lib/domain/base64'
import { signoffChallenge, type SignoffStatement } from '@/lib/domain/signoff'
import { verifyEvidence } from './signature'

const authenticator = newAuthenticator({ seed: 'signature' })
const hex = (digit: string) => digit.repeat(64)
const statement: SignoffStatement = {
  ...{ v: 1, type: 'signoff', decision: 'approve' },
  ...{ subjectType: 'clawback', subjectId: 'CB-2026-001', revision: '1', subjectDigest: hex('1') },
  ...{ env: 'test', origin: 'http://localhost:3000', rpId: 'localhost' },
  ...{ logOrigin: 'public.localhost:3000/log', officer: 'A'.repeat(52) },
  ...{ credentialIdHash: hex('2'), group: 'risk', reasonDigest: hex('3') },
  ...{ summaryDigest: hex('4'), challengeId: hex('5') },
  ...{ issuedAt: '2026-11-22T12:00:00Z', expiresAt: '2026-11-22T12:05:00Z' },
}
const { credentialIdHash } = await import('@/lib/domain/passkey')
const named = { ...statement, credentialIdHash: credentialIdHash(authenticator.credentialId) }
const challenge = signoffChallenge(named)
const honest = { challenge, origin: named.origin, rpId: named.rpId }
const keyOf = ({ credentialId, publicKey }: typeof authenticator, counter = 0) => ({
  ...{ credentialId, publicKey, counter, isDeviceBound: false },
})
const judged = (
  evidence: ReturnType<typeof authenticator.assert>,
  { counter = 0, key = keyOf(authenticator, counter) } = {},
) => verifyEvidence({ statement: named, challenge, evidence, key })
const refused = { kind: 'refusal', code: 'signature-invalid' }
const sentenceOf = (verdict: object) => ('sentence' in verdict ? verdict.sentence : '')

test.each([-7, -8] as const)('a key of algorithm %i signs', async (algorithm) => {
  const other = newAuthenticator({ algorithm, seed: `algorithm ${algorithm}` })
  const own = { ...statement, credentialIdHash: credentialIdHash(other.credentialId) }
  const signed = signoffChallenge(own)
  const evidence = other.assert({ ...honest, challenge: signed, counter: 7 })
  const key = { ...keyOf(other), counter: 6 }
  const verdict = await verifyEvidence({ statement: own, challenge: signed, evidence, key })
  expect(verdict).toMatchObject({ counter: 7 })
})

test.each([
  ['its user was not verified', { flags: FLAG.UP }],
  ['nobody touched it', { flags: FLAG.UV }],
  ['a copy contradicts itself', { flags: FLAG.UP | FLAG.UV | FLAG.BS }],
  ['it signed at another origin', { origin: 'http://localhost:3001' }],
  ['it signed at an origin that only begins alike', { origin: 'http://localhost:3000.example' }],
  ['it signed for another site', { rpId: 'example.com' }],
  ['it signed inside another site', { clientData: { crossOrigin: true } }],
  ['it names a page around it', { clientData: { topOrigin: 'https://example.com' } }],
  ['it answered an enrolment', { clientData: { type: 'webauthn.create' } }],
  ['its client data is no JSON', { clientDataText: '{' }],
  [
    'its client data says two challenges',
    { clientDataText: `{"type":"webauthn.get","challenge":"AA","challenge":"AA","origin":"x"}` },
  ],
])('a signature does not count where %s', async (_, spoiled) => {
  expect(await judged(authenticator.assert({ ...honest, ...spoiled }))).toMatchObject(refused)
})

test('a signature does not count when one bit of it differs, or it is not there', async () => {
  const evidence = authenticator.assert(honest)
  const other = authenticator.assert({ ...honest, counter: 1 })
  expect(await judged({ ...evidence, signature: other.signature })).toMatchObject(refused)
  expect(
    await judged({ ...evidence, signature: encodeBase64url(new Uint8Array(70)) }),
  ).toMatchObject(refused)
  expect(await judged({ ...evidence, signature: 'AA' })).toMatchObject(refused)
})

test('another key’s signature does not count, under its own name or under this one', async () => {
  const foreign = newAuthenticator({ seed: 'foreign' })
  const evidence = foreign.assert(honest)
  expect(await judged(evidence)).toMatchObject(refused)
  expect(await judged({ ...evidence, credentialId: authenticator.credentialId })).toMatchObject(
    refused,
  )
  expect(await judged(evidence, { key: keyOf(foreign) })).toMatchObject(refused)
})

test.each<[string, Partial<SignoffStatement>]>([
  ['run', { subjectId: 'CB-2026-002' }],
  ['revision', { revision: '2' }],
  ['decision', { decision: 'veto' }],
  ['type of subject', { subjectType: 'officers' }],
  ['digest', { subjectDigest: hex('9') }],
  ['officer', { officer: 'B'.repeat(52) }],
  ['environment', { env: 'production' }],
])('a signature about another %s does not count for this one', async (_, changed) => {
  const evidence = authenticator.assert({
    ...honest,
    challenge: signoffChallenge({ ...named, ...changed }),
  })
  expect(await judged(evidence)).toMatchObject(refused)
})

test('a statement that does not give the stored challenge is not signed', async () => {
  const evidence = authenticator.assert(honest)
  const verdict = await verifyEvidence({
    ...{ statement: { ...named, revision: '2' }, challenge, evidence },
    key: keyOf(authenticator),
  })
  expect(verdict).toMatchObject(refused)
})

test('a key that counts must count on, and one that never counted may not begin below', async () => {
  const at = (counter: number) => authenticator.assert({ ...honest, counter })
  expect(await judged(at(0))).toMatchObject({ counter: 0 })
  expect(await judged(at(5), { counter: 4 })).toMatchObject({ counter: 5 })
  for (const counter of [5, 6]) {
    const verdict = await judged(at(5), { counter })
    expect(verdict).toMatchObject(refused)
    expect(sentenceOf(verdict)).toContain('copy')
  }
  expect(await judged(at(0), { counter: 1 })).toMatchObject(refused)
})

test('a key that was bound to its device may not become one that is copied', async () => {
  const evidence = authenticator.assert({ ...honest, flags: FLAG.UP | FLAG.UV | FLAG.BE })
  expect(await judged(evidence)).toMatchObject({ counter: 0 })
  const key = { ...keyOf(authenticator), isDeviceBound: true }
  expect(await judged(evidence, { key })).toMatchObject(refused)
})

test('every refusal says that nothing was signed', async () => {
  const verdict = await judged(authenticator.assert({ ...honest, flags: FLAG.UP }))
  expect(sentenceOf(verdict)).toContain('Nothing was signed.')
})
