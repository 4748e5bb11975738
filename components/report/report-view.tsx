// The public report, whole, rendered on the server: facts at the side, then what happened, who paid, and how to check it.
import { PageFrame } from '@/components/shell/page-frame'
import { PrintFoot } from '@/components/ui/print-foot'
import { Status } from '@/components/ui/status'
import { Time } from '@/components/ui/time'
import { utcText } from '@/components/ui/utc-text'
import type { Report } from '@/lib/domain/report'
import type { ReportFile, ReportProof } from '@/lib/wire/report'
import { ReportDecisions } from './report-decisions'
import { ReportDistribution } from './report-distribution'
import { ReportFigures } from './report-figures'
import { ReportLosses } from './report-losses'
import { ReportMeta } from './report-meta'
import { ReportRule } from './report-rule'
import { ReportScope } from './report-scope'
import { ReportVerification } from './report-verification'
import { ReportWaterfall } from './report-waterfall'
import { words } from './words'

export type ReportViewProps = {
  file: ReportFile
  report: Report
  // Its entry and the newest checkpoint; null while none covers it.
  logged: ReportProof['logged']
  // Where this version stays for good.
  address: string
  // The address asked for shows whatever version is newest.
  isLatest?: boolean
}

export const ReportView = ({ file, isLatest = false, ...about }: ReportViewProps) => {
  const { report, address } = about
  return (
    <PageFrame
      width="report"
      reading
      title={titleOf(report)}
      above={
        <>
          {words.report.above(report.id, report.version)}{' '}
          <Status of="ok" word={words.report.final} />. {words.report.published}{' '}
          <Time at={report.publishedAt} />
        </>
      }
    >
      <PrintFoot
        text={`${report.id} v${report.version} · ${report.run.fingerprint} · ${utcText(report.publishedAt)} UTC`}
      />
      <div className="col-span-12 grid gap-x-8 gap-y-8 border-t border-rule-strong pt-4 text-body leading-normal md:grid-cols-[10rem_minmax(0,1fr)] lg:grid-cols-[11rem_minmax(0,1fr)] lg:gap-x-12 print:block">
        <ReportMeta report={report} sha256={file.sha256} address={address} />
        <div className="grid min-w-0 grid-cols-12 gap-y-10 max-md:order-first print:block print:*:mb-6">
          <div className="col-span-12 grid gap-8">
            {isLatest ? <PermanentAddress address={address} /> : null}
            <p className="max-w-prose text-read leading-read">{report.summary}</p>
            <ReportFigures report={report} />
          </div>
          <ReportWaterfall report={report} />
          <ReportRule report={report} />
          <ReportDistribution report={report} />
          <ReportScope report={report} />
          <ReportDecisions report={report} />
          <ReportVerification {...about} sha256={file.sha256} />
          <ReportLosses report={report} />
        </div>
      </div>
    </PageFrame>
  )
}

const titleOf = ({ losses, publishedAt }: Report) => {
  const minutes = losses.map(({ minute }) => minute).sort()
  const first = minutes[0] ?? publishedAt
  return words.report.title(first, minutes.at(-1) ?? first)
}

const PermanentAddress = ({ address }: { address: string }) => (
  <p className="text-small text-ink-2">
    {words.report.latest} <a href={address}>{address}</a>.
  </p>
)
