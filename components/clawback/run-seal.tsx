// By what two people know that they look at the same run, until when they may decide, and how many it takes.
import type { ReactNode } from 'react'
import { Countdown } from '@/components/ui/countdown'
import { Fingerprint } from '@/components/ui/fingerprint'
import { Icon } from '@/components/ui/icon'
import { countdownText } from '@/components/ui/relative-text'
import { stricterTexts } from '@/components/ui/stricter-text'
import { Time } from '@/components/ui/time'
import type { ClawbackDetail } from '@/lib/wire/clawback'
import { TierReasons } from './tier-reasons'

export const RunSeal = ({ detail }: { detail: ClawbackDetail }) => (
  <div className="grid gap-3">
    <dl className="grid gap-y-3 md:grid-cols-2 lg:grid-cols-[1.5fr_1fr_1fr]">
      <Part label="Fingerprint" note={fingerprintNote(detail)}>
        {detail.fingerprint === null ? (
          <span className="text-ink-2">not yet</span>
        ) : (
          <Fingerprint fingerprint={detail.fingerprint.replaceAll(' ', '')} copyable />
        )}
      </Part>
      <Deadline detail={detail} />
      <Who detail={detail} />
    </dl>
    <Stricter detail={detail} />
    {detail.tier === null ? null : <TierReasons tier={detail.tier} asset={detail.asset} />}
  </div>
)

/** Where more people could have been asked for, nobody decides without having been told. */
const Stricter = ({ detail }: { detail: ClawbackDetail }) => {
  const texts = stricterTexts(detail)
  return texts.length === 0 ? null : (
    <ul aria-label="Policies that ask for more" className="grid gap-1">
      {texts.map((text) => (
        <li key={text}>
          <Icon name="notice" />
          {text}
        </li>
      ))}
    </ul>
  )
}

const coolingOffText = ({ coolingOffSeconds }: NonNullable<ClawbackDetail['tier']>): string =>
  coolingOffSeconds === '0'
    ? 'No cooling-off.'
    : `Cooling-off ${countdownText(Number(coolingOffSeconds) * 1000)}.`

type PartProps = { label: string; note: ReactNode; children: ReactNode }

const Part = ({ label, note, children }: PartProps) => (
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

const Who = ({ detail: { tier, approvals } }: { detail: ClawbackDetail }) => {
  if (tier === null)
    return (
      <Part label="Who must sign" note="The rules of its time.">
        <span className="text-ink-2">proposer and one approver</span>
      </Part>
    )
  return (
    <Part
      label={`Who must sign, tier ${tier.name}`}
      note={`An author of any revision cannot approve. ${coolingOffText(tier)}`}
    >
      Proposer + {tier.quorumText}; {approvals.filter(({ counts }) => counts).length} of{' '}
      {tier.quorum.approvals}
    </Part>
  )
}

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
          <Time at={expiresAt} />. Silence means no.{' '}
          {isOpen ? <CoolingOff detail={detail} /> : null}
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

const CoolingOff = ({ detail: { notBefore, proposedAt, asOf } }: { detail: ClawbackDetail }) => {
  if (notBefore === null || proposedAt === null || notBefore <= proposedAt) return null
  if (notBefore <= asOf)
    return (
      <>
        The cooling-off ended <Time at={notBefore} />.
      </>
    )
  return (
    <>
      The cooling-off ends <Time at={notBefore} />, in <Countdown until={notBefore} asOf={asOf} />;
      nothing is executed before.
    </>
  )
}
