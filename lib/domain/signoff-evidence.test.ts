// Evidence of a signature: accepted as it is, refused by name for everything that differs.
import { hexToBytes, bytesToHex } from '@noble/hashes/utils.js'
import { verifyAuthenticationResponse } from '@simplewebauthn/server'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FLAG, newAuthenticator, type Authenticator } from './authenticator.example'
import { decodeBase64url, encodeBase64url } from './base64'
import { credentialIdHash } from './passkey'
import { signoffChallenge, type SignoffStatement } from './signoff'
import { checkEvidence, type EvidenceProblem, type PasskeyEvidence } from './signoff-evidence'
import { utf8Bytes } from './utf8'

const place = { origin: 'https://console.example.com', rpId: 'console.example.com' }
const keys = [
  newAuthenticator({ algorithm: -7, seed: 'a' }),
  newAuthenticator({ algorithm: -8, seed: 'b' }),
] as const
const [passkey] = keys
const stranger = newAuthenticator({ seed: 'stranger' })

const statementBy = ({ credentialId }: Authenticator): SignoffStatement => ({
  ...{ v: 1, type: 'signoff', decision: 'approve', subjectType: 'clawback', ...place },
  ...{ subjectId: 'CB-1', revision: '2', subjectDigest: '5'.repeat(64), env: 'test' },
  ...{ logOrigin: 'log.example.com', officer: 'A'.repeat(52), group: 'risk' },
  ...{ credentialIdHash: credentialIdHash(credentialId), reasonDigest: '6'.repeat(64) },
  ...{ summaryDigest: '7'.repeat(64), challengeId: '8'.repeat(64) },
  ...{ issuedAt: '2026-11-22T12:00:00Z', expiresAt: '2026-11-22T12:05:00Z' },
})
const statement = statementBy(passkey)
const challenge = signoffChallenge(statement)

type Said = Parameters<Authenticator['assert']>[0]
const signed = (said: Partial<Said> = {}, by = passkey): PasskeyEvidence =>
  by.assert({ ...place, challenge: signoffChallenge(statementBy(by)), ...said })
const check = (evidence: PasskeyEvidence, publicKey = passkey.publicKey) =>
  checkEvidence({ statement, evidence, publicKey })

