// By what two people know that they look at the same change, until when they may decide, and how many it takes.
import type { ReactNode } from 'react'
import { Countdown } from '@/components/ui/countdown'
import { durationText } from '@/components/ui/duration-text'
import { Fingerprint } from '@/components/ui/fingerprint'
import { Time } from '@/components/ui/time'
import type { ChangeDetail } from '@/lib/wire/change'
import { approvalsText } from './change-words'

export const ChangeSeal = ({ detail }: { detail: ChangeDetail }) => (
  <dl className="grid gap-y-3 md:grid-cols-2 lg:grid-cols-[1.5fr_1fr_1fr]">
    <Part label="Fingerprint" note={fingerprintNote(detail)}>
      {detail.fingerprint === null ? (
        <span className="text-ink-2">not yet</span>
      ) : (
        <Fingerprint fingerprint={detail.fingerprint} copyable />
      )}
    </Part>
    <Deadline detail={detail} />
    <Part label="Quorum" note="The proposer signs too; an author cannot approve.">
      {detail.quorumText}
      <span className="block text-small text-ink-2">{approvalsText(detail)}</span>
    </Part>
  </dl>
)

type PartProps = { label: string; note: ReactNode; children: ReactNode }

const Part = ({ label, note, children }: PartProps) => (
  <div className="border-rule lg:px-5 lg:not-first:border-l lg:first:pl-0">
    <dt className="text-small text-ink-2">{label}</dt>
    <dd className="text-lead">{children}</dd>
    <dd className="text-small text-ink-2">{note}</dd>
  </div>
)

const fingerprintNote = ({ fingerprint }: ChangeDetail) =>
  fingerprint === null
    ? 'A change gets its fingerprint when it is proposed.'
    : 'The same 26 characters stand on the proposer’s screen. If one differs, reject.'

const Deadline = ({ detail }: { detail: ChangeDetail }) => {
  const { state, executedAt, decideBy, asOf } = detail
  if (executedAt !== null)
    return (
      <Part label="In effect since" note="It is undone only by another change.">
        <Time at={executedAt} />
      </Part>
    )
  if (decideBy === null) return <NotProposed detail={detail} />
  if (state === 'proposed')
    return (
      <Part label="Time left to decide" note={<Times detail={detail} />}>
        <Countdown until={decideBy} asOf={asOf} />
      </Part>
    )
  if (state === 'approved') return <Approved detail={detail} />
  return (
    <Part label="Time left to decide" note={<Times detail={detail} />}>
      <span className="text-ink-2">closed</span>
    </Part>
  )
}

const NotProposed = ({ detail }: { detail: ChangeDetail }) => (
  <Part
    label="Time left to decide"
    note={
      detail.isNarrowing
        ? 'It takes effect at once, with one signature.'
        : `A proposal is decided within 24 hours and takes effect ${durationText(detail.delaySeconds)} after it at the earliest.`
    }
  >
    <span className="text-ink-2">not proposed</span>
  </Part>
)

/** Before the delay is over nobody can put it into effect, and anybody with the right may veto. */
const Approved = ({ detail }: { detail: ChangeDetail }) => {
  const { notBefore, expiresAt, asOf } = detail
  const isWaiting = notBefore !== null && notBefore > asOf
  const until = isWaiting ? notBefore : expiresAt
  return (
    <Part
      label={isWaiting ? 'Delay still runs for' : 'Time left to put it into effect'}
      note={<Times detail={detail} />}
    >
      {until === null ? null : <Countdown until={until} asOf={asOf} />}
    </Part>
  )
}

const Times = ({ detail }: { detail: ChangeDetail }) => {
  const { decideBy, notBefore, expiresAt } = detail
  return (
    <>
      {decideBy === null ? null : (
        <span className="block">
          Decided before <Time at={decideBy} />; silence means no.
        </span>
      )}
      {notBefore === null || expiresAt === null ? null : (
        <span className="block">
          Takes effect between <Time at={notBefore} /> and <Time at={expiresAt} />.
        </span>
      )}
    </>
  )
}
