// The seam through which every sign-off passes: whether a passkey signed this very statement.
import 'server-only'
import { hexToBytes } from '@noble/hashes/utils.js'
import { verifyAuthenticationResponse } from '@simplewebauthn/server'
import { encodeBase64url } from '@/lib/domain/base64'
import { type Refusal, refuse } from '@/lib/domain/refusal'
import { signoffChallenge, type SignoffStatement } from '@/lib/domain/signoff'
import { checkEvidence, type PasskeyEvidence } from '@/lib/domain/signoff-evidence'

/** A key as it is stored: COSE bytes in hex, and how often it has signed as far as it tells. */
export type SigningKey = {
  credentialId: string
  publicKey: string
  counter: number
  isDeviceBound: boolean
}

/**
 * The counter that the key has now, or why its evidence does not count. Two judges that share no
 * code must agree: the kernel's, which anybody can repeat offline, and the library's.
 */
export const verifyEvidence = async (given: {
  statement: SignoffStatement
  /** Hex, as it was stored and shown. */
  challenge: string
  evidence: PasskeyEvidence
  key: SigningKey
}): Promise<Refusal | { counter: number }> => {
  const { statement, challenge, evidence, key } = given
  if (signoffChallenge(statement) !== challenge || evidence.credentialId !== key.credentialId)
    return invalid('The signature belongs to another statement or another key.')
  const checked = checkEvidence({ statement, evidence, publicKey: key.publicKey })
  if ('problem' in checked) return invalid(checked.sentence)
  if (hasFallenBehind(checked.counter, key.counter)) return copied
  if (key.isDeviceBound && checked.isBackupEligible)
    return invalid('The key says now that it may be copied, and was admitted as one that may not.')
  return (await verifiedCounter(given)) === checked.counter
    ? checked
    : invalid('The signature holds by one check and fails by another.')
}

const invalid = (sentence: string): Refusal =>
  refuse(
    'signature-invalid',
    `${sentence} Nothing was signed. Open the page again and sign anew; if it happens twice, use your other key and tell an administrator.`,
  )

const copied = refuse(
  'signature-invalid',
  'This key has signed more often before than it says now: somebody may hold a copy. Nothing was signed. Use your other key, and revoke this one.',
)

/** A key that counts must count on; one that does not count says zero for ever. */
const hasFallenBehind = (counter: number, before: number): boolean =>
  (counter > 0 || before > 0) && counter <= before

/** The counter by the library's judgement; null where it says no, in whichever way. */
const verifiedCounter = async ({
  statement,
  challenge,
  evidence,
  key,
}: Parameters<typeof verifyEvidence>[0]): Promise<number | null> => {
  const { credentialId, ...response } = evidence
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: {
        ...{ id: credentialId, rawId: credentialId, type: 'public-key' },
        ...{ clientExtensionResults: {}, response },
      },
      expectedChallenge: encodeBase64url(hexToBytes(challenge)),
      expectedOrigin: statement.origin,
      expectedRPID: statement.rpId,
      credential: {
        id: key.credentialId,
        publicKey: new Uint8Array(hexToBytes(key.publicKey)),
        counter: key.counter,
      },
      requireUserVerification: true,
    })
    return verified && authenticationInfo.userVerified ? authenticationInfo.newCounter : null
  } catch {
    return null
  }
}
