// The statement of one account, for an officer to hand to its owner; making it leaves an audit row.
import type { Metadata } from 'next'
import Link from 'next/link'
import { redirect } from 'next/navigation'
import { StatementView } from '@/components/statement/statement-view'
import { PageFrame } from '@/components/shell/page-frame'
import { Notice } from '@/components/ui/notice'
import { statementPath } from '@/lib/client/report'
import type { Report } from '@/lib/domain/report'
import { ask, askOrSentence, publicOrigin, requireOfficer } from '@/lib/server/page'
import { showReport } from '@/lib/server/report'
import { showStatement } from '@/lib/server/statement'

export const metadata: Metadata = { title: 'Statement of one account' }

type Props = {
  params: Promise<{ reportId: string }>
  searchParams: Promise<{ account?: string | string[] }>
}

export default async function StatementPage({ params, searchParams }: Props) {
  const officer = await requireOfficer()
  const { reportId } = await params
  const { account } = await searchParams
  if (typeof account !== 'string' || account.trim() === '') redirect(`/reports/${reportId}`)
  const exact = account.trim()
  const file = await ask(showReport, { reportId }, officer)
  const asked = await askOrSentence(showStatement, { reportId, account: exact }, officer)
  if ('sentence' in asked) return <NoStatement reportId={reportId} sentence={asked.sentence} />
  return (
    <StatementView
      statement={asked.answer}
      report={JSON.parse(file.body) as Report}
      publicAddress={`${publicOrigin()}/transparency/${file.id}/v${file.version}`}
      downloadPath={statementPath(reportId, exact)}
    />
  )
}

const NoStatement = ({ reportId, sentence }: { reportId: string; sentence: string }) => (
  <PageFrame title="No statement" width="report">
    <div className="col-span-12">
      <Notice
        title={sentence}
        notDone="No statement was made."
        next={<Link href={`/reports/${reportId}`}>Back to report {reportId}</Link>}
      />
    </div>
  </PageFrame>
)
