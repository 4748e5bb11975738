'use client'
// Taking one's own signature back: an approver his approval, the proposer his proposal.
import { ConfirmedAction } from '@/components/ui/confirmed-action'
import { clawbackText } from '@/components/ui/money-text'
import { signRun, type StepProps } from './run-signing'

export type WithdrawStepProps = StepProps & {
  // The pseudonym of the officer who looks.
  self: string
}

export const WithdrawStep = ({ self, ...step }: WithdrawStepProps) => {
  const { detail } = step
  // Who signed nothing has nothing to take back, and nothing to be told about it.
  if (!detail.permissions.withdraw.allowed) return null
  const hasApproved = detail.approvals.some(({ officer }) => officer.pseudonym === self)
  return (
    <div>
      <ConfirmedAction
        label={`${hasApproved ? 'Take back my approval' : 'Withdraw my proposal'} of clawback of ${clawbackText(detail)}`}
        look="plain"
        refusal={undefined}
        notDone="Nothing was withdrawn."
        act={() => signRun(step, { decision: 'withdraw', reason: '' })}
      >
        <p>
          {hasApproved
            ? `You sign that your approval of ${detail.id}, revision ${detail.revision}, no longer stands. It stops counting at once, and you cannot give it again for this revision.`
            : `You sign that ${detail.id}, revision ${detail.revision}, is not to be decided any more. The proposal ends, and an author may make another revision.`}
        </p>
      </ConfirmedAction>
    </div>
  )
}
