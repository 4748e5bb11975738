'use client'
// Rejecting: one rejection ends the revision, and it needs a reason.
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { useDeed, useReload } from '@/components/ui/deed'
import { clawbackText } from '@/components/ui/money-text'
import { ProblemNotice } from '@/components/ui/problem-notice'
import { signedText } from '@/components/ui/signed-text'
import { TextareaField } from '@/components/ui/textarea-field'
import { signRun, type StepProps } from './run-signing'

export const RejectStep = (step: StepProps) => {
  const [reason, setReason] = useState('')
  const reload = useReload()
  const { reject } = step.detail.permissions
  const change = useDeed(() => signRun(step, { decision: 'reject', reason }))
  const missing = signedText(reason) === '' ? 'A rejection needs a reason.' : undefined
  return (
    <div className="grid content-start gap-3 border-rule lg:border-l lg:pl-6">
      <TextareaField
        id="rejection"
        label="Reason for rejecting"
        rows={2}
        maxLength={2000}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        hint="One rejection ends this revision; its authors must propose again."
      />
      {change.error === null ? null : (
        <ProblemNotice
          error={change.error}
          notDone="Nothing was signed."
          next={<Button onClick={() => void reload()}>Reload</Button>}
        />
      )}
      <div>
        <Button
          size="big"
          busy={change.isPending}
          disabledReason={reject.allowed ? missing : reject.sentence}
          onClick={() => change.mutate(undefined)}
        >
          Reject clawback of {clawbackText(step.detail)}
        </Button>
      </div>
    </div>
  )
}
