'use client'
// Approving: the account table has been opened, nothing has moved, this browser comes to the same levies.
import { useState } from 'react'
import { ConfirmedAction } from '@/components/ui/confirmed-action'
import { Fingerprint } from '@/components/ui/fingerprint'
import { clawbackText } from '@/components/ui/money-text'
import { TextareaField } from '@/components/ui/textarea-field'
import { areInputsWithin } from './decision-checks'
import { useReproduced, type Reproduced } from './reproduced'
import { keyFor, signRun, type StepProps } from './run-signing'

export type ApproveStepProps = StepProps & { isTableOpened: boolean }

export const ApproveStep = ({ isTableOpened, ...step }: ApproveStepProps) => {
  const [reason, setReason] = useState('')
  const { detail } = step
  const reproduced = useReproduced(detail, { enabled: false }).state
  return (
    <div className="grid content-start gap-3">
      <TextareaField
        id="approval"
        label="Why you approve, optional"
        rows={2}
        maxLength={2000}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        hint="Signed with your approval."
      />
      <div>
        <ConfirmedAction
          label={`Approve clawback of ${clawbackText(detail)}`}
          refusal={refusalOf({ ...step, isTableOpened, reproduced })}
          notDone="Nothing was signed."
          act={() => signRun(step, { decision: 'approve', reason })}
        >
          <p>
            You sign {detail.id}, revision {detail.revision}, with this fingerprint. Compare it with
            the proposer’s.
          </p>
          <p className="my-2">
            <Fingerprint fingerprint={(detail.fingerprint ?? '').replaceAll(' ', '')} big />
          </p>
          <p>
            Your passkey is asked for. No money moves yet: the run is executed afterwards. Until
            then you may withdraw the approval.
          </p>
        </ConfirmedAction>
      </div>
    </div>
  )
}

const refusalOf = ({
  detail,
  credentialId,
  isTableOpened,
  reproduced,
}: ApproveStepProps & { reproduced: Reproduced['state'] }): string | undefined => {
  const { approve } = detail.permissions
  if (!approve.allowed) return approve.sentence
  if (reproduced === 'different')
    return 'What this page shows does not follow from the claims: see “Reproduced” above.'
  if (!areInputsWithin(detail))
    return 'An input has moved beyond its tolerance: this run could not be executed.'
  if (keyFor(detail, credentialId)?.isInForce === false)
    return 'This passkey came into force after the loss. Choose another.'
  return isTableOpened ? undefined : 'Open the account table first: you sign every levy in it.'
}
