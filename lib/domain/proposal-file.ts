// The proposal as one file: what an approver opens on a second device before he signs.
import { canonicalJson } from './canonical-json'
import { subjectName } from './evidence-bundle'
import { hasShape, oneOf, record, shapeProblem, type Shape } from './json-shape'
import { SIGNED_SUBJECT, type SignedSubject } from './verification-subject-form'

/** Version 1: the subject alone, from which digest, fingerprint, summary and totals follow. */
export type ProposalFile = { v: 1; type: 'proposal'; subject: SignedSubject }

/** The text of the file: its canonical JSON and nothing else. Source: signoff.md §3, "second look". */
export const proposalFile = (subject: SignedSubject): string =>
  canonicalJson({ v: 1, type: 'proposal', subject })

/** A name for the file that tells the subject. */
export const proposalFileName = (subject: SignedSubject): string =>
  `proposal-${subjectName(subject)}.json`

/** The proposal that a value is, or a sentence about the first member that is not as it should be. */
export const readProposalFile = (
  value: unknown,
): { proposal: ProposalFile } | { problem: string } =>
  hasShape(value, PROPOSAL)
    ? { proposal: value }
    : { problem: shapeProblem(value, PROPOSAL) ?? 'expected a proposal' }

const PROPOSAL: Shape<ProposalFile> = record({
  v: oneOf(1),
  type: oneOf('proposal'),
  subject: SIGNED_SUBJECT,
})
