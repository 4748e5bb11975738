// One evidence bundle, from the log down to every signature, and what it says in words.
import { subjectRef, type EvidenceBundle } from './evidence-bundle'
import { quorumInWords } from './quorum'
import { fingerprint, renderSubject } from './signoff'
import { publicFact, STEPS, type Check, type Fact, type Verification } from './verification-check'
import { checkpointFacts, keptChecks } from './verification-checkpoint'
import { conclusionOf } from './verification-conclusion'
import { openEvidence, type EvidenceCase } from './verification-evidence-log'
import { officerChecks } from './verification-evidence-officers'
import { countingApprovals } from './verification-evidence-outcome'
import { policyChecks } from './verification-evidence-policy'
import { subjectChecks } from './verification-evidence-subject'
import { timeChecks } from './verification-evidence-times'
import { forkChecks, type ShownCheckpoints } from './verification-fork'
import type { Reader } from './verification-statement'
import { PROVES_EVIDENCE } from './verification-wording'

type VerifiedEvidence = Pick<Verification, 'checks' | 'facts' | 'conclusion' | 'proves'> & {
  /** What was verified, where every check passed. */
  accepted: EvidenceCase | null
}

/**
 * The checks of a bundle in the order of the steps, and its facts. Without the log's part nothing
 * further is judged. `proves` is filled only where something came of it. Source: signoff.md §3.
 */
export const verifyEvidence = (
  bundle: EvidenceBundle,
  { reader, shown }: { reader: Reader; shown: ShownCheckpoints },
): VerifiedEvidence => {
  const { checks: own, evidence } = openEvidence(bundle, reader.pins)
  const checks = [
    ...own,
    ...(evidence === null ? [] : judgements(evidence, { reader, shown })),
  ].sort((a, b) => STEPS.indexOf(a.step) - STEPS.indexOf(b.step))
  const isWhole = checks.every(({ isPassed }) => isPassed)
  return {
    checks,
    facts: evidence === null ? [] : factsOf(evidence, { reader, isWhole }),
    conclusion:
      isWhole && evidence !== null
        ? `${stateOf(evidence)} Every check passed.`
        : conclusionOf({ kind: 'evidence', checks }),
    proves: isWhole && evidence?.ending ? PROVES_EVIDENCE : [],
    accepted: isWhole ? evidence : null,
  }
}

const judgements = (
  evidence: EvidenceCase,
  { reader, shown }: { reader: Reader; shown: ShownCheckpoints },
): Check[] => [
  ...keptChecks(evidence.checkpoint, reader),
  ...forkChecks(evidence.checkpoint, { shown, pins: reader.pins }),
  ...subjectChecks(evidence),
  ...policyChecks(evidence),
  ...officerChecks(evidence),
  ...timeChecks(evidence),
]

const factsOf = (
  evidence: EvidenceCase,
  { reader, isWhole }: { reader: Reader; isWhole: boolean },
): Fact[] => [
  ...(isWhole ? [...subjectFacts(evidence), ...decisionFacts(evidence)] : []),
  ...checkpointFacts(evidence.checkpoint, reader),
]

const subjectFacts = (evidence: EvidenceCase): Fact[] => {
  const { subject } = evidence.bundle
  return [
    publicFact('Signed', subjectInWords(evidence)),
    publicFact('Fingerprint', fingerprint(evidence.digest)),
    publicFact('In plain words', renderSubject(subject)),
    publicFact('State', stateOf(evidence)),
    ...(subject.type === 'clawback' ? [publicFact('Tier', subject.tier)] : []),
    publicFact('Quorum', quorumInWords(subject.quorum)),
    publicFact('Digest', evidence.digest),
  ]
}

const subjectInWords = ({ bundle: { subject } }: EvidenceCase): string => {
  const { subjectId, revision } = subjectRef(subject)
  return subject.type === 'clawback'
    ? `Clawback ${subjectId}, revision ${revision}`
    : `Change ${subjectId}`
}

/** What came of it, in one sentence. */
const stateOf = (evidence: EvidenceCase): string => {
  const { ending, signed, bundle } = evidence
  const named = subjectInWords(evidence)
  if (ending !== null)
    return `${named} took effect at ${ending.entry.at}, with ${signed.length} decisions.`
  const stopped = signed.find(({ statement }) => ['reject', 'veto'].includes(statement.decision))
  if (stopped !== undefined)
    return `${named} was stopped: it has the decision “${stopped.statement.decision}”.`
  const count = countingApprovals(evidence).length
  return `${named} has not taken effect as far as this bundle goes: ${count} of ${bundle.subject.quorum.approvals} approvals count so far.`
}

/** Who decided what, when and with which key: pseudonyms, as everywhere outside. */
const decisionFacts = ({ signed }: EvidenceCase): Fact[] =>
  [...signed]
    .sort((a, b) => (a.decision?.index ?? 0) - (b.decision?.index ?? 0))
    .map(({ statement, decision, key }) =>
      publicFact(
        `Decision: ${statement.decision}`,
        `officer ${statement.officer.slice(0, 10)}… of ${statement.group}, at ${decision?.entry.at ?? ''}, entry ${decision?.index ?? 0}, key at entry ${key?.index ?? 0}${admission(key)}`,
      ),
    )

/** A key that came later was signed for by others, which another bundle shows. */
const admission = (key: EvidenceCase['signed'][number]['key']): string => {
  if (key === null || key.entry.founding) return ', a first key'
  const [first = ''] = key.entry.decisions
  return `, admitted by the decision ${first.slice(0, 16)}… and others, of which the evidence of that change is another file`
}
