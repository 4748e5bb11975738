// What the log says: one closed shape for each type of entry, as canonical JSON.
import { assert, quoted } from './assert'
import { canonicalJson } from './canonical-json'
import { readCanonicalJson } from './json-reading'
import { hasShape, shapeProblem, type Shape } from './json-shape'
import { ENTRY_SHAPES, type Entry, type EntryType } from './log-entry-form'
import { MAX_ENTRY_BYTES } from './log-tile'
import { utf8Bytes } from './utf8'

/** One entry of the log, version 1; `at` is when it was written, UTC. Source: transparency.md §5. */
export type LogEntry = { [T in EntryType]: Entry<T> }[EntryType]

/**
 * The exact text that is logged: RFC 8785 JSON. Refuses (Fault) whatever readLogEntry would not
 * read back, because nothing can be taken out of a log again.
 */
export const entryText = (entry: LogEntry): string => {
  const written = canonicalJson(entry)
  const read = readLogEntry(written)
  assert(
    'entry' in read,
    `expected an entry that can be read back: ${'problem' in read ? read.problem : ''}`,
  )
  return written
}

/**
 * The entry that a text is, or what is wrong with its form: not canonical JSON, 65,536 bytes or
 * more, an unknown type, a member missing, unknown or malformed. Whether it is true, is not checked.
 */
export const readLogEntry = (written: string): { entry: LogEntry } | { problem: string } => {
  // No text takes fewer bytes than it has UTF-16 units, so a long one need not be encoded.
  const isLong = written.length > MAX_ENTRY_BYTES || utf8Bytes(written).length > MAX_ENTRY_BYTES
  if (isLong) return { problem: `expected an entry of at most ${MAX_ENTRY_BYTES} bytes` }
  const reading = readCanonicalJson(written)
  if ('problem' in reading) return reading
  const { value } = reading
  if (!hasShape(value, anyType)) return { problem: 'expected an object with a type' }
  const { type } = value
  if (!isEntryType(type))
    return { problem: `${quoted(type)} is no type of entry that is known here` }
  const shape: Shape<LogEntry> = ENTRY_SHAPES[type]
  return hasShape(value, shape)
    ? { entry: value }
    : { problem: `${type} entry: ${shapeProblem(value, shape) ?? 'malformed'}` }
}

/** Whatever else it has, an entry has a type. */
const anyType: Shape<{ type: string }> = {
  problemOf: (value) =>
    typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'
      ? null
      : ': expected an object with a type',
}

const isEntryType = (type: string): type is EntryType => Object.hasOwn(ENTRY_SHAPES, type)
