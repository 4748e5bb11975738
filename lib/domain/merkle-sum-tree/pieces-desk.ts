// Where the rows of a piece stand in an engine's memory, and the steps that every message takes.
import { assert } from '../assert'
import {
  BLOCK_BYTES,
  MEMORY_BYTES,
  RESERVED_BYTES,
  type Column,
  type HashBatch,
} from './sha256-batch'

/** Rows that are worked on at once: the leaves of a piece. */
export const ROWS = 1024

/** A hash and the sums, of 16 bytes each. */
export const nodeBytes = (columns: number): number => 32 + 16 * columns

export const CLAIMS_NODE_BYTES = nodeBytes(4)
export const SHARES_NODE_BYTES = nodeBytes(1)

/** Bytes a row of each column that is there throughout. */
const WIDTHS = {
  lengths: 4,
  /** Bytes of the account's id, which push on what follows it in a leaf. */
  idLengths: 4,
  /** Where among a leaf's sums the base stands. */
  classShifts: 4,
  /** Where a row's node stands among those of the piece. */
  claimsShifts: 4,
  sharesShifts: 4,
  indexes: 8,
  chunks: 1,
  classes: 1,
  /** The chunk's number and how many there are. */
  marks: 2,
  secrets: 32,
  salts: 32,
  claimDigests: 32,
  digests: 32,
  bases: 16,
  caps: 16,
  levies: 16,
  parts: 16,
  sums: 64,
  inner: 64,
  sharesLeaves: 32,
  claimsNodes: 2 * CLAIMS_NODE_BYTES,
  sharesNodes: 2 * SHARES_NODE_BYTES,
} as const

const CONSTANT_BYTES = 1024

const FIRST_COLUMN = RESERVED_BYTES + CONSTANT_BYTES

const COLUMNS = Object.fromEntries(
  Object.entries(WIDTHS).map(([name, step], position, all) => {
    const before = all.slice(0, position).reduce((sum, [, width]) => sum + width, 0)
    return [name, { at: FIRST_COLUMN + ROWS * before, step }]
  }),
) as Record<keyof typeof WIDTHS, Column>

const FIRST_MESSAGE =
  FIRST_COLUMN + ROWS * Object.values(WIDTHS).reduce((sum, width) => sum + width, 0)

export type Desk = Record<keyof typeof WIDTHS, Column> & {
  engine: HashBatch
  bytes: Uint8Array
  view: DataView
  words: Uint32Array
  /** Bytes that are the same for all rows. */
  constants: number
  /** The blocks of the key that begin the inner and the outer hash of an HMAC. */
  keys: { inner: number; outer: number }
  /** Up to the end of the memory. */
  messages: number
}

/** A desk over the engine's memory; nothing is laid on it yet. */
export const deskOf = (engine: HashBatch): Desk => {
  const { memory } = engine
  const [bytes, view, words] = [
    new Uint8Array(memory),
    new DataView(memory),
    new Uint32Array(memory),
  ]
  const keys = { inner: RESERVED_BYTES, outer: RESERVED_BYTES + BLOCK_BYTES }
  const constants = RESERVED_BYTES + 2 * BLOCK_BYTES
  return { ...COLUMNS, engine, bytes, view, words, keys, constants, messages: FIRST_MESSAGE }
}

/** Lays out the master key of 32 bytes as HMAC wants it (RFC 2104). */
export const layKey = ({ bytes, keys }: Desk, master: Uint8Array): void => {
  assert(master.length === 32, `expected a master key of 32 bytes, got ${master.length}`)
  for (let byte = 0; byte < BLOCK_BYTES; byte += 1) {
    bytes[keys.inner + byte] = (master[byte] ?? 0) ^ 0x36
    bytes[keys.outer + byte] = (master[byte] ?? 0) ^ 0x5c
  }
}

/** Where a column's row begins. */
export const rowOf = ({ at, step }: Column, row: number): number => at + row * step

/** Whole blocks that a message of so many bytes takes up, with its padding. */
export const stepOf = (length: number): number =>
  Math.ceil((length + PADDING_BYTES) / BLOCK_BYTES) * BLOCK_BYTES

const PADDING_BYTES = 9

/** How many messages of so many bytes are worked on at once. */
export const rowsFor = (length: number): number => {
  const rows = Math.floor((MEMORY_BYTES - FIRST_MESSAGE) / stepOf(length))
  assert(rows > 0, `expected a message that fits in memory, got one of ${length} bytes`)
  return Math.min(ROWS, rows)
}

/** A part of a message: the same bytes for all rows, or a column, put `offset` bytes into it. */
export type Part = { offset: number; width?: number; shifts?: Column } & (
  { bytes: Uint8Array } | { column: Column; width: number }
)

/** Writes the parts of every message and hashes them into a column; all have one length. */
export const hashParts = (
  desk: Desk,
  message: { rows: number; length: number; parts: readonly Part[]; into: Column },
): void => {
  const { rows, length, into } = message
  fillLengths(desk, { rows, length })
  const messages = { at: desk.messages, step: stepOf(length) }
  placeParts(desk, { rows, messages, parts: message.parts })
  desk.engine.hash({ rows, messages, lengths: desk.lengths.at, into })
}

export const fillLengths = (
  desk: Desk,
  { rows, length }: { rows: number; length: number },
): void => {
  desk.words.fill(length, desk.lengths.at / 4, desk.lengths.at / 4 + rows)
}

export const placeParts = (
  { engine, bytes, constants }: Desk,
  { rows, messages, parts }: { rows: number; messages: Column; parts: readonly Part[] },
): void => {
  for (const part of parts) {
    const into = { at: messages.at + part.offset, step: messages.step }
    const shifts = part.shifts ? { shifts: part.shifts.at } : {}
    if ('column' in part) {
      engine.place({ rows, from: part.column, into, width: part.width, ...shifts })
    } else {
      bytes.set(part.bytes, constants)
      const from = { at: constants, step: 0 }
      engine.place({ rows, from, into, width: part.bytes.length, ...shifts })
    }
  }
}

/** ASCII text and what follows it, as bytes. */
export const bytesOf = (text: string, ...more: readonly Uint8Array[]): Uint8Array => {
  const parts = [new TextEncoder().encode(text), ...more]
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}
