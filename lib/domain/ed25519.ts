// Whether an Ed25519 signature is that of a key over a message; signing is done elsewhere.
import { hashes, Point, verify } from '@noble/ed25519'
import { sha512 } from '@noble/hashes/sha2.js'

hashes.sha512 = sha512

/**
 * RFC 8032 verification of `signature` (64 bytes) over `message` under `publicKey` (32 bytes).
 * False, never a throw, for wrong lengths, points that are not on the curve or not canonical, keys of
 * small order and s ≥ the group's order.
 */
export const verifySignature = (signed: {
  publicKey: Uint8Array
  message: Uint8Array
  signature: Uint8Array
}): boolean => {
  const { publicKey, message, signature } = signed
  if (publicKey.length !== 32 || signature.length !== 64) return false
  return verify(signature, message, publicKey, { zip215: false })
}

/**
 * Whether 32 bytes may be a public key: the canonical encoding of a point (RFC 8032 §5.1.3) that is
 * not of small order, under which anybody could sign.
 */
export const isPublicKey = (bytes: Uint8Array): boolean =>
  bytes.length === 32 && isPoint(bytes) && !Point.fromBytes(bytes).isSmallOrder()

const P = 2n ** 255n - 19n
const D = 37095705934669439343138083508754565189542113879843219016388785533085940283555n

/** y below p with a sign, and x² = (y² − 1) / (dy² + 1) a square, which is zero only without the sign. */
const isPoint = (bytes: Uint8Array): boolean => {
  const sign = (bytes[31] ?? 0) >> 7
  const y = bytes.reduceRight((total, byte) => (total << 8n) | BigInt(byte), 0n) % 2n ** 255n
  if (y >= P) return false
  const [u, v] = [(y * y - 1n + P) % P, (D * y * y + 1n) % P]
  // u/v is a square if and only if u·v is: Euler's criterion.
  const euler = power((u * v) % P, (P - 1n) / 2n)
  return euler === 1n || (euler === 0n && sign === 0)
}

const power = (base: bigint, exponent: bigint): bigint => {
  let [result, square] = [1n, base]
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if ((rest & 1n) === 1n) result = (result * square) % P
    square = (square * square) % P
  }
  return result
}
