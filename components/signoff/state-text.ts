// The state of a run in one sentence, and what it waits for.
import { countText } from '@/components/ui/money-text'
import type { ClawbackDetail } from '@/lib/wire/clawback'

export const stateText = (detail: ClawbackDetail): string => sentences[detail.state](detail)

const sentences: Record<ClawbackDetail['state'], (detail: ClawbackDetail) => string> = {
  draft: () => 'A draft: nobody but its authors has to do anything, and nothing is reserved.',
  superseded: ({ latestRevision }) =>
    `Superseded: the current revision is revision ${latestRevision}.`,
  proposed: (detail) => `Proposed: ${missingText(detail)}`,
  approved: ({ notBefore, asOf }) =>
    notBefore !== null && notBefore > asOf
      ? 'Approved: it may be executed when the cooling-off has ended, until the deadline.'
      : 'Approved: it may be executed until the deadline.',
  executed: ({ reportId }) =>
    reportId === null ? 'Executed: its report is not published yet.' : 'Executed and published.',
  settling: () => 'Executed: the exchange’s ledger is being told.',
  held: () => 'Executed, and held: the exchange’s ledger did not acknowledge what was booked.',
  settled: () => 'Executed and settled.',
  rejected: () => 'Rejected: an author may make another revision.',
  vetoed: () => 'Vetoed: an author may make another revision.',
  withdrawn: () => 'Withdrawn by its proposer: an author may make another revision.',
  expired: () => 'Expired: nothing was executed; an author must propose again.',
  stale: () => 'Stale: an input moved, nothing was executed; an author must propose again.',
}

/** How many approvals count now, and what it takes. */
const missingText = ({ tier, approvals }: ClawbackDetail): string => {
  if (tier === null) return 'it waits for approvals.'
  const counted = approvals.filter(({ counts }) => counts).length
  const left = Math.max(0, Number(tier.quorum.approvals) - counted)
  return left === 0
    ? `the approvals are there, but not of enough groups; it needs ${tier.quorumText}.`
    : `${countText(left, 'approval')} by officers who wrote no revision ${left === 1 ? 'is' : 'are'} missing; it needs ${tier.quorumText}.`
}
