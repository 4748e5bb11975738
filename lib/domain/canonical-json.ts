// The exact bytes that are hashed and signed: JSON of RFC 8785 within the limits of signoff.md §3.
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import canonicalize from 'canonicalize'
import { assert } from './assert'

/** Numbers are integers 0 … 2^31 − 1; every amount, count and identifier is a string. */
export type CanonicalValue =
  | string
  | number
  | boolean
  | null
  | readonly CanonicalValue[]
  | { readonly [member: string]: CanonicalValue }

const MAX_INTEGER = 2 ** 31 - 1

/**
 * RFC 8785 text of a value. Refuses (Fault) floats, −0, integers outside 0 … 2^31 − 1, lone
 * surrogates in values or member names, undefined members and objects that are not plain.
 */
export const canonicalJson = (value: CanonicalValue): string => {
  assertWithinLimits(value)
  const text = canonicalize(value)
  assert(text !== undefined, 'expected a JSON value, got undefined')
  return text
}

/** hex SHA-256(tag ‖ 00 ‖ JCS(value)): one formula for every digest (signoff.md §3). */
export const taggedDigest = (tag: string, value: CanonicalValue): string =>
  sha256Hex(`${tag}\0${canonicalJson(value)}`)

/** Lower-case hex SHA-256; text is hashed as UTF-8. */
export const sha256Hex = (text: string | Uint8Array): string =>
  bytesToHex(sha256(typeof text === 'string' ? new TextEncoder().encode(text) : text))

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** RFC 4648 base32, upper case, without padding. */
export const base32 = (bytes: Uint8Array): string => {
  let [text, buffer, bits] = ['', 0, 0]
  for (const byte of bytes) {
    buffer = (buffer << 8) | byte
    for (bits += 8; bits >= 5; bits -= 5) text += BASE32.charAt((buffer >> (bits - 5)) & 31)
    buffer &= (1 << bits) - 1
  }
  return bits === 0 ? text : text + BASE32.charAt((buffer << (5 - bits)) & 31)
}

const assertWithinLimits = (value: unknown): void => {
  if (value === null || typeof value === 'boolean') return
  if (typeof value === 'string') {
    assertWellFormed(value)
  } else if (typeof value === 'number') {
    assertSmallInteger(value)
  } else if (Array.isArray(value)) {
    assert(Object.keys(value).length === value.length, 'expected an array without holes')
    value.forEach(assertWithinLimits)
  } else {
    assertPlainObject(value)
    Object.entries(value).forEach(assertMember)
  }
}

const assertMember = ([name, member]: [string, unknown]): void => {
  assertWellFormed(name)
  assertWithinLimits(member)
}

const LONE_SURROGATE = /\p{Surrogate}/u

const assertWellFormed = (text: string): void => {
  assert(!LONE_SURROGATE.test(text), 'expected well-formed Unicode, got a lone surrogate')
}

const assertSmallInteger = (value: number): void => {
  assert(
    Number.isInteger(value) && value >= 0 && value <= MAX_INTEGER && !Object.is(value, -0),
    `expected an integer from 0 to ${MAX_INTEGER}, got ${value}`,
  )
}

function assertPlainObject(value: unknown): asserts value is Record<string, unknown> {
  const prototype: unknown =
    typeof value === 'object' && value !== null ? Object.getPrototypeOf(value) : undefined
  assert(
    prototype === Object.prototype || prototype === null,
    `expected a plain object, got ${typeof value}`,
  )
  const symbols = Object.getOwnPropertySymbols(value).length
  assert(symbols === 0, `expected no symbol members, got ${symbols}`)
}
