// What a snapshot's master secret decides: salts, places and how an amount is cut in two.
import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { utf8ToBytes } from '@noble/hashes/utils.js'
import { readU128, tagged, u64, u8 } from './encoding'

/** 32 bytes of one account: HMAC-SHA256(master, "LMST-1/account" ‖ 00 ‖ id). `master` is 32 bytes. */
export const accountSecret = (master: Uint8Array, id: string): Uint8Array =>
  hmac(sha256, master, tagged('LMST-1/account', utf8ToBytes(id)))

/** 32 bytes of the n-th leaf that fills up the tree, counted from 0. */
export const fillerSecret = (master: Uint8Array, n: number): Uint8Array =>
  hmac(sha256, master, tagged('LMST-1/filler', u64(n)))

/** 32 bytes that hide a leaf; a filler's chunk is 0. Source of all: transparency.md §3. */
export const leafSalt = (secret: Uint8Array, chunk: number): Uint8Array =>
  sha256(tagged('LMST-1/salt', u8(chunk), secret))

/** 16 bytes by which leaves are sorted; equal ones by their salts. */
export const leafPosition = (secret: Uint8Array, chunk: number): Uint8Array =>
  sha256(tagged('LMST-1/pos', secret)).slice(16 * chunk, 16 * chunk + 16)

/**
 * What chunk 0 holds of a value, 0 … value; chunk 1 holds the rest. `context` is the tree's context
 * digest, `column` the place in its columns from 0, `value` minor units.
 */
export const cutOf = (part: {
  secret: Uint8Array
  context: Uint8Array
  column: number
  value: bigint
}): bigint => {
  const { secret, context, column, value } = part
  return readU128(sha256(tagged('LMST-1/cut', secret, context, u8(column)))) % (value + 1n)
}