describe('a signature', () => {
  it.each(keys)('holds, and tells counter and copies: key $publicKey', (by) => {
    const verdict = (said: Partial<Said>) =>
      checkEvidence({
        ...{ statement: statementBy(by), publicKey: by.publicKey },
        evidence: signed(said, by),
      })
    expect(verdict({})).toEqual({ counter: 0, isBackupEligible: false })
    const flags = FLAG.UP | FLAG.UV | FLAG.BE | FLAG.BS
    expect(verdict({ flags, counter: 4_000_000_000 })).toEqual({
      ...{ counter: 4_000_000_000, isBackupEligible: true },
    })
  })

  it.each<[string, Partial<Said>]>([
    ['without crossOrigin', { clientData: { crossOrigin: undefined } }],
    ['with members that are unknown here', { clientData: { other_keys: { a: [1, 'b'] } } }],
    [
      'with token binding, in another order and with spaces',
      {
        clientDataText: ` {"tokenBinding": {"status":"supported"}, "origin":"${place.origin}",
        "challenge": "${encodeBase64url(hexToBytes(challenge))}", "type":"webauthn\\u002eget"}\n`,
      },
    ],
    [
      'with extensions that the flag announces',
      { flags: FLAG.UP | FLAG.UV | FLAG.ED, extensions: hexToBytes('a163757666f5') },
    ],
  ])('holds %s', (_, said) => {
    expect(check(signed(said))).toEqual({ counter: 0, isBackupEligible: false })
  })

  const [data, tail] = [FLAG.UP | FLAG.UV, hexToBytes('a163757666f5')]
  it.each<[EvidenceProblem, string, Partial<Said>]>([
    ['user-verified', 'UV off', { flags: FLAG.UP }],
    ['user-present', 'UP off', { flags: FLAG.UV }],
    ['backup', 'copied without being eligible', { flags: data | FLAG.BS }],
    ['rp-id', 'wrong RP', { rpId: 'evil.example' }],
    ['rp-id', 'RP of the parent domain', { rpId: 'example.com' }],
    ['origin', 'wrong origin', { origin: 'https://evil.example' }],
    ['origin', 'another port', { origin: `${place.origin}:8443` }],
    ['origin', 'a trailing slash', { origin: `${place.origin}/` }],
    ['origin', 'other letters', { origin: place.origin.toUpperCase() }],
    ['origin', 'no origin', { clientData: { origin: undefined } }],
    ['origin', 'a list of origins', { clientData: { origin: [place.origin] } }],
    ['cross-origin', 'embedded', { clientData: { crossOrigin: true } }],
    ['cross-origin', 'text', { clientData: { crossOrigin: 'false' } }],
    ['cross-origin', 'null', { clientData: { crossOrigin: null } }],
    ['cross-origin', 'topOrigin', { clientData: { topOrigin: place.origin } }],
    ['type', 'enrolment', { clientData: { type: 'webauthn.create' } }],
    ['type', 'none', { clientData: { type: undefined } }],
    ['challenge', 'replayed', { challenge: '0'.repeat(64) }],
    ['challenge', 'none', { clientData: { challenge: undefined } }],
    ['challenge', 'in hex', { clientData: { challenge } }],
    [
      'challenge',
      'padded',
      { clientData: { challenge: `${encodeBase64url(hexToBytes(challenge))}=` } },
    ],
    ['client-data', 'no JSON', { clientDataText: 'webauthn.get' }],
    ['client-data', 'nothing', { clientDataText: '' }],
    ['client-data', 'a list', { clientDataText: '[]' }],
    [
      'client-data',
      'a member twice',
      { clientDataText: '{"type":"webauthn.get","type":"webauthn.get"}' },
    ],
    ['client-data', 'a byte order mark', { clientDataText: '\ufeff{}' }],
    ['client-data', 'too deep', { clientDataText: '['.repeat(9000) }],
    ['client-data', 'too long', { clientDataText: `{}${' '.repeat(13_000)}` }],
    ['authenticator-data', 'a new key', { flags: data | FLAG.AT }],
    ['authenticator-data', 'extensions without the flag', { extensions: tail }],
    ['authenticator-data', 'the flag without extensions', { flags: data | FLAG.ED }],
    [
      'authenticator-data',
      'extensions and a byte',
      { flags: data | FLAG.ED, extensions: Uint8Array.of(...tail, 0) },
    ],
  ])('is refused for %s: %s', (problem, _, said) => {
    expect(check(signed(said))).toMatchObject({ problem })
  })

  it('is refused for any other statement: run, revision, decision, subject, person, place, time', () => {
    const evidence = signed()
    const others = Object.keys(statement).filter((member) => member !== 'credentialIdHash')
    for (const member of others) {
      const other = { ...statement, [member]: 'other' }
      const verdict = checkEvidence({ statement: other, evidence, publicKey: passkey.publicKey })
      expect([member, verdict]).toEqual([member, expect.objectContaining({ problem: 'challenge' })])
    }
    const withdrawal = { ...statement, targetStatement: '9'.repeat(64) }
    expect(
      checkEvidence({ statement: withdrawal, evidence, publicKey: passkey.publicKey }),
    ).toHaveProperty('problem', 'challenge')
  })

  it('is refused from a foreign key, under its own name or the right one', () => {
    const foreign = stranger.assert({ ...place, challenge })
    expect(check(foreign, stranger.publicKey)).toHaveProperty('problem', 'credential')
    const renamed = { ...foreign, credentialId: passkey.credentialId }
    expect(check(renamed)).toHaveProperty('problem', 'signature')
    expect(check(signed(), stranger.publicKey)).toHaveProperty('problem', 'signature')
  })

  it('is refused under another algorithm, and under a key that is none', () => {
    expect(check(signed(), keys[1].publicKey)).toHaveProperty('problem', 'signature')
    expect(check(signed(), `${passkey.publicKey}00`)).toHaveProperty('problem', 'public-key')
    expect(check(signed(), '')).toHaveProperty('problem', 'public-key')
  })

  it('is refused in a second spelling of base64url', () => {
    const members = ['authenticatorData', 'clientDataJSON', 'signature', 'credentialId'] as const
    for (const member of members) {
      const text = signed()[member]
      for (const other of [`${text}=`, `${text} `, `${text}A`, text.slice(0, -1), `${text}\n`]) {
        expect(check({ ...signed(), [member]: other })).toHaveProperty('problem')
      }
    }
  })
})

/** The same bytes with one of them changed, in a bit that depends on its place. */
const flipped = (bytes: Uint8Array, at: number): Uint8Array =>
  bytes.map((byte, place) => (place === at ? byte ^ (1 << ((at * 5) % 8)) : byte))
const bytesOf = (text: string): Uint8Array => decodeBase64url(text) ?? new Uint8Array()

