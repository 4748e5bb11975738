// One sign-off checked by a bare signature check, by the library, by the kernel, and as the product does it, in any runtime.
import { p256 } from '@noble/curves/nist.js'
import { verifyAuthenticationResponse } from '@simplewebauthn/server'
import { newAuthenticator } from '@/lib/domain/authenticator.example'
import { decodeBase64url, encodeBase64url } from '@/lib/domain/base64'
import { credentialIdHash } from '@/lib/domain/passkey'
import { signoffChallenge, type SignoffStatement } from '@/lib/domain/signoff'
import { checkEvidence } from '@/lib/domain/signoff-evidence'

export const CHECKS = ['webcrypto', 'library', 'kernel', 'product'] as const
export type Check = (typeof CHECKS)[number]

/** Checks one and the same sign-off so many times; answers how many passed. */
export const checkedTimes = async (check: Check, rounds: number): Promise<number> => {
  const once = await ways[check]()
  let passed = 0
  for (let round = 0; round < rounds; round += 1) if (await once()) passed += 1
  return passed
}

const PLACE = { origin: 'http://localhost:3000', rpId: 'localhost' }
const authenticator = newAuthenticator({ seed: 'measured' })
const statement: SignoffStatement = {
  ...PLACE,
  v: 1,
  type: 'signoff',
  env: 'demo',
  logOrigin: 'public.localhost:3000/log',
  decision: 'approve',
  subjectType: 'clawback',
  subjectId: 'CB-2026-001',
  revision: '1',
  subjectDigest: '1'.repeat(64),
  officer: 'A'.repeat(52),
  credentialIdHash: credentialIdHash(authenticator.credentialId),
  group: 'treasury',
  reasonDigest: '2'.repeat(64),
  summaryDigest: '3'.repeat(64),
  challengeId: '4'.repeat(64),
  issuedAt: '2026-11-22T12:00:00Z',
  expiresAt: '2026-11-22T12:05:00Z',
}
const challenge = signoffChallenge(statement)
const evidence = authenticator.assert({ challenge, ...PLACE })
const publicKey = Uint8Array.from(authenticator.publicKey.match(/../g) ?? [], (byte) =>
  parseInt(byte, 16),
)

/** Prepares what a server knows beforehand; what is answered does the checking. */
const ways: Record<Check, () => Promise<() => boolean | Promise<boolean>>> = {
  webcrypto: async () => {
    // COSE ends with −2: x, −3: y, each 32 bytes after a head of three.
    const [x, y] = [publicKey.subarray(-67, -35), publicKey.subarray(-32)]
    const named = { name: 'ECDSA', namedCurve: 'P-256' }
    const point = Uint8Array.of(4, ...x, ...y)
    const key = await crypto.subtle.importKey('raw', point, named, false, ['verify'])
    const signature = Uint8Array.from(
      p256.Signature.fromBytes(bytesOf(evidence.signature), 'der').toBytes('compact'),
    )
    const said = new Uint8Array(
      await crypto.subtle.digest('SHA-256', bytesOf(evidence.clientDataJSON)),
    )
    const message = Uint8Array.of(...bytesOf(evidence.authenticatorData), ...said)
    return () => crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, key, signature, message)
  },
  library: () => Promise.resolve(byLibrary),
  kernel: () => Promise.resolve(byKernel),
  product: () => Promise.resolve(async () => (await byLibrary()) && byKernel()),
}

const bytesOf = (text: string) => Uint8Array.from(decodeBase64url(text) ?? [])

const byLibrary = async (): Promise<boolean> => {
  const { credentialId: id, ...response } = evidence
  const { verified } = await verifyAuthenticationResponse({
    response: { id, rawId: id, type: 'public-key', response, clientExtensionResults: {} },
    expectedChallenge: encodeBase64url(Uint8Array.from(challenge.match(/../g) ?? [], hexByte)),
    expectedOrigin: PLACE.origin,
    expectedRPID: PLACE.rpId,
    credential: { id, publicKey, counter: 0 },
    requireUserVerification: true,
  })
  return verified
}

const hexByte = (pair: string): number => parseInt(pair, 16)

const byKernel = (): boolean => {
  const checked = checkEvidence({ statement, evidence, publicKey: authenticator.publicKey })
  return 'counter' in checked && signoffChallenge(statement) === challenge
}
