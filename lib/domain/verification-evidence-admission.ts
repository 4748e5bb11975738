// By which changes of the desk the keys and policies came into force that are not of the beginning.
import { canonicalJson } from './canonical-json'
import { judged, type Check } from './verification-check'
import type { Logged } from './verification-entries'
import type { EvidenceCase } from './verification-evidence-log'
import { isNarrowed } from './verification-evidence-keys'

type Entry = Logged<'key'> | Logged<'policy'>

/** An entry that names decisions, and the change of the log that took effect with these. */
type Admission = { entry: Entry; change: Logged<'change'> | null }

/**
 * The checks "keys admitted" and "policies admitted", each left out where all are of the beginning:
 * an entry with decisions rests on a change that took effect with just these, and where the evidence
 * of that change is among `others`, which were accepted themselves, on that. Source: signoff.md §1.
 */
export const admissionChecks = (
  evidence: EvidenceCase,
  others: readonly EvidenceCase[],
): Check[] => [
  ...admitted('officers', 'keys admitted', { all: keyAdmissions(evidence), evidence, others }),
  ...admitted('quorum', 'policies admitted', { all: policyAdmissions(evidence), evidence, others }),
]

/** Which evidence would show who admitted them, one sentence a change. */
export const openAdmissions = (
  evidence: EvidenceCase,
  others: readonly EvidenceCase[],
): string[] => {
  const asked = [...keyAdmissions(evidence), ...policyAdmissions(evidence)].flatMap(({ change }) =>
    change === null || evidenceOf(change, others) !== undefined ? [] : [change],
  )
  return asked
    .map(
      ({ index, entry }) =>
        `Who decided on the change ${entry.changeId} (${entry.kind}, entry ${index}), on which a key or the policy rests: give its evidence bundle beside this one.`,
    )
    .filter((sentence, place, all) => all.indexOf(sentence) === place)
}

type Judged = { all: Admission[]; evidence: EvidenceCase; others: readonly EvidenceCase[] }

const admitted = (
  step: 'officers' | 'quorum',
  name: string,
  { all, evidence, others }: Judged,
): Check[] => {
  if (all.length === 0) return []
  const problems = all.map((one) => problemOf(one, { evidence, others }))
  const changes = new Map(all.flatMap(({ change }) => (change ? [[change.index, change]] : [])))
  const named = [...changes.values()].map((change) => wordsOf(change, others)).join('; ')
  return [
    judged(
      { step, name },
      {
        problem: problems.find((problem) => problem !== null) ?? null,
        sentence: `What is not of the log’s beginning came into force with the decisions of a change: ${named}.`,
      },
    ),
  ]
}

const wordsOf = (change: Logged<'change'>, others: readonly EvidenceCase[]): string => {
  const isGiven = evidenceOf(change, others) !== undefined
  return `${change.entry.changeId} at entry ${change.index}, ${isGiven ? 'whose evidence beside it was accepted' : 'whose evidence is not given'}`
}

const evidenceOf = (
  { entry }: Logged<'change'>,
  others: readonly EvidenceCase[],
): EvidenceCase | undefined =>
  others.find(({ digest, ending }) => ending !== null && digest === entry.subjectDigest)

/** Every entry of a key that signed, up to the one that it signed with. */
const keyAdmissions = (evidence: EvidenceCase): Admission[] => {
  const used = evidence.signed.flatMap(({ key }) => key ?? [])
  return evidence.keys
    .filter(
      ({ index, entry }) =>
        entry.decisions.length > 0 &&
        used.some(
          (one) => one.entry.credentialIdHash === entry.credentialIdHash && index <= one.index,
        ),
    )
    .map((entry) => admissionOf(entry, evidence))
}

/** The policy of a run; of a change, all whose quorum it was held to. */
const policyAdmissions = (evidence: EvidenceCase): Admission[] => {
  const { subject } = evidence.bundle
  const named = subject.type === 'clawback' ? [subject.policy] : subject.policies
  return evidence.policies
    .filter(({ entry }) =>
      named.some(({ id, version }) => entry.id === id && entry.version === version),
    )
    .map((entry) => admissionOf(entry, evidence))
}

const admissionOf = (entry: Entry, { changes }: EvidenceCase): Admission => {
  const decisions = canonicalJson(entry.entry.decisions)
  const change = changes.find(
    (one) => one.index < entry.index && canonicalJson(one.entry.decisions) === decisions,
  )
  return { entry, change: change ?? null }
}

const problemOf = (
  { entry, change }: Admission,
  { evidence, others }: Omit<Judged, 'all'>,
): string | null => {
  const named = `The ${entry.entry.type} at entry ${entry.index}`
  if (change === null)
    return `${named} names decisions with which no change of the log here took effect.`
  const isSince = entry.entry.effectiveAt >= change.entry.at
  const isOlder = isKey(entry) && isNarrowed(entry, evidence.keys)
  if (!isSince && !isOlder)
    return `${named} says that it is in force from ${entry.entry.effectiveAt}, before the change ${change.entry.changeId} took effect.`
  const shown = evidenceOf(change, others)
  return shown === undefined || isWhatItSays(shown, entry)
    ? null
    : `${named} names the change ${change.entry.changeId}, whose evidence is about something else.`
}

const isKey = (one: Entry): one is Logged<'key'> => one.entry.type === 'key'

/** Whether a change is one from which an entry with these members follows. */
const isWhatItSays = ({ bundle: { subject } }: EvidenceCase, { entry }: Entry): boolean => {
  if (subject.type === 'clawback') return false
  const { change } = subject
  if (entry.type === 'policy')
    return (
      change.kind === 'policy-adopted' &&
      change.policy.digest === entry.digest &&
      change.policy.id === entry.id &&
      change.policy.version === entry.version
    )
  if (!('officer' in change) || change.officer !== entry.officer) return false
  switch (change.kind) {
    case 'key-added':
      return (
        change.credentialIdHash === entry.credentialIdHash &&
        change.publicKey === entry.publicKey &&
        change.deviceBound === entry.deviceBound
      )
    case 'roles-changed':
      return (
        change.to.group === entry.group &&
        canonicalJson([...change.to.roles].sort()) === canonicalJson([...entry.roles].sort())
      )
    case 'key-revoked':
    case 'officer-removed':
      return entry.status === 'revoked'
    case 'officer-added':
    case 'account-linked':
    case 'account-unlinked':
      return false
  }
}
