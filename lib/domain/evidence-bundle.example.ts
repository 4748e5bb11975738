// Whole decisions in memory for tests: people with keys, a log, signatures, and the bundle of them.
import { bytesToHex } from '@noble/hashes/utils.js'
import { newAuthenticator, type Authenticator } from './authenticator.example'
import { base32, sha256Hex, taggedDigest } from './canonical-json'
import type { Change, ChangeSubject } from './change'
import { buildBundle, subjectRef } from './evidence-bundle'
import { EXAMPLE_ORIGIN, exampleLog, type ExampleLog } from './log-whole.example'
import { entryText, type LogEntry } from './log-entry'
import { makeRange } from './log-range'
import { leafHash } from './log-tree'
import { credentialIdHash } from './passkey'
import { policyDigest, type PolicyContent } from './policy'
import type { Quorum } from './quorum'
import {
  authorsDigest,
  signoffChallenge,
  subjectDigest,
  summaryDigest,
  type Decision,
  type SignoffStatement,
} from './signoff'
import { envelope } from './signoff.example'
import { takenBy } from './signoff-policy'
import { utf8Bytes } from './utf8'
import type { RunSubject, SignedSubject } from './verification-subject-form'

const PLACE = {
  env: 'test',
  origin: 'https://console.example.com',
  rpId: 'console.example.com',
  logOrigin: EXAMPLE_ORIGIN,
}
const FOUNDED_AT = '2026-11-20T09:00:00Z'
const PROPOSED_AT = '2026-11-22T12:00:00Z'

export type Person = {
  officer: string
  roles: string[]
  group: string
  key: Authenticator
  isDeviceBound: boolean
}

export const person = (name: string, roles: string[], group: string): Person => ({
  ...{ officer: base32(utf8Bytes(sha256Hex(name)).subarray(0, 32)), roles, group },
  ...{ key: newAuthenticator({ seed: name }), isDeviceBound: false },
})

export const ADA = person('ada', ['analyst', 'admin'], 'risk')
export const BEN = person('ben', ['approver'], 'risk')
export const CYD = person('cyd', ['approver'], 'treasury')
export const DOT = person('dot', ['analyst', 'approver', 'admin'], 'compliance')
const EVERYBODY = [ADA, BEN, CYD, DOT]

export const TWO_OF_TWO_GROUPS: Quorum = {
  ...{ approvals: '2', groups: '2', deviceBound: false },
  among: ['compliance', 'risk', 'treasury'],
}

export const CONTENT: PolicyContent = {
  ...{ layers: ['fund', 'operator', 'traders'], rule: 'pro-rata', rounding: 'floor' },
  fundToleranceBps: '10',
  signoff: {
    tiers: [
      {
        name: 'T1',
        day: { amounts: { USDT: '1000000' }, shareBps: '100', accounts: '1000' },
        week: { amounts: { USDT: '2000000' }, shareBps: '200', accounts: '2000' },
        quorum: { approvals: '1', groups: '1', among: [], deviceBound: false },
        coolingOffSeconds: '0',
      },
      {
        ...{ name: 'T2', day: null, week: null, quorum: TWO_OF_TWO_GROUPS },
        coolingOffSeconds: '1800',
      },
    ],
    changeDelaySeconds: '259200',
    keysPerApprover: '2',
  },
}

export const policyOf = (version: string, content = CONTENT) => ({
  ...{ id: 'P-1', version, content },
  digest: policyDigest({ id: 'P-1', version, content }),
})

export const keyEntry = (
  { officer, roles, group, key, isDeviceBound }: Person,
  changes: Partial<Extract<LogEntry, { type: 'key' }>> = {},
): LogEntry => ({
  ...{ v: 1, type: 'key', at: FOUNDED_AT, officer, roles, group },
  ...{ credentialIdHash: credentialIdHash(key.credentialId), publicKey: key.publicKey },
  ...{ status: 'active', deviceBound: isDeviceBound, founding: true },
  ...{ effectiveAt: FOUNDED_AT, decisions: [] },
  ...changes,
})

/** What the log has before anything is proposed; keys at entries 1 to 4. */
export const headEntries = (): LogEntry[] => [
  {
    ...{ v: 1, type: 'genesis', at: FOUNDED_AT, ...PLACE, policies: [policyOf('1')] },
    officers: EVERYBODY.map(({ officer, roles, group }) => ({ officer, roles, group })),
  },
  ...EVERYBODY.map((one) => keyEntry(one)),
]

