// By what two people know that they look at the same run, until when they may decide, and how many it takes.
import type { ReactNode } from 'react'
import { Countdown } from '@/components/ui/countdown'
import { Fingerprint } from '@/components/ui/fingerprint'
import { countText } from '@/components/ui/money-text'
import { Time } from '@/components/ui/time'
import { APPROVALS_NEEDED } from '@/lib/domain/subject'
import type { ClawbackDetail } from '@/lib/wire/clawback'

export const RunSeal = ({ detail }: { detail: ClawbackDetail }) => (
  <dl className="grid gap-y-3 md:grid-cols-2 lg:grid-cols-[1.5fr_1fr_1fr]">
    <Part label="Fingerprint" note={fingerprintNote(detail)}>
      {detail.fingerprint === null ? (
        <span className="text-ink-2">not yet</span>
      ) : (
        <Fingerprint fingerprint={detail.fingerprint.replaceAll(' ', '')} copyable />
      )}
    </Part>
    <Deadline detail={detail} />
    <Part label="Quorum" note="The proposer signs; an author of any revision cannot approve.">
      Proposer + {countText(APPROVALS_NEEDED, 'approver')}, {approvalsOf(detail)} of{' '}
      {APPROVALS_NEEDED}
    </Part>
  </dl>
)

const Part = ({
  label,
  note,
  children,
}: {
  label: string
  note: ReactNode
  children: ReactNode
}) => (
  <div className="border-rule lg:px-5 lg:not-first:border-l lg:first:pl-0">
    <dt className="text-small text-ink-2">{label}</dt>
    <dd className="text-lead">{children}</dd>
    <dd className="text-small text-ink-2">{note}</dd>
  </div>
)

const fingerprintNote = ({ fingerprint }: ClawbackDetail) =>
  fingerprint === null
    ? 'A run gets its fingerprint when it is proposed.'
    : 'The same 26 characters stand on the proposer’s screen. If one differs, reject.'

const approvalsOf = ({ signoffs }: ClawbackDetail) =>
  signoffs.filter(({ decision }) => decision === 'approve').length

const Deadline = ({ detail }: { detail: ClawbackDetail }) => {
  const { state, expiresAt, executedAt, asOf } = detail
  if (executedAt !== null)
    return (
      <Part label="Executed" note="It cannot be executed again.">
        <Time at={executedAt} />
      </Part>
    )
  if (expiresAt === null)
    return (
      <Part label="Time left" note="A proposal stands for 24 hours. Silence means no.">
        <span className="text-ink-2">not proposed</span>
      </Part>
    )
  const isOpen = state === 'proposed' || state === 'approved'
  return (
    <Part
      label={state === 'approved' ? 'Time left to execute' : 'Time left to decide'}
      note={
        <>
          {isOpen ? 'Expires ' : 'Deadline '}
          <Time at={expiresAt} />. Silence means no.
        </>
      }
    >
      {isOpen ? (
        <Countdown until={expiresAt} asOf={asOf} />
      ) : (
        <span className="text-ink-2">closed</span>
      )}
    </Part>
  )
}
