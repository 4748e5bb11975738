'use client'
// Another revision in the place of the one that was proposed or approved: a new draft with the same choices.
import { useRouter } from 'next/navigation'
import { ConfirmedAction } from '@/components/ui/confirmed-action'
import { redraft } from '@/lib/client/clawback'
import type { ClawbackDetail } from '@/lib/wire/clawback'

export const NewRevisionStep = ({ detail }: { detail: ClawbackDetail }) => {
  const router = useRouter()
  const { edit, withdraw } = detail.permissions
  // Only authors' roles may; to everybody else there is nothing to explain here.
  if (!edit.allowed) return null
  return (
    <div className="grid gap-2">
      <div>
        <ConfirmedAction
          label={`Make a new revision of ${detail.id}`}
          look="plain"
          refusal={undefined}
          notDone="No revision was made."
          act={async () => {
            const { clawbackId } = await redraft(detail.id)
            router.push(`/clawbacks/${clawbackId}`)
          }}
        >
          <p>
            Revision {detail.revision} is superseded and its sign-offs are void. A new draft with
            the same losses, snapshot and terms is computed from what stands now; it can be edited
            and proposed again.
          </p>
        </ConfirmedAction>
      </div>
      <p className="text-small text-ink-2">{differenceText(withdraw.allowed)}</p>
    </div>
  )
}

const differenceText = (mayWithdraw: boolean): string =>
  mayWithdraw
    ? 'A withdrawal is signed and takes back your own signature only; a new revision is not signed, supersedes this one and voids every sign-off.'
    : 'A new revision is not signed; it supersedes this one and voids every sign-off.'
