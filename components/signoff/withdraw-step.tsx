'use client'
// Taking one's own signature back: an approver his approval, the proposer his proposal.
import { ConfirmedAction } from '@/components/ui/confirmed-action'
import { clawbackText } from '@/components/ui/money-text'
import { signRun, type StepProps } from './run-signing'

export const WithdrawStep = (step: StepProps) => {
  const { detail } = step
  // Who signed nothing has nothing to take back, and nothing to be told about it.
  if (!detail.permissions.withdraw.allowed) return null
  return (
    <div>
      <ConfirmedAction
        label={`Withdraw own signature on clawback of ${clawbackText(detail)}`}
        look="plain"
        refusal={undefined}
        notDone="Nothing was withdrawn."
        act={() => signRun(step, { decision: 'withdraw', reason: '' })}
      >
        <p>
          You sign that your signature on {detail.id}, revision {detail.revision}, no longer stands.
          An approval stops counting and cannot be given again for this revision; a proposal ends.
        </p>
      </ConfirmedAction>
    </div>
  )
}
