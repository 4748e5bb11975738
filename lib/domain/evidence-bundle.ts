// The evidence of one decision: what was signed, by which logged keys, and where the log says so.
import { assert } from './assert'
import { encodeBase64 } from './base64'
import { canonicalJson } from './canonical-json'
import {
  decimal,
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
import { readLogEntry, type LogEntry } from './log-entry'
import { LOG_RANGE, readRange, type LogRange } from './log-range'
import { signoffChallenge, type SignoffStatement } from './signoff'
import type { PasskeyEvidence } from './signoff-evidence'
import { utf8Bytes } from './utf8'
import { SIGNED_SUBJECT, type SignedSubject } from './verification-subject-form'

/** A statement as it was signed, with its assertion; `keyIndex` is the log entry of the key. */
export type SignedStatement = {
  statement: SignoffStatement
  evidence: PasskeyEvidence
  keyIndex: string
}

/**
 * Version 1. `subject` is what was signed, exactly. `authors` opens its `authorsDigest`: pseudonyms,
 * ascending. `signoffs` ascend by challenge. `logRange` are all entries of the log from the run's
 * proposal, or a change's first decision, to its execution, or to where the bundle ends. `logEntries`
 * are base64 of the exact bytes of entries before that (genesis, policies, keys, the changes that
 * admitted these, the run's snapshot), ascending by index; `logProofs` are tlog-proofs in the same
 * order, all with one checkpoint. Source: signoff.md §3.
 */
export type EvidenceBundle = {
  v: 1
  type: 'evidence'
  env: string
  logOrigin: string
  subject: SignedSubject
  authors: string[]
  signoffs: SignedStatement[]
  logEntries: string[]
  logProofs: string[]
  logRange: LogRange
}

/**
 * What a bundle is made of. `authors` are pseudonyms in any order. `entries` are those of the log
 * that matter before the range, in any order: index, exact text, and the tlog-proof to one checkpoint
 * for all and for the range.
 */
export type BundleParts = {
  subject: SignedSubject
  authors: readonly string[]
  signoffs: readonly { statement: SignoffStatement; evidence: PasskeyEvidence }[]
  entries: readonly { index: number; text: string; proof: string }[]
  range: LogRange
}

/**
 * The text of the bundle: its canonical JSON and nothing else. Whether it would be accepted is for
 * `verifyFiles` to say. Refuses (Fault) parts that could not be read back, and a sign-off without
 * an entry of its decision, or without one of its key before that.
 */
export const buildBundle = ({
  subject,
  authors,
  signoffs,
  entries,
  range,
}: BundleParts): string => {
  const placed = [...entries].sort((a, b) => a.index - b.index)
  const logged = [
    ...placed.map(({ index, text: written }) => ({ index, entry: readEntry(written) })),
    ...entriesOf(range),
  ]
  const signed = signoffs
    .map((one) => ({ ...one, challenge: signoffChallenge(one.statement) }))
    .sort((a, b) => (a.challenge < b.challenge ? -1 : 1))
  const bundle: EvidenceBundle = {
    ...{ v: 1, type: 'evidence', env: subject.env, logOrigin: subject.logOrigin },
    subject,
    authors: [...new Set(authors)].sort(),
    signoffs: signed.map(({ challenge, statement, evidence }) => ({
      statement,
      evidence: assertionOf(evidence),
      keyIndex: String(keyIndexOf(logged, { challenge, statement })),
    })),
    logEntries: placed.map(({ text: written }) => encodeBase64(utf8Bytes(written))),
    logProofs: placed.map(({ proof }) => proof),
    logRange: range,
  }
  const problem = shapeProblem(bundle, BUNDLE)
  assert(problem === null, `expected parts of a bundle, got ${problem ?? ''}`)
  return canonicalJson(bundle)
}

/** A name for the file that tells the subject. */
export const evidenceFileName = (subject: SignedSubject): string =>
  `evidence-${subjectName(subject)}.json`

/** "CB-2026-001-1" for revision 1 of a clawback, the id of a change; fit for a file's name. */
export const subjectName = (subject: SignedSubject): string => {
  const { subjectId, revision } = subjectRef(subject)
  const whole = subject.type === 'clawback' ? `${subjectId}-${revision}` : subjectId
  return whole.replace(/[^A-Za-z0-9._-]/g, '_')
}

/** Under which type, id and revision statements and log entries speak of a subject; a change has one revision. */
export const subjectRef = (
  subject: SignedSubject,
): Pick<SignoffStatement, 'subjectType' | 'subjectId' | 'revision'> =>
  subject.type === 'clawback'
    ? { subjectType: subject.type, subjectId: subject.clawbackId, revision: subject.revision }
    : { subjectType: subject.type, subjectId: subject.changeId, revision: '1' }

/** The bundle that a value is, or a sentence about the first member that is not as it should be. */
export const readEvidenceBundle = (
  value: unknown,
): { bundle: EvidenceBundle } | { problem: string } =>
  hasShape(value, BUNDLE)
    ? { bundle: value }
    : { problem: shapeProblem(value, BUNDLE) ?? 'expected an evidence bundle' }

const readEntry = (written: string): LogEntry => {
  const read = readLogEntry(written)
  assert('entry' in read, `expected a log entry, got ${'problem' in read ? read.problem : ''}`)
  return read.entry
}

const entriesOf = (range: LogRange): Logged[] => {
  const read = readRange(range)
  assert('entries' in read, `expected a range, got ${'problem' in read ? read.problem : ''}`)
  return read.entries.map((entry, at) => ({ index: read.first + at, entry }))
}

/** Evidence is stored with a kind, which is told by its members here. */
const assertionOf = (evidence: PasskeyEvidence): PasskeyEvidence => ({
  credentialId: evidence.credentialId,
  authenticatorData: evidence.authenticatorData,
  clientDataJSON: evidence.clientDataJSON,
  signature: evidence.signature,
})

type Logged = { index: number; entry: LogEntry }

/** The newest entry of the key that stood when the decision was logged. */
const keyIndexOf = (
  logged: readonly Logged[],
  { challenge, statement }: { challenge: string; statement: SignoffStatement },
): number => {
  const decision = logged.find(
    ({ entry }) => entry.type === 'decision' && entry.statementDigest === challenge,
  )
  assert(decision !== undefined, 'expected the entry of every decision, one is missing')
  const key = logged.findLast(
    ({ index, entry }) =>
      index < decision.index &&
      entry.type === 'key' &&
      entry.credentialIdHash === statement.credentialIdHash,
  )
  assert(key !== undefined, 'expected the entry of every key that signed, one is missing')
  return key.index
}

const base64url = text(/^[A-Za-z0-9_-]{1,20000}$/, 'base64url without padding')

const statement: Shape<SignoffStatement> = record(
  {
    ...{ env: name(), origin: name(), rpId: name(), logOrigin: name() },
    v: oneOf(1),
    type: oneOf('signoff'),
    decision: oneOf('propose', 'approve', 'reject', 'veto', 'withdraw'),
    subjectType: oneOf('clawback', 'policy', 'officers'),
    subjectId: name(),
    revision: decimal(),
    subjectDigest: hex(),
    officer: name(),
    credentialIdHash: hex(),
    group: name(),
    reasonDigest: hex(),
    summaryDigest: hex(),
    challengeId: hex(),
    issuedAt: time,
    expiresAt: time,
  },
  { targetStatement: hex() },
)

const MOST_SIGNOFFS = 1000
const MOST_ENTRIES = 10_000

const BUNDLE: Shape<EvidenceBundle> = record({
  v: oneOf(1),
  type: oneOf('evidence'),
  env: name(),
  logOrigin: name(),
  subject: SIGNED_SUBJECT,
  authors: list(name(), { most: MOST_SIGNOFFS }),
  signoffs: list(
    record({
      statement,
      evidence: record({
        credentialId: base64url,
        authenticatorData: base64url,
        clientDataJSON: base64url,
        signature: base64url,
      }),
      keyIndex: decimal(15),
    }),
    { least: 1, most: MOST_SIGNOFFS },
  ),
  logEntries: list(text(/^[A-Za-z0-9+/]+={0,2}$/, 'base64'), { least: 1, most: MOST_ENTRIES }),
  logProofs: list(text(/^[^\0]{1,20000}$/, 'a log proof'), { least: 1, most: MOST_ENTRIES }),
  logRange: LOG_RANGE,
})
