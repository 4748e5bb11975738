// The newest version of one report; its lasting address is the canonical one.
import type { Metadata } from 'next'
import { ReportView } from '@/components/report/report-view'
import { words } from '@/components/report/words'
import { publicOrigin, requirePublicHost } from '@/lib/server/page'
import { publishedReport } from '../published-report'

type Props = { params: Promise<{ reportId: string }> }

export const generateMetadata = async ({ params }: Props): Promise<Metadata> => {
  const { report, address } = await publishedReport((await params).reportId)
  return {
    title: words.report.pageTitle(report.id, report.version),
    alternates: { canonical: `${publicOrigin()}${address}` },
  }
}

export default async function LatestReportPage({ params }: Props) {
  const { reportId } = await params
  await requirePublicHost(`/transparency/${reportId}`)
  return <ReportView {...await publishedReport(reportId)} isLatest />
}