/** One sign-off to be made: `target` is the place of the one that it takes back. */
export type Decided = {
  by: Person
  decision: Decision
  at?: string
  target?: number
  statement?: Partial<SignoffStatement>
}

export type ExampleOptions = {
  head?: LogEntry[]
  authors?: Person[]
  decided?: Decided[]
  envelope?: Partial<RunSubject>
  /** Entries between the last decision and the end. */
  between?: LogEntry[]
  /** The decisions that the last entry names, of those that were made; null where there is no such entry. */
  named?: ((challenges: string[]) => string[]) | null
  /** Which sign-offs the bundle shows, and whether the log's entry of each. */
  shown?: (one: { decision: Decision; challenge: string }) => boolean
  isHiddenInLog?: boolean
  proposedAt?: string
  endedAt?: string
  seed?: string
}

export type ExampleEvidence = { text: string; log: ExampleLog; subject: SignedSubject }

const TAKEN = takenBy({
  ...{ asset: 'USDT', collected: envelope.result.collected },
  ...{ chargedBase: envelope.inputs.population.chargedBase },
  accounts: envelope.result.accountsCharged,
})

export const PROPOSED_AND_APPROVED: Decided[] = [
  { by: ADA, decision: 'propose' },
  { by: BEN, decision: 'approve' },
  { by: CYD, decision: 'approve' },
]

/** A run that was proposed by Ada, approved by Ben and Cyd, and executed. */
export const exampleEvidence = (options: ExampleOptions = {}): ExampleEvidence => {
  const { head = headEntries(), authors = [ADA] } = options
  const snapshot: LogEntry = {
    ...{
      v: 1,
      type: 'snapshot',
      at: options.proposedAt ?? '2026-11-22T11:00:00Z',
      snapshotId: 'S-1',
    },
    ...{ snapshotDigest: envelope.inputs.snapshotDigest, cutoff: '2026-11-22T10:00:00Z' },
    ...{ claimsRoot: envelope.inputs.claimsRoot, population: { digest: 'b'.repeat(64) } },
  }
  const subject: RunSubject = {
    ...{ ...envelope, ...PLACE, policy: { ...envelope.policy, ...versionOf(policyOf('1')) } },
    precommit: {
      index: String(head.length),
      leafHash: bytesToHex(leafHash(utf8Bytes(entryText(snapshot)))),
    },
    ...{ tier: 'T2', quorum: TWO_OF_TWO_GROUPS },
    tierInputs: { ...envelope.tierInputs, own: TAKEN },
    authorsDigest: authorsDigest(authors.map(({ officer }) => officer)),
    ...options.envelope,
  }
  const proposal: LogEntry = {
    ...{
      v: 1,
      type: 'proposal',
      at: options.proposedAt ?? PROPOSED_AT,
      clawbackId: subject.clawbackId,
    },
    ...{ revision: subject.revision, runDigest: subjectDigest(subject) },
    ...{ sharesRoot: subject.result.sharesRoot, lossEvents: String(subject.lossEvents.length) },
    lossEventsDigest: taggedDigest('ballast/lossEventsDigest/v1', subject.lossEvents),
    snapshotIndex: String(head.length),
  }
  return signedAndLogged(subject, { ...options, head: [...head, snapshot, proposal], authors })
}

const versionOf = ({ id, version, digest }: Version): Version => ({ id, version, digest })
type Version = ChangeSubject['policies'][number]
type Timed = 'quorum' | 'notBefore' | 'decideBy' | 'expiresAt' | 'policies'

/** A change that Ada proposed, that Ben and Cyd approved, and that took effect after three days. */
export const exampleChange = (
  change: Change,
  {
    quorum = TWO_OF_TWO_GROUPS,
    ...options
  }: Omit<ExampleOptions, 'envelope'> & Partial<Pick<ChangeSubject, Timed>> = {},
): ExampleEvidence => {
  const { head = headEntries(), authors = [ADA], notBefore = '2026-11-25T12:00:00Z' } = options
  const subject: ChangeSubject = {
    ...{ ...PLACE, v: 1, changeId: 'CH-2026-001', nonce: '1', change, quorum, notBefore },
    type: change.kind === 'policy-adopted' ? 'policy' : 'officers',
    policies: (options.policies ?? [policyOf('1')]).map(versionOf),
    authorsDigest: authorsDigest(authors.map(({ officer }) => officer)),
    decideBy: options.decideBy ?? '2026-11-23T12:00:00Z',
    expiresAt: options.expiresAt ?? '2026-11-26T12:00:00Z',
  }
  const endedAt = options.endedAt ?? notBefore
  return signedAndLogged(subject, { ...options, head, authors, endedAt })
}

