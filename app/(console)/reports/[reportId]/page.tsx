// One published report, and the way to the statement of one account.
import type { Metadata } from 'next'
import { PublishedReport } from '@/components/report/published-report'
import { StatementWay } from '@/components/statement/statement-way'
import type { Report } from '@/lib/domain/report'
import { ask, publicOrigin, refusedBecause, requireOfficer } from '@/lib/server/page'
import { showReport } from '@/lib/server/report'
import { showStatement } from '@/lib/server/statement'

type Props = { params: Promise<{ reportId: string }> }

export const generateMetadata = async ({ params }: Props): Promise<Metadata> => ({
  title: `Report ${(await params).reportId}`,
})

export default async function PublishedReportPage({ params }: Props) {
  const officer = await requireOfficer()
  const file = await ask(showReport, await params, officer)
  const report = JSON.parse(file.body) as Report
  return (
    <PublishedReport
      report={report}
      sha256={file.sha256}
      publicAddress={`${publicOrigin()}/transparency/${file.id}/v${file.version}`}
      statement={
        <StatementWay
          clawbackId={report.run.clawbackId}
          refusal={refusedBecause(showStatement, officer)}
        />
      }
    />
  )
}
