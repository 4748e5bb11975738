'use client'
// What this officer may do with the run as it stands, and why not where he may not.
import { useQuery } from '@tanstack/react-query'
import { clawbackQuery } from '@/lib/client/clawback'
import type { ClawbackDetail, RevisionRef } from '@/lib/wire/clawback'
import { ApproveStep } from './approve-step'
import { DecisionChecks } from './decision-checks'
import { EditLink } from './edit-link'
import { ExecuteStep } from './execute-step'
import { ProposeStep } from './propose-step'
import { PublishStep } from './publish-step'
import { RejectStep } from './reject-step'
import { TakeBackStep } from './take-back-step'
import { useTableOpened } from './table-opened'

export const DecisionPanel = ({ clawbackId, revision }: RevisionRef) => {
  const { data: detail } = useQuery(clawbackQuery(clawbackId, revision))
  const isTableOpened = useTableOpened({ clawbackId, revision })
  if (detail === undefined) return null
  return (
    <div className="grid gap-4">
      <p role="status">{sentences[detail.state](detail)}</p>
      <Step detail={detail} isTableOpened={isTableOpened} />
    </div>
  )
}

const sentences: Record<ClawbackDetail['state'], (detail: ClawbackDetail) => string> = {
  draft: () => 'A draft: nobody but its authors has to do anything, and nothing is reserved.',
  superseded: ({ latestRevision }) =>
    `Superseded: the current revision is revision ${latestRevision}.`,
  proposed: () => 'Proposed: one approval by an officer who wrote no revision is missing.',
  approved: () => 'Approved: it may be executed until the deadline.',
  executed: ({ reportId }) =>
    reportId === null ? 'Executed: its report is not published yet.' : 'Executed and published.',
  rejected: () => 'Rejected: an author may make another revision.',
  expired: () => 'Expired: nothing was executed; an author must propose again.',
}

type StepProps = { detail: ClawbackDetail; isTableOpened: boolean }

const Step = ({ detail, isTableOpened }: StepProps) => {
  switch (detail.state) {
    case 'draft':
      return <ProposeStep detail={detail} />
    case 'proposed':
      return (
        <div className="grid gap-6 md:grid-cols-2 lg:grid-cols-[15rem_minmax(0,1.4fr)_minmax(0,1fr)]">
          <DecisionChecks detail={detail} isTableOpened={isTableOpened} />
          <ApproveStep detail={detail} isTableOpened={isTableOpened} />
          <RejectStep detail={detail} />
          <TakeBackStep detail={detail} />
        </div>
      )
    case 'approved':
      return (
        <div className="grid gap-6">
          <ExecuteStep detail={detail} />
          <TakeBackStep detail={detail} />
        </div>
      )
    case 'executed':
      return <PublishStep detail={detail} />
    case 'rejected':
    case 'expired':
      return <EditLink detail={detail} />
    case 'superseded':
      return null
  }
}
