'use client'
// Proposing a draft: its levies are written down, and somebody else has a day to decide.
import { clawbackText } from '@/components/ui/money-text'
import { sign } from '@/lib/client/signoff'
import { PROPOSAL_HOURS } from '@/lib/domain/subject-state'
import type { ClawbackDetail } from '@/lib/wire/clawback'
import { ConfirmedAction } from '@/components/ui/confirmed-action'
import { EditLink } from './edit-link'
import { signedText } from '@/components/ui/signed-text'

export const ProposeStep = ({ detail }: { detail: ClawbackDetail }) => {
  const { id: clawbackId, revision, permissions } = detail
  return (
    <div className="flex flex-wrap items-start gap-4">
      <div>
        <ConfirmedAction
          label={`Propose clawback of ${clawbackText(detail)}`}
          refusal={permissions.propose.allowed ? undefined : permissions.propose.sentence}
          notDone="Nothing was proposed."
          act={() =>
            sign({ clawbackId, revision, decision: 'propose', reason: signedText(detail.reason) })
          }
        >
          <p>
            You sign {clawbackId}, revision {revision}. The levy of every account is written down
            and the fund’s part is reserved. Another officer has {PROPOSAL_HOURS} hours to approve;
            you cannot. No money moves yet.
          </p>
        </ConfirmedAction>
      </div>
      <EditLink detail={detail} />
    </div>
  )
}
