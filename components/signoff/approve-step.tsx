'use client'
// Approving: the account table has been opened, nothing has moved, and the fingerprint is shown once more.
import { useState } from 'react'
import { Fingerprint } from '@/components/ui/fingerprint'
import { clawbackText } from '@/components/ui/money-text'
import { TextareaField } from '@/components/ui/textarea-field'
import { sign } from '@/lib/client/signoff'
import type { ClawbackDetail } from '@/lib/wire/clawback'
import { ConfirmedAction } from '@/components/ui/confirmed-action'
import { areInputsWithin } from './decision-checks'
import { signedText } from '@/components/ui/signed-text'

export type ApproveStepProps = { detail: ClawbackDetail; isTableOpened: boolean }

export const ApproveStep = ({ detail, isTableOpened }: ApproveStepProps) => {
  const [comment, setComment] = useState('')
  const { id: clawbackId, revision } = detail
  return (
    <div className="grid content-start gap-3">
      <TextareaField
        id="comment"
        label="Comment, optional"
        rows={2}
        maxLength={2000}
        value={comment}
        onChange={(event) => setComment(event.currentTarget.value)}
      />
      <div>
        <ConfirmedAction
          label={`Approve clawback of ${clawbackText(detail)}`}
          refusal={refusalOf({ detail, isTableOpened })}
          notDone="Nothing was signed."
          act={() =>
            sign({ clawbackId, revision, decision: 'approve', reason: signedText(comment) })
          }
        >
          <p>
            You sign {clawbackId}, revision {revision}, with this fingerprint. Compare it with the
            proposer’s.
          </p>
          <p className="my-2">
            <Fingerprint fingerprint={(detail.fingerprint ?? '').replaceAll(' ', '')} big />
          </p>
          <p>
            No money moves yet: an approver executes the run afterwards. You cannot take it back.
          </p>
        </ConfirmedAction>
      </div>
    </div>
  )
}

const refusalOf = ({ detail, isTableOpened }: ApproveStepProps): string | undefined => {
  const { approve } = detail.permissions
  if (!approve.allowed) return approve.sentence
  if (!areInputsWithin(detail))
    return 'An input has moved beyond its tolerance: this run could not be executed.'
  return isTableOpened ? undefined : 'Open the account table first: you sign every levy in it.'
}
