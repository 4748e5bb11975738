// What an authenticator says about a signature, read from its bytes: for which site, with which checks.
import { bytesToHex } from '@noble/hashes/utils.js'

/** Of an assertion. `rpIdHash` is hex; `counter` is 0 where the key does not count. */
export type AuthenticatorData = {
  rpIdHash: string
  isUserPresent: boolean
  isUserVerified: boolean
  /** Whether the key may be copied to other devices, and whether it is. */
  isBackupEligible: boolean
  isBackedUp: boolean
  counter: number
}

const FIXED_LENGTH = 37

/**
 * Authenticator data of an assertion: rpIdHash (32 bytes) ‖ flags ‖ counter (u32, big endian), then
 * extensions if and only if flag ED says so, as one CBOR map and nothing after it. A `problem` for
 * other lengths and for attested credential data, which belongs to an enrolment alone.
 * Source: W3C WebAuthn Level 3 §6.1.
 */
export const readAuthenticatorData = (
  bytes: Uint8Array,
): AuthenticatorData | { problem: string } => {
  if (bytes.length < FIXED_LENGTH) {
    return { problem: `expected at least ${FIXED_LENGTH} bytes, got ${bytes.length}` }
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const flags = view.getUint8(32)
  const has = (flag: number): boolean => (flags & flag) !== 0
  if (has(0x40)) return { problem: 'it holds a new key, as only an enrolment does' }
  if (endOfExtensions(bytes, { isThere: has(0x80) }) !== bytes.length) {
    return { problem: 'its extensions are not what its flags say' }
  }
  return {
    rpIdHash: bytesToHex(bytes.subarray(0, 32)),
    isUserPresent: has(0x01),
    isUserVerified: has(0x04),
    isBackupEligible: has(0x08),
    isBackedUp: has(0x10),
    counter: view.getUint32(33),
  }
}

const endOfExtensions = (bytes: Uint8Array, { isThere }: { isThere: boolean }): number | null => {
  if (!isThere) return FIXED_LENGTH
  const isMap = (bytes[FIXED_LENGTH] ?? 0) >> 5 === MAP
  return isMap ? endOfItem(bytes, FIXED_LENGTH, 0) : null
}

const [BYTES, TEXT, ARRAY, MAP, TAG, SIMPLE] = [2, 3, 4, 5, 6, 7]
const DEEPEST = 4

/** Where the CBOR item at `at` ends; null where it is not of CTAP2's form: definite, shortest, no tags. */
const endOfItem = (bytes: Uint8Array, at: number, depth: number): number | null => {
  const head = readHead(bytes, at)
  if (head === null || depth > DEEPEST || head.major === TAG) return null
  const { major, count, end } = head
  if (major === BYTES || major === TEXT) {
    return end + count <= bytes.length ? end + count : null
  }
  if (major === SIMPLE) return count >= 20 && count <= 22 ? end : null
  const items = major === MAP ? 2 * count : major === ARRAY ? count : 0
  let next: number | null = end
  // Every item takes a byte, so a count that lies ends with the bytes.
  for (let item = 0; item < items && next !== null; item += 1) {
    next = endOfItem(bytes, next, depth + 1)
  }
  return next
}

/** Counts up to 65,535 are more than authenticator data ever has. */
const readHead = (
  bytes: Uint8Array,
  at: number,
): { major: number; count: number; end: number } | null => {
  const [first, second, third] = bytes.subarray(at, at + 3)
  if (first === undefined) return null
  const [major, short] = [first >> 5, first & 31]
  if (short < 24) return { major, count: short, end: at + 1 }
  if (short === 24 && second !== undefined && second > 23) {
    return major === SIMPLE ? null : { major, count: second, end: at + 2 }
  }
  const count = ((second ?? 0) << 8) | (third ?? 0)
  if (short !== 25 || third === undefined || count < 256 || major === SIMPLE) return null
  return { major, count, end: at + 3 }
}
