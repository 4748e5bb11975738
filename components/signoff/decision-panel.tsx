'use client'
// What this officer may do with the run as it stands, with which passkey, and why not where he may not.
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { KeyChoice } from '@/components/ui/key-choice'
import { clawbackQuery } from '@/lib/client/clawback'
import type { ClawbackDetail, RevisionRef } from '@/lib/wire/clawback'
import { ApproveStep } from './approve-step'
import { DecisionChecks } from './decision-checks'
import { EditLink } from './edit-link'
import { ExecuteStep } from './execute-step'
import { NewRevisionStep } from './new-revision-step'
import { NoKey } from './no-key'
import { ProposeStep } from './propose-step'
import { PublishStep } from './publish-step'
import { RejectStep } from './reject-step'
import { keyFor } from './run-signing'
import { stateText } from './state-text'
import { useTableOpened } from './table-opened'
import { VetoStep } from './veto-step'
import { WithdrawStep, type WithdrawStepProps } from './withdraw-step'

export type DecisionPanelProps = RevisionRef & Pick<WithdrawStepProps, 'self'>

export const DecisionPanel = ({ clawbackId, revision, self }: DecisionPanelProps) => {
  const { data: detail } = useQuery(clawbackQuery(clawbackId, revision))
  const [chosen, setChosen] = useState<string>()
  if (detail === undefined) return null
  const credentialId = keyFor(detail, chosen)?.credentialId
  return (
    <div className="grid gap-4">
      <p role="status">{stateText(detail)}</p>
      {isSignable(detail) ? (
        <div className="max-w-96 print:hidden">
          {detail.keys.length === 0 ? <NoKey /> : null}
          <KeyChoice id="passkey" keys={detail.keys} chosen={credentialId} onChoose={setChosen} />
        </div>
      ) : null}
      <div className="print:hidden">
        <Step detail={detail} credentialId={credentialId} self={self} />
      </div>
    </div>
  )
}

const isSignable = ({ state }: ClawbackDetail): boolean =>
  state === 'draft' || state === 'proposed' || state === 'approved'

const Step = (step: WithdrawStepProps) => {
  const { detail } = step
  switch (detail.state) {
    case 'draft':
      return <ProposeStep {...step} />
    case 'proposed':
      return <Deciding {...step} />
    case 'approved':
      return (
        <div className="grid gap-6">
          <ExecuteStep detail={detail} />
          {detail.permissions.approve.allowed ? <Deciding {...step} /> : <Stopping {...step} />}
        </div>
      )
    case 'executed':
      return <PublishStep detail={detail} />
    case 'rejected':
    case 'vetoed':
    case 'withdrawn':
    case 'expired':
    case 'stale':
      return <EditLink detail={detail} />
    case 'superseded':
    case 'settling':
    case 'held':
    case 'settled':
      return null
  }
}

const Deciding = (step: WithdrawStepProps) => {
  const isTableOpened = useTableOpened({
    clawbackId: step.detail.id,
    revision: step.detail.revision,
  })
  return (
    <div className="grid gap-6">
      <div className="grid gap-6 md:grid-cols-2 lg:grid-cols-[15rem_minmax(0,1.4fr)_minmax(0,1fr)]">
        <DecisionChecks detail={step.detail} isTableOpened={isTableOpened} />
        <ApproveStep {...step} isTableOpened={isTableOpened} />
        <RejectStep {...step} />
      </div>
      <Stopping {...step} />
    </div>
  )
}

const Stopping = (step: WithdrawStepProps) => (
  <div className="grid gap-6 border-t border-rule pt-4 md:grid-cols-2">
    <VetoStep {...step} />
    <div className="grid content-start gap-4">
      <WithdrawStep {...step} />
      <NewRevisionStep detail={step.detail} />
    </div>
  </div>
)
