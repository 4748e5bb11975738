// One version of one report, at the address that it keeps.
import type { Metadata } from 'next'
import { ReportView } from '@/components/report/report-view'
import { words } from '@/components/report/words'
import { publicOrigin, requirePublicHost } from '@/lib/server/page'
import { publishedReport } from '../../published-report'

type Props = { params: Promise<{ reportId: string; version: string }> }

export const generateMetadata = async ({ params }: Props): Promise<Metadata> => {
  const { reportId, version } = await params
  const { report, address } = await publishedReport(reportId, version)
  return {
    title: words.report.pageTitle(report.id, report.version),
    alternates: { canonical: `${publicOrigin()}${address}` },
  }
}

export default async function ReportPage({ params }: Props) {
  const { reportId, version } = await params
  await requirePublicHost(`/transparency/${reportId}/${version}`)
  return <ReportView {...await publishedReport(reportId, version)} />
}
