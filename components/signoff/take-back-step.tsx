'use client'
// Taking back what was proposed or approved: a new draft with the same choices, and every sign-off void.
import { useRouter } from 'next/navigation'
import { clawbackText } from '@/components/ui/money-text'
import { redraft } from '@/lib/client/clawback'
import type { ClawbackDetail } from '@/lib/wire/clawback'
import { ConfirmedAction } from '@/components/ui/confirmed-action'

export const TakeBackStep = ({ detail }: { detail: ClawbackDetail }) => {
  const router = useRouter()
  const { edit } = detail.permissions
  // Only authors' roles may; to everybody else there is nothing to explain here.
  if (!edit.allowed) return null
  return (
    <div>
      <ConfirmedAction
        label={`Take back clawback of ${clawbackText(detail)}`}
        look="plain"
        refusal={undefined}
        notDone="Nothing was taken back."
        act={async () => {
          const { clawbackId } = await redraft(detail.id)
          router.push(`/clawbacks/${clawbackId}`)
        }}
      >
        <p>
          Revision {detail.revision} is superseded and its sign-offs are void. A new draft with the
          same losses, snapshot and terms is computed from what stands now; it can be edited and
          proposed again.
        </p>
      </ConfirmedAction>
    </div>
  )
}