describe('every single byte counts', () => {
  const members = ['authenticatorData', 'clientDataJSON', 'signature', 'credentialId'] as const
  const cases = keys.flatMap((by) => members.map((member) => [member, by] as const))
  it.each(cases)('of %s', (member, by) => {
    const evidence = signed({}, by)
    const about = { statement: statementBy(by), publicKey: by.publicKey }
    const bytes = bytesOf(evidence[member])
    for (const at of bytes.keys()) {
      const changed = { ...evidence, [member]: encodeBase64url(flipped(bytes, at)) }
      const verdict = checkEvidence({ ...about, evidence: changed })
      expect([at, 'problem' in verdict]).toEqual([at, true])
    }
  })

  it.each(keys)('of the key $publicKey', (by) => {
    const about = { statement: statementBy(by), evidence: signed({}, by) }
    const bytes = hexToBytes(by.publicKey)
    for (const at of bytes.keys()) {
      const verdict = checkEvidence({ ...about, publicKey: bytesToHex(flipped(bytes, at)) })
      const problem = expect.stringMatching(/^(public-key|signature)$/) as string
      expect(verdict).toMatchObject({ problem })
    }
  })
})

/** What @simplewebauthn/server says of the same. */
const isAccepted = async (evidence: PasskeyEvidence, by: Authenticator): Promise<boolean> => {
  const { credentialId: id, ...response } = evidence
  const publicKey = Uint8Array.from(hexToBytes(by.publicKey))
  try {
    const { verified } = await verifyAuthenticationResponse({
      response: { id, rawId: id, type: 'public-key', response, clientExtensionResults: {} },
      expectedChallenge: encodeBase64url(hexToBytes(signoffChallenge(statementBy(by)))),
      ...{ expectedOrigin: place.origin, expectedRPID: place.rpId },
      credential: { id, publicKey, counter: 0 },
    })
    return verified
  } catch {
    return false
  }
}

const spoils: readonly Partial<Said>[] = [
  { challenge: 'ab'.repeat(32) },
  { origin: 'https://evil.example' },
  { rpId: 'evil.example' },
  { flags: FLAG.UP },
  { flags: FLAG.UV },
  { flags: FLAG.UP | FLAG.UV | FLAG.BS },
  { clientData: { type: 'webauthn.create' } },
  { clientData: { topOrigin: 'https://evil.example' } },
  { clientData: { crossOrigin: true, topOrigin: 'https://evil.example' } },
  { extensions: utf8Bytes('tail') },
  { flags: FLAG.UP | FLAG.UV | FLAG.ED },
]
const fine: readonly Partial<Said>[] = [
  {},
  { counter: 7 },
  { flags: FLAG.UP | FLAG.UV | FLAG.BE },
  { flags: FLAG.UP | FLAG.UV | FLAG.BE | FLAG.BS },
  { flags: FLAG.UP | FLAG.UV | FLAG.ED, extensions: hexToBytes('a16b6372656450726f7465637402') },
  { clientData: { crossOrigin: undefined } },
]

describe('agreement with @simplewebauthn/server', () => {
  const run = fc.record({
    by: fc.uint8Array({ minLength: 4, maxLength: 4 }),
    algorithm: fc.constantFrom(-7 as const, -8 as const),
    said: fc.oneof(fc.constantFrom(...fine), fc.constantFrom(...fine, ...spoils)),
    flip: fc.option(
      fc.record({
        member: fc.constantFrom('authenticatorData', 'clientDataJSON', 'signature'),
        at: fc.nat({ max: 5000 }),
      }),
      { freq: 2 },
    ),
  })

  it('on hundreds of random signatures, honest and spoiled', async () => {
    const seen = { accepted: 0, refused: 0 }
    await fc.assert(
      fc.asyncProperty(run, async ({ by, algorithm, said, flip }) => {
        const key = newAuthenticator({ algorithm, seed: bytesToHex(by) })
        const honest = signed(said, key)
        const evidence = flip === null ? honest : spoiled(honest, flip.member, flip.at)
        const about = { statement: statementBy(key), publicKey: key.publicKey }
        const verdict = checkEvidence({ ...about, evidence })
        const isFine = 'counter' in verdict
        seen[isFine ? 'accepted' : 'refused'] += 1
        expect(isFine).toBe(await isAccepted(evidence, key))
      }),
      { numRuns: 400 },
    )
    expect(seen.accepted).toBeGreaterThan(30)
    expect(seen.refused).toBeGreaterThan(30)
  })
})

const spoiled = (
  evidence: PasskeyEvidence,
  member: 'authenticatorData' | 'clientDataJSON' | 'signature',
  at: number,
): PasskeyEvidence => {
  const bytes = bytesOf(evidence[member])
  // That library reads the frame of a DER signature with less care; its last bytes are the number s.
  const place = member === 'signature' ? bytes.length - 1 - (at % 25) : at % bytes.length
  return { ...evidence, [member]: encodeBase64url(flipped(bytes, place)) }
}
