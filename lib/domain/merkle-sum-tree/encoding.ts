// How LMST-1 writes integers and words: unsigned, big-endian, of fixed width.
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { assert } from '../assert'

/** Every value and every sum is below this: 2^127. Source: transparency.md §3. */
export const SUM_LIMIT = 2n ** 127n

export const u8 = (value: number): Uint8Array => Uint8Array.of(value)

/** Refuses (Fault) what two bytes do not hold. */
export const u16 = (value: number): Uint8Array => {
  assert(value >= 0 && value < 2 ** 16, `expected a length below 65536, got ${value}`)
  return Uint8Array.of(value >> 8, value & 0xff)
}

/** Refuses (Fault) what eight bytes do not hold. */
export const u64 = (value: number | bigint): Uint8Array => {
  const isExact = typeof value === 'bigint' || Number.isSafeInteger(value)
  assert(isExact && value >= 0 && value < 2n ** 64n, 'expected an integer from 0 to below 2^64')
  const bytes = new Uint8Array(8)
  new DataView(bytes.buffer).setBigUint64(0, BigInt(value))
  return bytes
}

const LOW_64 = 2n ** 64n - 1n

/** 16 bytes of a value or sum. Refuses (Fault) what is below 0 or not below 2^127. */
export const u128 = (value: bigint): Uint8Array => {
  assert(value >= 0n && value < SUM_LIMIT, 'expected a value from 0 to below 2^127')
  const bytes = new Uint8Array(16)
  const view = new DataView(bytes.buffer)
  view.setBigUint64(0, value >> 64n)
  view.setBigUint64(8, value & LOW_64)
  return bytes
}

/** The integer of 16 bytes, whatever its size. */
export const readU128 = (bytes: Uint8Array): bigint => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, 16)
  return (view.getBigUint64(0) << 64n) | view.getBigUint64(8)
}

/** The ASCII word and a zero byte: how every digest of LMST-1 outside the trees starts. */
export const tagged = (word: string, ...parts: readonly Uint8Array[]): Uint8Array =>
  concatBytes(utf8ToBytes(word), u8(0), ...parts)
