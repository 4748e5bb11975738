// One account's statement: what was taken and why, the arithmetic line by line, and how its owner checks it.
import type { ReactNode } from 'react'
import { PageFrame } from '@/components/shell/page-frame'
import { PrintFoot } from '@/components/ui/print-foot'
import { maskAccount } from '@/lib/domain/claim'
import type { StatementJson } from '@/lib/wire/statement'
import type { ReportFigures } from './report-figures'
import { StatementArithmetic } from './statement-arithmetic'
import { StatementCheck } from './statement-check'
import { StatementDigests } from './statement-digests'
import { StatementGroup } from './statement-group'
import { StatementOpening } from './statement-opening'
import { StatementReason } from './statement-reason'
import { words } from './words'

/** What a statement stands in: its run, its published report where there is one, the public site. */
export type StatementRun = {
  clawbackId: string
  numeraire: string
  fingerprint: string
  figures: ReportFigures | null
  publicAddress: string | null
  verifierAddress: string
}

export type StatementViewProps = {
  statement: StatementJson
  run: StatementRun
  actions: ReactNode
}

export const StatementView = ({ statement, run, actions }: StatementViewProps) => (
  <PageFrame
    width="report"
    reading
    title={statement.levy === '0' ? words.whyNothing : words.why}
    above={
      <>
        {words.above} <code title={statement.account}>{maskAccount(statement.account)}</code>,{' '}
        {belongsTo(statement)}
      </>
    }
  >
    <PrintFoot text={printedText(statement, run)} />
    <div className="col-span-12 print:hidden">{actions}</div>
    <div className="col-span-12 grid items-start gap-x-12 gap-y-8 text-body leading-normal lg:grid-cols-2 lg:grid-rows-[auto_1fr] print:block print:*:mb-6">
      <StatementReason statement={statement} numeraire={run.numeraire} figures={run.figures} />
      <div className="flex min-w-0 flex-col gap-8 lg:row-span-2">
        <StatementArithmetic statement={statement} />
        <StatementGroup statement={statement} />
        <StatementOpening statement={statement} />
        <StatementDigests
          statement={statement}
          fingerprint={run.fingerprint}
          publicAddress={run.publicAddress}
        />
      </div>
      <div className="min-w-0">
        <StatementCheck
          verifierAddress={run.verifierAddress}
          isPublished={statement.report !== null}
        />
      </div>
    </div>
  </PageFrame>
)

const belongsTo = ({ clawbackId, report }: StatementJson): string =>
  report === null ? words.ofRun(clawbackId) : words.ofReport(clawbackId, report.version)

const printedText = ({ clawbackId, report, account }: StatementJson, run: StatementRun): string => {
  const version = report === null ? '' : ` v${report.version}`
  return `${clawbackId}${version} · ${maskAccount(account)} · ${run.fingerprint}`
}