const signedAndLogged = (
  subject: SignedSubject,
  options: ExampleOptions & { head: LogEntry[]; authors: Person[] },
): ExampleEvidence => {
  const { head, authors, decided = PROPOSED_AND_APPROVED, between = [], seed } = options
  const signed = signedBy(subject, decided)
  const challenges = signed.map(({ challenge }) => challenge)
  const named =
    options.named === null ? null : [...(options.named?.(challenges) ?? challenges)].sort()
  const ending = named === null ? [] : [endingOf(subject, named, { head, options })]
  const texts = [...head, ...signed.map(({ entry }) => entry), ...between, ...ending].map(entryText)
  const log = exampleLog(texts, seed === undefined ? {} : { seed })
  const first = subject.type === 'clawback' ? head.length - 1 : head.length
  const made = { first, texts: texts.slice(first), size: texts.length }
  const range = makeRange(made, log.hashOf)
  const isShown = ({ decision, challenge }: (typeof signed)[number]) =>
    options.shown?.({ decision, challenge }) ?? true
  const hidden = new Set(
    options.isHiddenInLog === true
      ? signed.flatMap((one, place) => (isShown(one) ? [] : [head.length + place]))
      : [],
  )
  const text = buildBundle({
    ...{ subject, authors: authors.map(({ officer }) => officer) },
    signoffs: signed.filter(isShown),
    entries: texts
      .slice(0, first)
      .map((entry, index) => ({ index, text: entry, proof: log.proofOf(index, texts.length) }))
      .filter((one) => !/"type":"(decision|proposal|execution)"/.test(one.text)),
    range: { ...range, entries: range.entries.filter((_, at) => !hidden.has(first + at)) },
  })
  return { text, log, subject }
}

const signedBy = (subject: SignedSubject, decided: readonly Decided[]) => {
  const challenges: string[] = []
  return decided.map((one, place) => {
    const made = signedOne(subject, one, { place, target: challenges[one.target ?? -1] })
    challenges.push(made.challenge)
    return made
  })
}

const signedOne = (
  subject: SignedSubject,
  { by, decision, at = minutesAfter(1), statement: changes = {} }: Decided,
  { place, target }: { place: number; target: string | undefined },
) => {
  const statement: SignoffStatement = {
    ...{ ...PLACE, v: 1, type: 'signoff', decision, ...subjectRef(subject) },
    ...{ subjectDigest: subjectDigest(subject), officer: by.officer, group: by.group },
    ...{ credentialIdHash: credentialIdHash(by.key.credentialId), reasonDigest: 'd'.repeat(64) },
    ...{ summaryDigest: summaryDigest(subject), issuedAt: at, expiresAt: minutesAfter(5, at) },
    challengeId: sha256Hex(`challenge ${place}`),
    ...(target === undefined ? {} : { targetStatement: target }),
    ...changes,
  }
  const challenge = signoffChallenge(statement)
  const { origin, rpId } = statement
  const entry: LogEntry = {
    ...{ v: 1, type: 'decision', at, kind: decision, statementDigest: challenge },
    ...subjectRef(subject),
    ...{ subjectDigest: statement.subjectDigest, officer: statement.officer },
    credentialIdHash: statement.credentialIdHash,
  }
  const evidence = by.key.assert({ challenge, origin, rpId, counter: place + 1 })
  return { decision, challenge, statement, evidence, entry }
}

const endingOf = (
  subject: SignedSubject,
  decisions: string[],
  { head, options }: { head: LogEntry[]; options: ExampleOptions },
): LogEntry => {
  const at = options.endedAt ?? '2026-11-22T12:40:00Z'
  return subject.type === 'clawback'
    ? {
        ...{ v: 1, type: 'execution', at, clawbackId: subject.clawbackId, decisions },
        ...{ revision: subject.revision, runDigest: subjectDigest(subject) },
        proposalIndex: String(head.length - 1),
      }
    : {
        ...{ v: 1, type: 'change', at, changeId: subject.changeId, decisions },
        ...{ kind: subject.change.kind, subjectDigest: subjectDigest(subject) },
      }
}

/** Minutes after a time, else after the proposal. */
export const minutesAfter = (minutes: number, from: string = PROPOSED_AT): string =>
  `${new Date(Date.parse(from) + minutes * 60_000).toISOString().slice(0, 19)}Z`
