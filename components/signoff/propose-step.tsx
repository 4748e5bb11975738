'use client'
// Proposing a draft: its levies are written down, and somebody else has a day to decide.
import { clawbackText } from '@/components/ui/money-text'
import { PROPOSAL_HOURS } from '@/lib/domain/subject-state'
import { ConfirmedAction } from '@/components/ui/confirmed-action'
import { EditLink } from './edit-link'
import { signRun, type StepProps } from './run-signing'

export const ProposeStep = (step: StepProps) => {
  const { detail } = step
  const { id: clawbackId, revision, permissions } = detail
  return (
    <div className="flex flex-wrap items-start gap-4">
      <div>
        <ConfirmedAction
          label={`Propose clawback of ${clawbackText(detail)}`}
          refusal={permissions.propose.allowed ? undefined : permissions.propose.sentence}
          notDone="Nothing was proposed."
          // The server takes the reason that the run carries.
          act={() => signRun(step, { decision: 'propose', reason: detail.reason })}
        >
          <p>
            You sign {clawbackId}, revision {revision}, with your passkey. The levy of every account
            is written down and the fund’s part is reserved. Other officers have {PROPOSAL_HOURS}{' '}
            hours to approve; you cannot. No money moves yet.
          </p>
        </ConfirmedAction>
      </div>
      <EditLink detail={detail} />
    </div>
  )
}
