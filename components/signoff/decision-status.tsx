// A decision in one word, and for an approval whether it still counts.
import { Status } from '@/components/ui/status'
import type { ClawbackDetail } from '@/lib/wire/clawback'

export type DecisionStatusProps = { signoff: ClawbackDetail['signoffs'][number] }

export const DecisionStatus = ({ signoff }: DecisionStatusProps) => {
  switch (signoff.decision) {
    case 'propose':
      return <Status of="proposed" word="Proposed" />
    case 'approve':
      return (
        <>
          <Status of="approved" />
          <StandingOf signoff={signoff} />
        </>
      )
    case 'reject':
      return <Status of="rejected" />
    case 'veto':
      return <Status of="vetoed" />
    case 'withdraw':
      return <Status of="withdrawn" />
  }
}

const StandingOf = ({ signoff: { counts, isTakenBack } }: DecisionStatusProps) => {
  if (isTakenBack) return <small>taken back</small>
  return counts ? <small>counts</small> : <small>does not count any more</small>
}
