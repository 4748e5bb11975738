// Writes ids and claims into memory as the bytes that are hashed: UTF-8, and JSON of RFC 8785.
import { assert } from '../assert'
import type { TreeClaim } from './format'

/** Most bytes that a text takes up as UTF-8. */
export const textBytes = (text: string): number => {
  for (let unit = 0; unit < text.length; unit += 1) {
    if (text.charCodeAt(unit) >= 0x80) return 3 * text.length
  }
  return text.length
}

/** The most bytes that `writeClaim` writes. */
export const claimBytes = (claim: TreeClaim): number => {
  const { base, cap, inputsDigest, equity = '', score = '', weight = '' } = claim
  const plain = [base, cap, inputsDigest, equity, score, weight]
  return plain.reduce(
    (bytes, { length }) => bytes + length,
    FRAME_BYTES + quotedBytes(claim.account),
  )
}

/** More than the names, quotes and marks around all values and the class. */
const FRAME_BYTES = 128

/**
 * Writes the claim's canonical JSON (RFC 8785: members by name) at `at`; answers where it ends.
 * Refuses (Fault) a member other than the account that has to be escaped.
 */
export const writeClaim = (bytes: Uint8Array, at: number, claim: TreeClaim): number => {
  let end = writePlain(bytes, at, '{"account":')
  end = writeQuoted(bytes, end, claim.account)
  end = writeMember(bytes, end, ',"base":"', claim.base)
  end = writeMember(bytes, end, ',"cap":"', claim.cap)
  end = writeMember(bytes, end, ',"class":"', claim.class)
  if (claim.equity !== undefined) end = writeMember(bytes, end, ',"equity":"', claim.equity)
  end = writeMember(bytes, end, ',"inputsDigest":"', claim.inputsDigest)
  if (claim.score !== undefined) end = writeMember(bytes, end, ',"score":"', claim.score)
  if (claim.weight !== undefined) end = writeMember(bytes, end, ',"weight":"', claim.weight)
  bytes[end] = CLOSE
  return end + 1
}

const [CLOSE, QUOTE, BACKSLASH] = [0x7d, 0x22, 0x5c]

/** 1 for ASCII that JSON does not write as it is. */
const ESCAPED = Uint8Array.from({ length: 127 }, (_, code) =>
  code < 0x20 || code === QUOTE || code === BACKSLASH ? 1 : 0,
)

const writeMember = (bytes: Uint8Array, at: number, name: string, value: string): number => {
  const from = writePlain(bytes, at, name)
  let escapes = 0
  for (let unit = 0; unit < value.length; unit += 1) {
    const code = value.charCodeAt(unit)
    escapes |= ESCAPED[code] ?? 1
    bytes[from + unit] = code
  }
  assert(escapes === 0, 'expected plain text in a claim, got other text')
  bytes[from + value.length] = QUOTE
  return from + value.length + 1
}

const writePlain = (bytes: Uint8Array, at: number, text: string): number => {
  for (let unit = 0; unit < text.length; unit += 1) bytes[at + unit] = text.charCodeAt(unit)
  return at + text.length
}

/** Most bytes that a text takes up when it is quoted: six a UTF-16 unit, and two quotes. */
const quotedBytes = (text: string): number => {
  for (let unit = 0; unit < text.length; unit += 1) {
    if (ESCAPED[text.charCodeAt(unit)] !== 0) return 6 * text.length + 2
  }
  return text.length + 2
}

const writeQuoted = (bytes: Uint8Array, at: number, text: string): number => {
  bytes[at] = QUOTE
  for (let unit = 0; unit < text.length; unit += 1) {
    const code = text.charCodeAt(unit)
    if (ESCAPED[code] !== 0) return writeUnicode(bytes, at, JSON.stringify(wellFormed(text)))
    bytes[at + 1 + unit] = code
  }
  bytes[at + 1 + text.length] = QUOTE
  return at + text.length + 2
}

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
