// Reports: published ones, and executed runs that still owe one.
import type { Metadata } from 'next'
import { PublishedReports } from '@/components/report/published-reports'
import { clawbacksQuery } from '@/lib/client/clawback'
import { reportsQuery } from '@/lib/client/report'
import { showClawbacks } from '@/lib/server/clawback'
import { ask, publicOrigin, requireOfficer } from '@/lib/server/page'
import { showReports } from '@/lib/server/report'
import { Prefetched } from '../../prefetched'

export const metadata: Metadata = { title: 'Reports' }

export default async function ReportsPage() {
  const officer = await requireOfficer()
  const [reports, clawbacks] = await Promise.all([
    ask(showReports, {}, officer),
    ask(showClawbacks, {}, officer),
  ])
  return (
    <Prefetched
      answers={[
        [reportsQuery().queryKey, reports],
        [clawbacksQuery().queryKey, clawbacks],
      ]}
    >
      <PublishedReports publicOrigin={publicOrigin()} />
    </Prefetched>
  )
}
