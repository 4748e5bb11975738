// Keys of officers: the public key as it is logged, and whether a signature is that key's.
import { p256 } from '@noble/curves/nist.js'
import { concatBytes, hexToBytes } from '@noble/hashes/utils.js'
import { taggedDigest } from './canonical-json'
import { isPublicKey, verifySignature } from './ed25519'

/** `publicKey` is 65 bytes, 04 ‖ x ‖ y on P-256, for −7 (ES256), and 32 bytes for −8 (Ed25519). */
export type PasskeyKey = { algorithm: -7 | -8; publicKey: Uint8Array }

/**
 * How a credential is named wherever its id is not: hex SHA-256("ballast/credentialIdHash/v1" ‖ 00 ‖
 * JCS(credentialId)), `credentialId` being base64url without padding. Source: signoff.md §3.
 */
export const credentialIdHash = (credentialId: string): string =>
  taggedDigest('ballast/credentialIdHash/v1', credentialId)

/**
 * The key that COSE bytes in lower-case hex hold: {1: 2, 3: −7, −1: 1, −2: x, −3: y} or {1: 1, 3: −8,
 * −1: 6, −2: x}, in exactly the bytes of CTAP2's canonical CBOR, so one spelling each. A `problem`
 * for anything else: other members, order or algorithm, bytes after the map, and points that are not
 * on the curve, not canonical or (−8) of small order. Source: RFC 9053 §7, CTAP 2.1 §8.
 */
export const parseCoseKey = (cose: string): PasskeyKey | { problem: string } => {
  const p256Form = /^a5010203262001215820([0-9a-f]{64})225820([0-9a-f]{64})$/.exec(cose)
  if (p256Form !== null) {
    const publicKey = hexToBytes(`04${p256Form[1] ?? ''}${p256Form[2] ?? ''}`)
    if (!p256.utils.isValidPublicKey(publicKey, false)) return { problem: 'no point of P-256' }
    return { algorithm: -7, publicKey }
  }
  const ed25519Form = /^a4010103272006215820([0-9a-f]{64})$/.exec(cose)
  if (ed25519Form === null) return { problem: 'no COSE key of ES256 or Ed25519, canonical' }
  const publicKey = hexToBytes(ed25519Form[1] ?? '')
  if (!isPublicKey(publicKey)) return { problem: 'no point of Ed25519 that may be a key' }
  return { algorithm: -8, publicKey }
}

/**
 * Whether `signature` is that of the key over `message`: for −7 ECDSA on P-256 with SHA-256, DER
 * without a second spelling, s of either half of the order as WebAuthn has it; for −8 Ed25519
 * (verifySignature). Never throws.
 */
export const isSignedBy = (
  { algorithm, publicKey }: PasskeyKey,
  { message, signature }: { message: Uint8Array; signature: Uint8Array },
): boolean => {
  if (algorithm === -8) return verifySignature({ publicKey, message, signature })
  const compact = compactSignature(signature)
  return compact !== null && p256.verify(compact, message, publicKey, { lowS: false })
}

/** r ‖ s, 32 bytes each, of SEQUENCE { INTEGER r, INTEGER s }; null for any but the DER encoding. */
const compactSignature = (der: Uint8Array): Uint8Array | null => {
  // At most 72 bytes, so every length is one byte.
  if (der[0] !== 0x30 || der[1] !== der.length - 2) return null
  const r = readInteger(der, 2)
  const s = r === null ? null : readInteger(der, r.end)
  if (r === null || s?.end !== der.length) return null
  return concatBytes(r.value, s.value)
}

/** A positive INTEGER of at most 32 bytes, padded to 32. */
const readInteger = (der: Uint8Array, at: number): { value: Uint8Array; end: number } | null => {
  const length = der[at + 1] ?? 0
  const end = at + 2 + length
  if (der[at] !== 0x02 || length === 0 || end > der.length) return null
  const [first = 0, second = 0] = der.subarray(at + 2, end)
  const hasSignByte = first === 0 && length > 1
  if (first > 0x7f || (hasSignByte && second < 0x80)) return null
  const digits = der.subarray(at + 2 + (hasSignByte ? 1 : 0), end)
  if (digits.length > 32) return null
  const value = new Uint8Array(32)
  value.set(digits, 32 - digits.length)
  return { value, end }
}
