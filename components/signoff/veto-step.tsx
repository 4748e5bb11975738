'use client'
// Vetoing: one officer stops the run, approved or not; everybody is told, and vetoes are counted in public.
import { useState } from 'react'
import { ConfirmedAction } from '@/components/ui/confirmed-action'
import { clawbackText } from '@/components/ui/money-text'
import { signedText } from '@/components/ui/signed-text'
import { TextareaField } from '@/components/ui/textarea-field'
import { signRun, type StepProps } from './run-signing'

export const VetoStep = (step: StepProps) => {
  const [reason, setReason] = useState('')
  const { detail } = step
  const { veto } = detail.permissions
  const missing =
    signedText(reason) === '' ? 'A veto needs a reason: everybody is told it.' : undefined
  return (
    <div className="grid content-start gap-3">
      <TextareaField
        id="veto"
        label="Reason for a veto"
        rows={2}
        maxLength={2000}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        hint="Breaks the glass: one officer alone stops the run, as long as it is not executed."
      />
      <div>
        <ConfirmedAction
          label={`Veto clawback of ${clawbackText(detail)}`}
          look="plain"
          refusal={veto.allowed ? missing : veto.sentence}
          notDone="Nothing was signed."
          act={() => signRun(step, { decision: 'veto', reason })}
        >
          <p>
            You stop {detail.id}, revision {detail.revision}, alone and at once, whoever has
            approved it. Every officer is told your reason, and vetoes are counted and published.
          </p>
        </ConfirmedAction>
      </div>
    </div>
  )
}
