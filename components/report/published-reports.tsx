'use client'
// The console's list of reports: what is published, and which executed runs still owe one.
import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { PageFrame } from '@/components/shell/page-frame'
import { Amount } from '@/components/ui/amount'
import { Empty } from '@/components/ui/empty'
import { Fingerprint } from '@/components/ui/fingerprint'
import { Percent } from '@/components/ui/percent'
import { Section } from '@/components/ui/section'
import { Table, type Column } from '@/components/ui/table'
import { Time } from '@/components/ui/time'
import { clawbacksQuery } from '@/lib/client/clawback'
import { reportsQuery } from '@/lib/client/report'
import { groupThousands } from '@/lib/domain/money'
import type { ReportRow } from '@/lib/wire/report'
import { MissingReports } from './missing-reports'

export const PublishedReports = ({ publicOrigin }: { publicOrigin: string }) => {
  const reports = useQuery(reportsQuery())
  const clawbacks = useQuery(clawbacksQuery())
  const published = reports.data?.reports ?? []
  const missing = (clawbacks.data?.clawbacks ?? []).filter(
    ({ id, state }) => state === 'executed' && published.every((report) => report.id !== id),
  )
  return (
    <PageFrame
      title="Reports"
      note={reports.data === undefined ? null : <AsOf at={reports.data.asOf} />}
    >
      <Section
        id="published"
        title="Published"
        note={
          <>
            public at <a href={`${publicOrigin}/transparency`}>{publicOrigin}/transparency</a>
          </>
        }
      >
        {published.length === 0 ? (
          <Empty
            sentence="No report has been published. A publisher does it on the page of an executed clawback."
            action={<Link href="/clawbacks">All clawbacks</Link>}
          />
        ) : (
          <Table
            caption="Published reports, newest first"
            hideCaption
            columns={columnsOf(publicOrigin)}
            rows={published}
            rowKey={({ id, version }) => `${id}-${version}`}
          />
        )}
      </Section>
      <MissingReports clawbacks={missing} />
    </PageFrame>
  )
}

const AsOf = ({ at }: { at: string }) => (
  <>
    as of <Time at={at} relative />
  </>
)

const columnsOf = (publicOrigin: string): Column<ReportRow>[] => [
  {
    key: 'report',
    head: 'Report',
    rowHead: true,
    cell: ({ id, version }) => (
      <Link href={`/reports/${id}`} className="font-semibold whitespace-nowrap">
        {id} v{version}
      </Link>
    ),
  },
  {
    key: 'published',
    head: 'Published, UTC',
    cell: ({ publishedAt }) => <Time at={publishedAt} bare />,
  },
  {
    key: 'lost',
    head: 'Gross loss',
    numeric: true,
    cell: ({ grossLoss, asset }) => (
      <Amount amount={grossLoss} scale={asset.scale} unit={asset.code} />
    ),
  },
  {
    key: 'levied',
    head: 'Levied',
    numeric: true,
    cell: ({ levied, asset }) => <Amount amount={levied} scale={asset.scale} unit={asset.code} />,
  },
  { key: 'rate', head: 'Rate', numeric: true, cell: ({ rate }) => <Percent of={rate} /> },
  {
    key: 'accounts',
    head: 'Accounts charged',
    numeric: true,
    secondRank: true,
    cell: ({ accountsCharged }) => groupThousands(accountsCharged),
  },
  {
    key: 'fingerprint',
    head: 'Fingerprint',
    secondRank: true,
    cell: ({ fingerprint }) => <Fingerprint fingerprint={fingerprint} />,
  },
  {
    key: 'public',
    head: 'Public page',
    cell: ({ id, version }) => (
      <a
        href={`${publicOrigin}/transparency/${id}/v${version}`}
        className="whitespace-nowrap"
        aria-label={`Public page of ${id} v${version}`}
      >
        Public page
      </a>
    ),
  },
]
