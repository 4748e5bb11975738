// Whether bundle, statements and log all speak of one subject, signed in one place.
import { bytesToHex } from '@noble/hashes/utils.js'
import { quoted } from './assert'
import { taggedDigest } from './canonical-json'
import { subjectRef } from './evidence-bundle'
import { entryText } from './log-entry'
import { leafHash } from './log-tree'
import { fingerprint, summaryDigest } from './signoff'
import { utf8Bytes } from './utf8'
import { judged, type Check } from './verification-check'
import type { EvidenceCase } from './verification-evidence-log'
import type { RunSubject } from './verification-subject-form'

/**
 * The checks of the step "subject": the place is the log's own, one digest and one subject wherever
 * they stand, the plain text rendered again, and for a run the population and the roots that the log
 * held before. Source: signoff.md §3, transparency.md §5.
 */
export const subjectChecks = (evidence: EvidenceCase): Check[] => {
  const { subject } = evidence.bundle
  const { subjectId, revision } = subjectRef(subject)
  return [
    about('place', {
      problem: problemOfPlace(evidence),
      sentence: `It was signed for ${quoted(subject.origin)} in the environment ${quoted(subject.env)}, as the log’s first entry has them.`,
    }),
    about('one digest', {
      problem: problemOfDigest(evidence),
      sentence: `Every statement and every entry names the digest of this subject, whose fingerprint is ${fingerprint(evidence.digest)}.`,
    }),
    about('one subject', {
      problem: problemOfSubject(evidence),
      sentence: `Every statement and every entry speaks of ${quoted(subjectId)}, revision ${revision}.`,
    }),
    about('summary', {
      problem: problemOfSummary(evidence),
      sentence: 'The plain text below is what the statements commit to, rendered again.',
    }),
    ...(subject.type === 'clawback' ? runChecks(evidence, subject) : []),
  ]
}

const about = (name: string, outcome: { problem: string | null; sentence: string }): Check =>
  judged({ step: 'subject', name }, outcome)

const PLACE = ['env', 'origin', 'rpId', 'logOrigin'] as const

const problemOfPlace = ({ bundle, genesis, signed }: EvidenceCase): string | null => {
  const { subject, env, logOrigin } = bundle
  if (env !== subject.env || logOrigin !== subject.logOrigin)
    return 'The file names another environment or log than what was signed.'
  const other = PLACE.find((member) => subject[member] !== genesis.entry[member])
  if (other !== undefined)
    return `It was signed for ${other} ${quoted(subject[other])}, the log’s first entry has ${quoted(genesis.entry[other])}.`
  return signed.every(({ statement }) =>
    PLACE.every((member) => statement[member] === subject[member]),
  )
    ? null
    : 'A statement was made for another place than the subject.'
}

const problemOfDigest = ({
  digest,
  signed,
  decisions,
  proposal,
  ending,
}: EvidenceCase): string | null => {
  const named = [
    ...signed.map(({ statement }) => ['a statement', statement.subjectDigest] as const),
    ...decisions.map(
      ({ index, entry }) => [`the decision at entry ${index}`, entry.subjectDigest] as const,
    ),
    ...(proposal === null ? [] : [['the proposal', proposal.entry.runDigest] as const]),
    ...(ending === null ? [] : [['the last entry', digestIn(ending)] as const]),
  ]
  const other = named.find(([, one]) => one !== digest)
  return other === undefined
    ? null
    : `The subject has the digest ${quoted(digest)}, ${other[0]} names ${quoted(other[1])}.`
}

const digestIn = ({ entry }: NonNullable<EvidenceCase['ending']>): string =>
  entry.type === 'execution' ? entry.runDigest : entry.subjectDigest

const problemOfSubject = (evidence: EvidenceCase): string | null => {
  const { bundle, signed, decisions, proposal, ending } = evidence
  const { subjectType, subjectId, revision } = subjectRef(bundle.subject)
  const named = [...signed.map(({ statement }) => statement), ...decisions.map(entryOf)]
  const isOne = named.every(
    (one) =>
      one.subjectType === subjectType && one.subjectId === subjectId && one.revision === revision,
  )
  if (!isOne) return 'A statement or a decision speaks of another subject or another revision.'
  const entries = [proposal, ending].flatMap((one) => (one === null ? [] : [one.entry]))
  const isLogged = entries.every((entry) =>
    entry.type === 'change'
      ? entry.changeId === subjectId && isOfKind(evidence, entry.kind)
      : entry.clawbackId === subjectId && entry.revision === revision,
  )
  return isLogged ? null : 'An entry of the log speaks of another subject or another revision.'
}

const entryOf = <Entry>({ entry }: { entry: Entry }): Entry => entry

const isOfKind = ({ bundle: { subject } }: EvidenceCase, kind: string): boolean =>
  subject.type !== 'clawback' && subject.change.kind === kind

const problemOfSummary = ({ bundle, signed }: EvidenceCase): string | null => {
  const rendered = summaryDigest(bundle.subject)
  const other = signed.find(({ statement }) => statement.summaryDigest !== rendered)
  return other === undefined
    ? null
    : `The statement of ${officerText(other.statement.officer)} commits to another text than the subject gives.`
}

/** The beginning of a pseudonym, as it is written in a sentence. */
export const officerText = (officer: string): string => `officer ${quoted(officer.slice(0, 10))}`

const runChecks = (evidence: EvidenceCase, subject: RunSubject): Check[] => [
  about('population', {
    problem: problemOfPopulation(evidence, subject),
    sentence: `The population was in the log at entry ${subject.precommit.index} before the proposal, and is the one that was signed.`,
  }),
  about('proposal', {
    problem: problemOfProposal(evidence, subject),
    sentence: 'The proposal in the log has the losses and the shares root that were signed.',
  }),
]

const problemOfPopulation = (
  { snapshot, proposal }: EvidenceCase,
  { precommit, inputs }: RunSubject,
): string | null => {
  if (snapshot === null || proposal === null) return 'The run has no snapshot or no proposal.'
  const { index, entry } = snapshot
  if (precommit.index !== String(index) || proposal.entry.snapshotIndex !== String(index))
    return `The snapshot stands at entry ${index}; signed was entry ${quoted(precommit.index)}, proposed on entry ${quoted(proposal.entry.snapshotIndex)}.`
  if (precommit.leafHash !== bytesToHex(leafHash(utf8Bytes(entryText(entry)))))
    return `The entry ${index} has another hash than the one that was signed.`
  return entry.claimsRoot === inputs.claimsRoot && entry.snapshotDigest === inputs.snapshotDigest
    ? null
    : 'The population that was signed is not the one in the log.'
}

const problemOfProposal = (
  { proposal, ending }: EvidenceCase,
  { lossEvents, result }: RunSubject,
): string | null => {
  const entry = proposal?.entry
  const digest = taggedDigest('ballast/lossEventsDigest/v1', lossEvents)
  if (entry?.lossEventsDigest !== digest || entry.lossEvents !== String(lossEvents.length))
    return 'The losses that were signed are not those of the proposal in the log.'
  if (entry.sharesRoot !== result.sharesRoot)
    return 'The shares root that was signed is not the one of the proposal in the log.'
  const isOther =
    ending?.entry.type === 'execution' && ending.entry.proposalIndex !== String(proposal?.index)
  return isOther ? 'The execution carries out another proposal.' : null
}
