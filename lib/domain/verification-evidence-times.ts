// Whether everything happened in its order and within its time, by the log's entries.
import { PROPOSAL_HOURS } from './subject-state'
import { judged, type Check } from './verification-check'
import type { EvidenceCase, Signed } from './verification-evidence-log'
import { secondsOf } from './verification-evidence-policy'
import { officerText } from './verification-evidence-subject'

/** The checks of the step "times". All of these times are the database's. Source: signoff.md §2. */
export const timeChecks = (evidence: EvidenceCase): Check[] => {
  const { ending, bundle } = evidence
  const { notBefore, expiresAt } = bundle.subject
  return [
    times('order', {
      problem: problemOfOrder(evidence),
      sentence: `The log has them in the order in which they happen: ${orderOf(evidence)}.`,
    }),
    times('entry times', {
      problem: problemOfTimes(evidence),
      sentence: 'The entries were written one after another, at times that do not go back.',
    }),
    times('fresh statements', {
      problem: evidence.signed.map(freshProblem).find((problem) => problem !== null) ?? null,
      sentence: 'Every statement was signed within the five minutes for which it holds.',
    }),
    times('deadline', {
      problem: problemOfDeadline(evidence),
      sentence:
        'It was proposed within the day for which the proposal stands; later approvals do not count.',
    }),
    ...(ending === null
      ? []
      : [
          times('release', {
            problem:
              ending.entry.at >= notBefore && ending.entry.at < expiresAt
                ? null
                : `It took effect at ${ending.entry.at}, allowed from ${notBefore} and before ${expiresAt}.`,
            sentence: `It took effect at ${ending.entry.at}, not before ${notBefore} and before ${expiresAt}.`,
          }),
        ]),
  ]
}

const times = (name: string, outcome: { problem: string | null; sentence: string }): Check =>
  judged({ step: 'times', name }, outcome)

/** The proposal's own decision stands before all others. */
const happened = ({ snapshot, proposal, decisions, ending }: EvidenceCase) => {
  const proposed = decisions.filter(({ entry }) => entry.kind === 'propose')
  const others = decisions.filter(({ entry }) => entry.kind !== 'propose')
  return [
    ...(snapshot === null ? [] : [snapshot]),
    ...(proposal === null ? [] : [proposal]),
    ...proposed,
    ...others,
    ...(ending === null ? [] : [ending]),
  ]
}

const orderOf = (evidence: EvidenceCase): string =>
  happened(evidence)
    .map(({ index, entry }) =>
      entry.type === 'decision' ? `${entry.kind} at ${index}` : `${entry.type} at ${index}`,
    )
    .join(', ')

const problemOfOrder = (evidence: EvidenceCase): string | null => {
  const indexes = happened(evidence).map(({ index }) => index)
  return indexes.every((index, place) => index > (indexes[place - 1] ?? 0))
    ? null
    : `The log has them in another order than they happen: ${orderOf(evidence)}.`
}

const problemOfTimes = (evidence: EvidenceCase): string | null => {
  const { genesis, policies, keys } = evidence
  const all = [genesis, ...policies, ...keys, ...happened(evidence)]
  all.sort((a, b) => a.index - b.index)
  const late = all.find(({ entry }, place) => entry.at < (all[place - 1]?.entry.at ?? ''))
  return late === undefined
    ? null
    : `The entry ${late.index} was written at ${late.entry.at}, before the one above it.`
}

const STATEMENT_SECONDS = 300

const freshProblem = ({ statement, decision }: Signed): string | null => {
  const { issuedAt, expiresAt, officer } = statement
  if (decision === null)
    return `The statement of ${officerText(officer)} has no decision in the log, so nothing says when it was signed.`
  const { at } = decision.entry
  const isShort = secondsOf(expiresAt) - secondsOf(issuedAt) <= STATEMENT_SECONDS
  return isShort && issuedAt <= at && at < expiresAt
    ? null
    : `The statement of ${officerText(officer)} was to be signed from ${issuedAt} to ${expiresAt}, and was logged at ${at}.`
}

const problemOfDeadline = ({ bundle, decisions, proposal }: EvidenceCase): string | null => {
  const { subject } = bundle
  const decideBy = subject.type === 'clawback' ? subject.expiresAt : subject.decideBy
  const proposedAt = secondsOf(decideBy) - PROPOSAL_HOURS * 3600
  const logged = [...decisions, ...(proposal === null ? [] : [proposal])]
  const early = logged.find(({ entry }) => secondsOf(entry.at) < proposedAt)
  if (early !== undefined)
    return `The entry ${early.index} was written before the day for which the proposal stands.`
  const proposed = decisions.find(({ entry }) => entry.kind === 'propose')
  return proposed === undefined || proposed.entry.at < decideBy
    ? null
    : `It was proposed at ${proposed.entry.at}, after its last moment ${decideBy}.`
}
