// The form of each type of entry: what it has, and what every member must look like.
import type { ChangeKind } from './change'
import {
  day,
  decimal,
  either,
  hex,
  list,
  name,
  oneOf,
  record,
  text,
  time,
  type Shape,
} from './json-shape'
import type { ClassCounts, Totals } from './merkle-sum-tree/format'
import type { PolicyContent } from './policy'
import type { Decision } from './signoff'
import type { LoggedKey } from './signoff-evidence'
import type { SubjectType } from './subject-state'

type SigningKeyStatus = 'active' | 'retired'

/** What stands in an entry of each type. Digests, roots and keys are 64 hex digits, numbers decimal strings. */
export type Entries = {
  /** Index 0: which log this is, and the policies and officers in force when it began. */
  genesis: {
    env: string
    logOrigin: string
    origin: string
    rpId: string
    policies: { id: string; version: string; digest: string; content: PolicyContent }[]
    /** Logs that began before groups have none. */
    officers: { officer: string; roles: string[]; group?: string }[]
  }
  /** In force from `effectiveAt`, by the statements that `decisions` names. */
  policy: {
    id: string
    version: string
    digest: string
    content: PolicyContent
    effectiveAt: string
    decisions: string[]
  }
  /** The newest of a credential holds. Without decisions where it is of the first start. */
  key: LoggedKey
  'log-key': { vkey: string; status: SigningKeyStatus }
  'statement-key': { publicKey: string; status: SigningKeyStatus }
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
  /** One signature: `statementDigest` is what was signed, its challenge. */
  decision: {
    kind: Decision
    statementDigest: string
    subjectType: SubjectType
    subjectId: string
    revision: string
    subjectDigest: string
    officer: string
    credentialIdHash: string
  }
  /** A change of the desk took effect. */
  change: { changeId: string; kind: ChangeKind; subjectDigest: string; decisions: string[] }
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
  /** `head` is the hash of the audit chain's row `seq`, of `count` rows. */
  'audit-head': { seq: string; count: string; head: string }
}
export type EntryType = keyof Entries
export type Entry<T extends EntryType> = { v: 1; type: T; at: string } & Entries[T]

const CHANGE_KINDS = [
  'policy-adopted',
  'officer-added',
  'roles-changed',
  'officer-removed',
  'key-added',
  'key-revoked',
  'paused',
  'resumed',
  'account-linked',
  'account-unlinked',
] as const satisfies readonly ChangeKind[]

const entry = <T extends EntryType>(
  type: T,
  members: { readonly [M in keyof Entries[T]]: Shape<Entries[T][M]> },
): Shape<Entry<T>> =>
  record({ v: oneOf(1), type: oneOf(type), at: time, ...members }) as Shape<unknown> as Shape<
    Entry<T>
  >

const status = oneOf('active', 'retired')
/** A policy's content is read by the rules of its own version. */
const anyObject: Shape<unknown> = {
  problemOf: (value) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? null
      : ': expected an object',
}
const policy = {
  id: name(),
  version: decimal(),
  digest: hex(),
  content: anyObject as Shape<PolicyContent>,
}
const officer = record({ officer: name(), roles: list(name()) }, { group: name() })
const coseKey = text(/^([0-9a-f]{2}){1,1024}$/, 'a COSE key as lower-case hexadecimal digits')
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

/** Members of each type: all of them, no other. */
export const ENTRY_SHAPES: { readonly [T in EntryType]: Shape<Entry<T>> } = {
  genesis: entry('genesis', {
    env: name(),
    logOrigin: name(),
    origin: name(),
    rpId: name(),
    policies: list(record(policy)),
    officers: list(officer as Shape<{ officer: string; roles: string[]; group?: string }>),
  }),
  policy: entry('policy', { ...policy, effectiveAt: time, decisions: ascending }),
  key: entry('key', {
    officer: name(),
    credentialIdHash: hex(),
    publicKey: coseKey,
    group: name(),
    roles: list(name()),
    status: oneOf('active', 'revoked'),
    deviceBound: oneOf(true, false),
    founding: oneOf(true, false),
    effectiveAt: time,
    decisions: ascending,
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
  decision: entry('decision', {
    kind: oneOf('propose', 'approve', 'reject', 'veto', 'withdraw'),
    statementDigest: hex(),
    subjectType: oneOf('clawback', 'policy', 'officers'),
    subjectId: name(),
    revision: decimal(),
    subjectDigest: hex(),
    officer: name(),
    credentialIdHash: hex(),
  }),
  change: entry('change', {
    changeId: name(),
    kind: oneOf(...CHANGE_KINDS),
    subjectDigest: hex(),
    decisions: ascending,
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
  'audit-head': entry('audit-head', { seq: decimal(), count: decimal(), head: hex() }),
}
