// A revision's row as the kernel sees it, and the envelope that was sealed of it.
import 'server-only'
import type { RevisionRow } from '@/db/clawback'
import { isRefusal, type Refusal, refuse } from '@/lib/domain/refusal'
import type { Envelope } from '@/lib/domain/signoff'
import { highestTier, signoffOf } from '@/lib/domain/signoff-policy'
import type { SubjectState } from '@/lib/domain/subject-state'

/** A revision as decide sees it; what only some commands ask about is left out where nobody commands. */
export const toState = (row: RevisionRow, more: Partial<SubjectState> = {}): SubjectState => {
  const isDraft = row.state === 'draft'
  const envelope = envelopeOf(row)
  const isSealed = !isRefusal(envelope) && envelope.v === 2
  return {
    subjectType: 'clawback',
    state: row.state,
    revision: row.revision,
    latestRevision: row.latestRevision,
    // A draft's envelope may still be written again.
    decideBy: isDraft ? null : row.expiresAt,
    notBefore: isDraft ? null : row.notBefore,
    expiresAt: isDraft ? null : row.expiresAt,
    quorum: isSealed ? envelope.quorum : highestTier(signoffOf(row.policyContent)).quorum,
    keysPerApprover: Number(signoffOf(row.policyContent).keysPerApprover),
    proposers: ['analyst'],
    authors: row.authors,
    deciders: row.deciders,
    owners: [],
    proposer: row.proposer,
    approvals: row.approvals,
    lapsed: row.lapsed,
    pool: [],
    isPaused: row.isPaused,
    hasReport: row.reportId !== null,
    ...more,
  }
}

export const envelopeOf = (row: Pick<RevisionRow, 'envelope'>): Envelope | Refusal =>
  row.envelope === null
    ? refuse('wrong-state', 'This revision has not been proposed.')
    : (JSON.parse(row.envelope) as Envelope)
