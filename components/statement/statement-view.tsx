// One account's statement: what was taken and why, the arithmetic line by line, and how its owner checks it.
import { PageFrame } from '@/components/shell/page-frame'
import { buttonClass } from '@/components/ui/button-class'
import { PrintFoot } from '@/components/ui/print-foot'
import { maskAccount } from '@/lib/domain/claim'
import type { Report } from '@/lib/domain/report'
import type { StatementJson } from '@/lib/wire/report'
import { PrintButton } from './print-button'
import { StatementArithmetic } from './statement-arithmetic'
import { StatementCheck } from './statement-check'
import { StatementDigests } from './statement-digests'
import { StatementGroup } from './statement-group'
import { StatementOpening } from './statement-opening'
import { StatementReason } from './statement-reason'
import { words } from './words'

export type StatementViewProps = {
  statement: StatementJson
  report: Report
  publicAddress: string
  downloadPath: string
}

export const StatementView = (props: StatementViewProps) => {
  const { statement, report, publicAddress, downloadPath } = props
  return (
    <PageFrame
      width="report"
      reading
      title={statement.levy === '0' ? words.whyNothing : words.why}
      above={
        <>
          {words.above} <code title={statement.account}>{maskAccount(statement.account)}</code>,{' '}
          {words.ofReport(statement.reportId, statement.reportVersion)}
        </>
      }
      note={
        <div className="flex flex-wrap gap-2 print:hidden">
          <PrintButton label={words.print} />
          <a href={downloadPath} download className={buttonClass({})}>
            {words.download}
          </a>
        </div>
      }
    >
      <PrintFoot
        text={`${statement.reportId} v${statement.reportVersion} · ${maskAccount(statement.account)} · ${report.run.fingerprint}`}
      />
      <div className="col-span-12 grid items-start gap-x-12 gap-y-8 text-body leading-normal lg:grid-cols-2 lg:grid-rows-[auto_1fr] print:block print:*:mb-6">
        <StatementReason statement={statement} report={report} />
        <div className="flex min-w-0 flex-col gap-8 lg:row-span-2">
          <StatementArithmetic statement={statement} />
          <StatementGroup statement={statement} />
          <StatementOpening statement={statement} />
          <StatementDigests
            statement={statement}
            fingerprint={report.run.fingerprint}
            publicAddress={publicAddress}
          />
        </div>
        <div className="min-w-0">
          <StatementCheck />
        </div>
      </div>
    </PageFrame>
  )
}
