// What the log says: one closed shape for each type of entry, as canonical JSON.
import { assert, quoted } from './assert'
import { canonicalJson } from './canonical-json'
import { readCanonicalJson } from './json-reading'
import {
  anything,
  day,
  decimal,
  either,
  hasShape,
  hex,
  list,
  name,
  oneOf,
  record,
  shapeProblem,
  text,
  time,
  type Shape,
} from './json-shape'
import { MAX_ENTRY_BYTES } from './log-tile'
import type { ClassCounts, Totals } from './merkle-sum-tree/format'
import type { PolicyContent } from './policy'
import { utf8Bytes } from './utf8'

type KeyStatus = 'active' | 'retired'

/** What stands in an entry of each type. Digests, roots and keys are 64 hex digits, numbers decimal strings. */
type Entries = {
  /** Index 0: which log this is, and the policies and officers in force when it began. */
  genesis: {
    env: string
    logOrigin: string
    origin: string
    rpId: string
    policies: { id: string; version: string; digest: string; content: PolicyContent }[]
    officers: { officer: string; roles: string[] }[]
  }
  'log-key': { vkey: string; status: KeyStatus }
  'statement-key': { publicKey: string; status: KeyStatus }
  /** `population` is a salted digest where some class has fewer than ten accounts: nothing else counts them. */
  snapshot: {
    snapshotId: string
    snapshotDigest: string
    cutoff: string
    claimsRoot: string
    population: { totals: Omit<Totals, 'levy'>; counts: ClassCounts } | { digest: string }
  }
  /** `lossEvents` is their count, `snapshotIndex` the index of the snapshot's entry. */
  proposal: {
    clawbackId: string
    revision: string
    runDigest: string
    sharesRoot: string
    lossEventsDigest: string
    lossEvents: string
    snapshotIndex: string
  }
  /** `decisions` are digests of every sign-off statement, ascending. */
  execution: {
    clawbackId: string
    revision: string
    runDigest: string
    proposalIndex: string
    decisions: string[]
  }
  report: {
    id: string
    version: string
    sha256: string
    runDigest: string
    claimsRoot: string
    sharesRoot: string
    supersedes: string | null
  }
  /** Balance at the end of a UTC day, in minor units; below zero when a fund is overdrawn. */
  'fund-daily': {
    fundId: string
    fundName: string
    asset: string
    scale: string
    day: string
    balance: string
    floor: string
  }
}
type EntryType = keyof Entries
type Entry<T extends EntryType> = { v: 1; type: T; at: string } & Entries[T]

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
  const shape: Shape<LogEntry> = SHAPES[type]
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

const isEntryType = (type: string): type is EntryType => Object.hasOwn(SHAPES, type)

const entry = <T extends EntryType>(
  type: T,
  members: { readonly [M in keyof Entries[T]]: Shape<Entries[T][M]> },
): Shape<Entry<T>> =>
  record({ v: oneOf(1), type: oneOf(type), at: time, ...members }) as Shape<unknown> as Shape<
    Entry<T>
  >

const status = oneOf('active', 'retired')
const counts = record({ eligible: decimal(), exempt: decimal(), house: decimal() })
const population = record({
  totals: record({ eligible: decimal(), exempt: decimal(), house: decimal(), capacity: decimal() }),
  counts,
})

const ascending: Shape<string[]> = {
  problemOf: (value) => {
    const problem = list(hex()).problemOf(value)
    if (problem !== null || !Array.isArray(value)) return problem
    const isAscending = value.every((item, at) => at === 0 || value[at - 1] < item)
    return isAscending ? null : ': expected digests in ascending order, each once'
  },
}

const SHAPES: { readonly [T in EntryType]: Shape<Entry<T>> } = {
  genesis: entry('genesis', {
    env: name(),
    logOrigin: name(),
    origin: name(),
    rpId: name(),
    policies: list(
      record({
        id: name(),
        version: decimal(),
        digest: hex(),
        content: anything as Shape<PolicyContent>,
      }),
    ),
    officers: list(record({ officer: name(), roles: list(name()) })),
  }),
  'log-key': entry('log-key', { vkey: name(1000), status }),
  'statement-key': entry('statement-key', { publicKey: hex(), status }),
  snapshot: entry('snapshot', {
    snapshotId: name(),
    snapshotDigest: hex(),
    cutoff: time,
    claimsRoot: hex(),
    population: either(record({ digest: hex() }), population),
  }),
  proposal: entry('proposal', {
    clawbackId: name(),
    revision: decimal(),
    runDigest: hex(),
    sharesRoot: hex(),
    lossEventsDigest: hex(),
    lossEvents: decimal(),
    snapshotIndex: decimal(),
  }),
  execution: entry('execution', {
    clawbackId: name(),
    revision: decimal(),
    runDigest: hex(),
    proposalIndex: decimal(),
    decisions: ascending,
  }),
  report: entry('report', {
    id: name(),
    version: decimal(),
    sha256: hex(),
    runDigest: hex(),
    claimsRoot: hex(),
    sharesRoot: hex(),
    supersedes: either(oneOf(null), name()),
  }),
  'fund-daily': entry('fund-daily', {
    fundId: name(),
    fundName: name(),
    asset: name(),
    scale: decimal(2),
    day,
    balance: text(/^(0|-?[1-9]\d{0,38})$/, 'an amount in minor units'),
    floor: decimal(),
  }),
}
