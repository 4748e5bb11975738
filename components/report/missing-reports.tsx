// Executed runs without a report: traders were charged and cannot read why yet.
import Link from 'next/link'
import { Amount } from '@/components/ui/amount'
import { Percent } from '@/components/ui/percent'
import { Section } from '@/components/ui/section'
import { Table, type Column } from '@/components/ui/table'
import { Time } from '@/components/ui/time'
import { groupThousands } from '@/lib/domain/money'
import type { ClawbackRow } from '@/lib/wire/clawback'

export const MissingReports = ({ clawbacks }: { clawbacks: readonly ClawbackRow[] }) => (
  <Section id="missing" title={titleOf(clawbacks.length)}>
    {clawbacks.length === 0 ? (
      <p className="text-ink-2">Every executed run has its report.</p>
    ) : (
      <Table
        caption="Executed runs without a report; a publisher publishes on the page of the run"
        columns={columns}
        rows={clawbacks}
        rowKey={({ id }) => id}
      />
    )}
  </Section>
)

const titleOf = (count: number) =>
  count === 1 ? '1 executed run without a report' : `${count} executed runs without a report`

const columns: Column<ClawbackRow>[] = [
  {
    key: 'run',
    head: 'Run',
    rowHead: true,
    cell: ({ id }) => (
      <Link href={`/clawbacks/${id}`} className="font-semibold whitespace-nowrap">
        {id}
      </Link>
    ),
  },
  { key: 'fund', head: 'Fund', cell: ({ fundName }) => fundName },
  { key: 'at', head: 'Executed', cell: ({ changedAt }) => <Time at={changedAt} relative /> },
  {
    key: 'levied',
    head: 'Levied',
    numeric: true,
    cell: ({ levied, asset }) => <Amount amount={levied} scale={asset.scale} unit={asset.code} />,
  },
  {
    key: 'accounts',
    head: 'Accounts charged',
    numeric: true,
    cell: ({ accountsCharged }) => groupThousands(String(accountsCharged)),
  },
  { key: 'rate', head: 'Rate', numeric: true, cell: ({ rate }) => <Percent of={rate} /> },
]
