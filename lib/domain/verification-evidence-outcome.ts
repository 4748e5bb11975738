// Whether what took effect might: all decisions shown, none against it, and enough approvals that count.
import { isMet, quorumInWords, type Approval } from './quorum'
import { judged, type Check } from './verification-check'
import { officerText } from './verification-evidence-subject'
import type { EvidenceCase, Signed } from './verification-evidence-log'

/** Three checks of the step "officers", left out while nothing came of it: what is open may lack approvals. */
export const outcomeChecks = (evidence: EvidenceCase): Check[] =>
  evidence.ending === null
    ? []
    : [
        officers('complete', {
          problem: problemOfCompleteness(evidence),
          sentence: `The log’s entry ${evidence.ending.index} names these ${evidence.signed.length} decisions and no other.`,
        }),
        officers('no veto', {
          problem: problemOfVeto(evidence),
          sentence: `No rejection, veto or withdrawal of its proposal is among the decisions that are shown, from entry ${evidence.range.first} until it took effect.`,
        }),
        officers('enough approvals', {
          problem: problemOfApprovals(evidence),
          sentence: `It had what it needs: ${quorumInWords(evidence.bundle.subject.quorum)}.`,
        }),
      ]

const officers = (name: string, outcome: { problem: string | null; sentence: string }): Check =>
  judged({ step: 'officers', name }, outcome)

const problemOfCompleteness = ({ signed, ending }: EvidenceCase): string | null => {
  const named = ending?.entry.decisions ?? []
  const shown = new Set(signed.map(({ challenge }) => challenge))
  const missing = named.filter((challenge) => !shown.has(challenge))
  if (missing.length > 0)
    return `The log names ${named.length} decisions, ${missing.length} of them are not in the bundle.`
  return named.length === shown.size
    ? null
    : 'The bundle shows decisions that the log’s last entry does not name.'
}

const problemOfVeto = ({ signed }: EvidenceCase): string | null => {
  const stopped = signed.find(({ statement }) => ['reject', 'veto'].includes(statement.decision))
  if (stopped !== undefined)
    return `It has the decision “${stopped.statement.decision}” of ${officerText(stopped.statement.officer)}, and took effect all the same.`
  const proposal = signed.find(({ statement }) => statement.decision === 'propose')
  return takenBack(signed).has(proposal?.challenge ?? '')
    ? 'Its proposal was withdrawn, and it took effect all the same.'
    : null
}

const problemOfApprovals = (evidence: EvidenceCase): string | null => {
  const { quorum } = evidence.bundle.subject
  const approvals = countingApprovals(evidence)
  return isMet(quorum, approvals)
    ? null
    : `It needs ${quorumInWords(quorum)}; ${approvals.length} approvals count, of ${new Set(approvals.map(({ group }) => group)).size} groups.`
}

/**
 * The approvals as the quorum counts them, with group and key of the log: in time, not taken back,
 * and by keys that were still an approver's of that group when it took effect.
 */
export const countingApprovals = (evidence: EvidenceCase): Approval[] => {
  const gone = takenBack(evidence.signed)
  return evidence.signed.flatMap(({ statement, challenge, decision, key }) => {
    const isApproval = statement.decision === 'approve' && !gone.has(challenge)
    if (!isApproval || decision === null || key === null) return []
    if (decision.entry.at >= decideByOf(evidence) || !isStanding(key, evidence)) return []
    const { officer, group, deviceBound } = key.entry
    return [{ officerId: officer, group, isDeviceBound: deviceBound }]
  })
}

const takenBack = (signed: readonly Signed[]): Set<string> =>
  new Set(signed.flatMap(({ statement }) => statement.targetStatement ?? []))

const decideByOf = ({ bundle: { subject } }: EvidenceCase): string =>
  subject.type === 'clawback' ? subject.expiresAt : subject.decideBy

/** As its newest entry before the end has it. */
const isStanding = (
  { entry }: NonNullable<Signed['key']>,
  { keys, ending }: EvidenceCase,
): boolean => {
  const newest = keys.findLast(
    (one) =>
      one.entry.credentialIdHash === entry.credentialIdHash &&
      one.index < (ending?.index ?? Infinity),
  )
  return (
    newest?.entry.status === 'active' &&
    newest.entry.roles.includes('approver') &&
    newest.entry.group === entry.group
  )
}
