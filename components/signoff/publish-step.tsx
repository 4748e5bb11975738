'use client'
// Publishing the report of an executed run, and the way to it.
import Link from 'next/link'
import { buttonClass } from '@/components/ui/button-class'
import { publish } from '@/lib/client/clawback'
import type { ClawbackDetail } from '@/lib/wire/clawback'
import { ConfirmedAction } from '@/components/ui/confirmed-action'

export const PublishStep = ({ detail }: { detail: ClawbackDetail }) => {
  const { reportId, permissions, id } = detail
  if (reportId !== null)
    return (
      <div>
        <Link href={`/reports/${reportId}`} className={buttonClass({ size: 'big' })}>
          Open report {reportId}
        </Link>
      </div>
    )
  return (
    <div>
      <ConfirmedAction
        label={`Publish report of ${id}`}
        refusal={permissions.publish.allowed ? undefined : permissions.publish.sentence}
        notDone="Nothing was published."
        act={() => publish(id)}
      >
        <p>
          Everybody can read it without signing in. A published version never changes. It names no
          account, and no figure speaks of fewer than ten accounts.
        </p>
      </ConfirmedAction>
    </div>
  )
}
