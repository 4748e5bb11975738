// Signed notes (C2SP signed-note): text, signature lines, the keys that verify them.
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, concatBytes, hexToBytes } from '@noble/hashes/utils.js'
import { quoted } from './assert'
import { decodeBase64, encodeBase64 } from './base64'
import { verifySignature } from './ed25519'
import { utf8Bytes } from './utf8'

/** What a key signs: notes as they stand, or a witness's timestamped cosignature of a checkpoint. */
export type KeyUse = 'note' | 'cosignature'
export type VerifierKey = { name: string; keyId: string; use: KeyUse; publicKey: Uint8Array }
/** `keyId` is 8 lower-case hex digits; `signature` what stands behind the key id. */
export type NoteSignature = { name: string; keyId: string; signature: Uint8Array }
export type Note = { text: string; signatures: NoteSignature[] }

const ALGORITHMS: Record<KeyUse, number> = { note: 1, cosignature: 4 }
const MAX_NOTE_LENGTH = 1_000_000
const MAX_SIGNATURES = 100

/** The key of a vkey `name+keyId+base64(algorithm ‖ publicKey)`; Ed25519 keys only, 01 and 04. */
export const parseVerifierKey = (vkey: string): VerifierKey | { problem: string } => {
  const [, name = '', keyId = '', key = ''] = /^([^+]*)\+([0-9a-f]{8})\+(.*)$/s.exec(vkey) ?? []
  const bytes = decodeBase64(key)
  if (!isKeyName(name) || bytes === null) {
    return { problem: `${quoted(vkey)} is no verifier key: expected name+key id+key` }
  }
  const use = bytes[0] === ALGORITHMS.note ? 'note' : 'cosignature'
  if (bytes[0] !== ALGORITHMS[use] || bytes.length !== 33) {
    return {
      problem: `the verifier key ${quoted(name)} is not of a known kind (Ed25519, 32 bytes)`,
    }
  }
  const parsed: VerifierKey = { name, keyId, use, publicKey: bytes.slice(1) }
  if (keyIdOf(parsed) === keyId) return parsed
  return { problem: `the key id of the verifier key ${quoted(name)} does not belong to its key` }
}

/** The vkey of a key, as parseVerifierKey reads it. */
export const formatVerifierKey = (key: Omit<VerifierKey, 'keyId'>): string =>
  `${key.name}+${keyIdOf(key)}+${encodeBase64(keyBytes(key))}`

/** First 4 bytes of SHA-256(name ‖ 0A ‖ algorithm ‖ public key), hex. Source: C2SP signed-note. */
export const keyIdOf = (key: Omit<VerifierKey, 'keyId'>): string =>
  bytesToHex(sha256(concatBytes(utf8Bytes(`${key.name}\n`), keyBytes(key))).slice(0, 4))

/** One signature line with its line end: `— name base64(key id ‖ signature)`. */
export const signatureLine = ({ name, keyId, signature }: NoteSignature): string =>
  `— ${name} ${encodeBase64(concatBytes(hexToBytes(keyId), signature))}\n`

/**
 * Text and signature lines of a note, nothing verified yet. The text ends with its line end; the
 * last empty line of the note divides it from the signatures. Refuses control characters other
 * than line ends, malformed signature lines, more than 100 of them, notes above a million characters.
 */
export const readNote = (note: string): Note | { problem: string } => {
  const problem = noteProblem(note)
  if (problem !== null) return { problem }
  const divide = note.lastIndexOf('\n\n') + 1
  const lines = note.slice(divide + 1, -1).split('\n')
  if (divide === 0 || lines.length > MAX_SIGNATURES) {
    return { problem: `expected text, an empty line and 1 to ${MAX_SIGNATURES} signature lines` }
  }
  const signatures: NoteSignature[] = []
  for (const line of lines) {
    const signature = readSignatureLine(line)
    if (signature === null) return { problem: `expected a signature line, got ${quoted(line)}` }
    signatures.push(signature)
  }
  return { text: note.slice(0, divide), signatures }
}

/**
 * The text of a note and which of the given keys signed it, each once. Lines of other keys are
 * ignored; a line of a given key that does not verify refuses the whole note, and so does a note
 * that none of them signed. Keys of use `cosignature` verify as cosignatures. Source: C2SP
 * signed-note and tlog-cosignature.
 */
export const verifyNote = (
  note: string,
  keys: readonly VerifierKey[],
): { text: string; by: VerifierKey[] } | { problem: string } => {
  const read = readNote(note)
  if ('problem' in read) return read
  const by = new Set<VerifierKey>()
  for (const signed of read.signatures) {
    for (const key of keys) {
      if (key.name !== signed.name || key.keyId !== signed.keyId) continue
      if (!isSigned(read.text, signed.signature, key)) {
        return {
          problem: `the signature of ${quoted(key.name)} (key ${key.keyId}) does not verify`,
        }
      }
      by.add(key)
    }
  }
  if (by.size === 0) return { problem: 'none of the given keys signed this note' }
  return { text: read.text, by: [...by] }
}

const keyBytes = ({ use, publicKey }: Omit<VerifierKey, 'keyId'>): Uint8Array =>
  concatBytes(Uint8Array.of(ALGORITHMS[use]), publicKey)

const isKeyName = (name: string): boolean => /^[^+\p{White_Space}\p{Surrogate}]+$/u.test(name)

const noteProblem = (note: string): string | null => {
  if (note.length > MAX_NOTE_LENGTH) return 'the note is longer than a million characters'
  // eslint-disable-next-line no-control-regex -- control characters are what is refused
  if (/[\0-\x09\x0b-\x1f]/.test(note)) return 'the note holds a control character'
  if (/\p{Surrogate}/u.test(note)) return 'the note holds half of a surrogate pair'
  return note.endsWith('\n') ? null : 'the note does not end with a line end'
}

const readSignatureLine = (line: string): NoteSignature | null => {
  const [, name = '', encoded = ''] = /^— ([^ ]+) (\S+)$/.exec(line) ?? []
  const bytes = decodeBase64(encoded)
  if (!isKeyName(name) || bytes === null || bytes.length < 5) return null
  return { name, keyId: bytesToHex(bytes.slice(0, 4)), signature: bytes.slice(4) }
}

const isSigned = (text: string, signature: Uint8Array, key: VerifierKey): boolean => {
  const { publicKey } = key
  if (key.use === 'note') return verifySignature({ publicKey, signature, message: utf8Bytes(text) })
  // The first 8 bytes of a cosignature are its time in POSIX seconds, which the message repeats.
  const time = BigInt(`0x0${bytesToHex(signature.slice(0, 8))}`)
  const message = utf8Bytes(`cosignature/v1\ntime ${time}\n${text}`)
  return time < 2n ** 63n && verifySignature({ publicKey, message, signature: signature.slice(8) })
}
