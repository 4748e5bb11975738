// One evidence bundle, from the log down to every signature, and what it says in words.
import { subjectRef, type EvidenceBundle } from './evidence-bundle'
import { quorumInWords } from './quorum'
import { fingerprint, renderSubject } from './signoff'
import { publicFact, STEPS, type Check, type Fact, type Verification } from './verification-check'
import { checkpointFacts, keptChecks } from './verification-checkpoint'
import { conclusionOf } from './verification-conclusion'
import { admissionChecks, openAdmissions } from './verification-evidence-admission'
import { openEvidence, type EvidenceCase } from './verification-evidence-log'
import { officerChecks } from './verification-evidence-officers'
import { countingApprovals } from './verification-evidence-outcome'
import { policyChecks } from './verification-evidence-policy'
import { subjectChecks } from './verification-evidence-subject'
import { timeChecks } from './verification-evidence-times'
import { forkChecks, type ShownCheckpoints } from './verification-fork'
import type { Reader } from './verification-statement'
import { PROVES_EVIDENCE } from './verification-wording'

type VerifiedEvidence = Pick<
  Verification,
  'checks' | 'facts' | 'conclusion' | 'proves' | 'open'
> & {
  /** What was verified, where every check passed. */
  accepted: EvidenceCase | null
}

/**
 * The checks of a bundle in the order of the steps, and its facts. Without the log's part nothing
 * further is judged. `proves` is filled only where something came of it. Source: signoff.md §3.
 */
export const verifyEvidence = (
  bundle: EvidenceBundle,
  { reader, shown, others }: Beside,
): VerifiedEvidence => {
  const { checks: own, evidence } = openEvidence(bundle, reader.pins)
  const checks = [
    ...own,
    ...(evidence === null ? [] : judgements(evidence, { reader, shown, others })),
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
    open: isWhole && evidence !== null ? openAdmissions(evidence, others) : [],
    accepted: isWhole ? evidence : null,
  }
}

/** Who asks, what was given beside it, and accepted evidence of changes that came before. */
type Beside = { reader: Reader; shown: ShownCheckpoints; others: readonly EvidenceCase[] }

const judgements = (evidence: EvidenceCase, { reader, shown, others }: Beside): Check[] => [
  ...keptChecks(evidence.checkpoint, reader),
  ...forkChecks(evidence.checkpoint, { shown, pins: reader.pins }),
  ...subjectChecks(evidence),
  ...policyChecks(evidence),
  ...officerChecks(evidence),
  ...timeChecks(evidence),
  ...admissionChecks(evidence, others),
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
  const { ending, signed, bundle, range } = evidence
  const named = subjectInWords(evidence)
  if (ending !== null)
    return `${named} took effect at ${ending.entry.at}, with ${signed.length} decisions.`
  const stopped = signed.find(({ statement }) => ['reject', 'veto'].includes(statement.decision))
  if (stopped !== undefined)
    return `${named} was stopped: it has the decision “${stopped.statement.decision}”, and had not taken effect up to entry ${range.last} of the log.`
  const count = countingApprovals(evidence).length
  return `${named} had not taken effect up to entry ${range.last} of the log, written at ${range.at}: ${count} of ${bundle.subject.quorum.approvals} approvals count so far.`
}

/** Who decided what, when and with which key: pseudonyms, as everywhere outside. */
const decisionFacts = ({ signed }: EvidenceCase): Fact[] =>
  [...signed]
    .sort((a, b) => (a.decision?.index ?? 0) - (b.decision?.index ?? 0))
    .map(({ statement, decision, key }) =>
      publicFact(
        `Decision: ${statement.decision}`,
        `officer ${statement.officer.slice(0, 10)}… of ${statement.group}, at ${decision?.entry.at ?? ''}, entry ${decision?.index ?? 0}, key at entry ${key?.index ?? 0}${key?.entry.founding === true ? ', a first key' : ''}`,
      ),
    )
