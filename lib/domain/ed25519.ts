// Whether an Ed25519 signature is that of a key over a message; signing is done elsewhere.
import { hashes, verify } from '@noble/ed25519'
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
