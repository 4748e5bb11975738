'use client'
// On the page of an executed run: one account's statement, and all of them for the exchange's own mailer.
import { useQuery } from '@tanstack/react-query'
import { buttonClass } from '@/components/ui/button-class'
import { clawbackQuery } from '@/lib/client/clawback'
import { allStatementsPath } from '@/lib/client/statement'
import type { RevisionRef } from '@/lib/wire/clawback'
import { missingBecause } from './missing-because'
import { StatementWay } from './statement-way'

export type StatementSectionProps = RevisionRef & {
  // Why this officer may not show one, or may not take all of them.
  refusal: string | undefined
  exportRefusal: string | undefined
}

export const StatementSection = (props: StatementSectionProps) => {
  const { clawbackId, revision, refusal, exportRefusal } = props
  const { data: detail } = useQuery(clawbackQuery(clawbackId, revision))
  const missing = detail && missingBecause(detail)
  return (
    <div className="grid gap-6 lg:grid-cols-2">
      <div>
        <h3>One account</h3>
        <p className="mb-3 text-ink-2">
          The levy recomputed line by line, as a signed file or a link that opens once.
        </p>
        <StatementWay clawbackId={clawbackId} refusal={refusal ?? missing} />
      </div>
      <div>
        <h3>All accounts</h3>
        <p className="mb-3 text-ink-2">
          Every account in scope has one, also those that pay nothing, so asking tells nothing.
        </p>
        <AllStatements clawbackId={clawbackId} refusal={exportRefusal ?? missing} />
      </div>
    </div>
  )
}

const AllStatements = ({
  clawbackId,
  refusal,
}: {
  clawbackId: string
  refusal?: string | undefined
}) =>
  refusal === undefined ? (
    <>
      <p>
        <a href={allStatementsPath(clawbackId)} download className={buttonClass({})}>
          Download all statements (one a line)
        </a>
      </p>
      <p className="mt-3 max-w-prose text-small text-ink-2">
        If the download breaks off, keep its whole lines and go on after the last of them: add{' '}
        <code className="whitespace-nowrap">?after=</code> and the first account under{' '}
        <code>inputs</code> in that line to{' '}
        <code className="break-all">{allStatementsPath(clawbackId)}</code>.
      </p>
    </>
  ) : (
    <p className="text-ink-2">{refusal}</p>
  )
