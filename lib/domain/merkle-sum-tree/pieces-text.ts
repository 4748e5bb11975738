// Writes ids and claims into memory as the bytes that are hashed: UTF-8, and JSON of RFC 8785.
import { assert } from '../assert'
import type { TreeClaim } from './format'

/** Most bytes that a text takes up when it is quoted: six a UTF-16 unit, and two quotes. */
export const quotedBytes = (text: string): number => {
  for (let unit = 0; unit < text.length; unit += 1) {
    if (!isPlain(text.charCodeAt(unit))) return 6 * text.length + 2
  }
  return text.length + 2
}

/** Most bytes that a text takes up as UTF-8. */
export const textBytes = (text: string): number => {
  for (let unit = 0; unit < text.length; unit += 1) {
    if (text.charCodeAt(unit) >= 0x80) return 3 * text.length
  }
  return text.length
}

/** The most bytes that `writeClaim` may write. */
export const claimBytes = (claim: TreeClaim): number => {
  let bytes = 2
  for (const [name] of MEMBERS) {
    const value = claim[name]
    if (value !== undefined) bytes += name.length + 4 + quotedBytes(value)
  }
  return bytes
}

/** Writes the claim's canonical JSON at `at`; answers where it ends. */
export const writeClaim = (bytes: Uint8Array, at: number, claim: TreeClaim): number => {
  let end = at
  for (const [name, label] of MEMBERS) {
    const value = claim[name]
    if (value === undefined) continue
    bytes.set(label, end)
    // The first label's comma stands where the object opens.
    if (end === at) bytes[at] = OPEN
    end = writeQuoted(bytes, end + label.length, value)
  }
  bytes[end] = CLOSE
  return end + 1
}

/** In the order of RFC 8785, by name. */
const MEMBERS = (
  ['account', 'base', 'cap', 'class', 'equity', 'inputsDigest', 'score', 'weight'] as const
).map((name) => [name, new TextEncoder().encode(`,"${name}":`)] as const)

const [OPEN, CLOSE, QUOTE, BACKSLASH] = [0x7b, 0x7d, 0x22, 0x5c]

const writeQuoted = (bytes: Uint8Array, at: number, text: string): number => {
  bytes[at] = QUOTE
  for (let unit = 0; unit < text.length; unit += 1) {
    const code = text.charCodeAt(unit)
    if (!isPlain(code)) return writeUnicode(bytes, at, JSON.stringify(wellFormed(text)))
    bytes[at + 1 + unit] = code
  }
  bytes[at + 1 + text.length] = QUOTE
  return at + text.length + 2
}

/** ASCII that JSON writes as it is. */
const isPlain = (code: number): boolean =>
  code >= 0x20 && code < 0x7f && code !== QUOTE && code !== BACKSLASH

/** Writes the text as UTF-8 at `at`; answers where it ends. Refuses (Fault) lone surrogates. */
export const writeText = (bytes: Uint8Array, at: number, text: string): number => {
  for (let unit = 0; unit < text.length; unit += 1) {
    const code = text.charCodeAt(unit)
    if (code >= 0x80) return writeUnicode(bytes, at, wellFormed(text))
    bytes[at + unit] = code
  }
  return at + text.length
}

const writeUnicode = (bytes: Uint8Array, at: number, text: string): number => {
  const { read, written } = new TextEncoder().encodeInto(text, bytes.subarray(at))
  assert(read === text.length, 'expected room for a text, got too little')
  return at + written
}

const LONE_SURROGATE = /\p{Surrogate}/u

const wellFormed = (text: string): string => {
  assert(!LONE_SURROGATE.test(text), 'expected well-formed Unicode, got a lone surrogate')
  return text
}
