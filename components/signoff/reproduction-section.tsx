'use client'
// Whether this browser, computing everything again from the frozen claims, comes to what the page shows.
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { Button } from '@/components/ui/button'
import { buttonClass } from '@/components/ui/button-class'
import { countText } from '@/components/ui/money-text'
import { clawbackQuery, proposalPath } from '@/lib/client/clawback'
import { holdReproduction } from '@/lib/client/reproduction'
import type { ClawbackDetail, RevisionRef } from '@/lib/wire/clawback'
import { useReproduced } from './reproduced'
import { ReproductionResult } from './reproduction-result'

export type ReproductionSectionProps = RevisionRef & {
  // Why this officer may not read the frozen claims; undefined when he may.
  refusal: string | undefined
}

export const ReproductionSection = ({ refusal, ...ref }: ReproductionSectionProps) => {
  const { data: detail } = useQuery(clawbackQuery(ref.clawbackId, ref.revision))
  if (detail?.envelope == null) return null
  return (
    <div className="grid max-w-[110ch] gap-4">
      <Repetition detail={detail} refusal={refusal} />
      <SecondDevice {...ref} />
    </div>
  )
}

const Repetition = ({
  detail,
  refusal,
}: {
  detail: ClawbackDetail
  refusal: string | undefined
}) => {
  const [isAsked, setAsked] = useState(false)
  useEffect(holdReproduction, [])
  const reproduced = useReproduced(detail, {
    enabled: refusal === undefined && (isAsked || isDoneUnasked(detail)),
  })
  if (reproduced.state === 'not-begun' || reproduced.state === 'failed')
    return (
      <>
        <ReproductionResult reproduced={reproduced} />
        <div className="print:hidden">
          <Button
            disabledReason={refusal}
            onClick={() => {
              setAsked(true)
              reproduced.again()
            }}
          >
            Compute {countText(detail.snapshot.claims, 'claim')} again in this browser
          </Button>
        </div>
      </>
    )
  return <ReproductionResult reproduced={reproduced} />
}

// Some seconds and hundreds of megabytes above it.
const MOST_UNASKED = 200_000

/** Whoever may decide gets it without asking: taking the claims is noted each time, so nobody else does. */
const isDoneUnasked = ({ snapshot, permissions }: ClawbackDetail): boolean =>
  snapshot.claims <= MOST_UNASKED && (permissions.approve.allowed || permissions.execute.allowed)

const SecondDevice = (ref: RevisionRef) => (
  <div className="grid gap-2">
    <p className="text-small text-ink-2">
      Not computed here: the roots of both trees, which need secrets and are rebuilt before
      execution, and the salted digest of the account at the margin. A page that was tampered with
      could show this mark as well. So take the proposal to a second device and open it in the
      verifier there: fingerprint, summary and totals must be those of this page.
    </p>
    <p className="print:hidden">
      <a href={proposalPath(ref)} download className={buttonClass({})}>
        Download the proposal for a second device
      </a>
    </p>
  </div>
)
