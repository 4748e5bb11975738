'use client'
// Rejecting: one rejection ends the revision, and it needs a reason.
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { moneyText } from '@/components/ui/money-text'
import { ProblemNotice } from '@/components/ui/problem-notice'
import { TextareaField } from '@/components/ui/textarea-field'
import { sign } from '@/lib/client/signoff'
import type { ClawbackDetail } from '@/lib/wire/clawback'
import { useDeed, useReload } from '@/components/ui/deed'
import { signedText } from '@/components/ui/signed-text'

export const RejectStep = ({ detail }: { detail: ClawbackDetail }) => {
  const [reason, setReason] = useState('')
  const reload = useReload()
  const { id: clawbackId, revision, permissions } = detail
  const change = useDeed((text: string) =>
    sign({ clawbackId, revision, decision: 'reject', reason: text }),
  )
  const refusal = permissions.reject.allowed ? undefined : permissions.reject.sentence
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
          disabledReason={refusal ?? missing}
          onClick={() => change.mutate(signedText(reason))}
        >
          Reject clawback of {moneyText(detail.waterfall.levied, detail.asset)}
        </Button>
      </div>
    </div>
  )
}
