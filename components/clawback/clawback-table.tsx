// Every run by its newest revision: state, rate, amount, accounts, author, last change, deadline.
import Link from 'next/link'
import { Absent } from '@/components/ui/absent'
import { Amount } from '@/components/ui/amount'
import { Percent } from '@/components/ui/percent'
import { Status } from '@/components/ui/status'
import { Table, type Column } from '@/components/ui/table'
import { Time } from '@/components/ui/time'
import { groupThousands } from '@/lib/domain/money'
import type { ClawbackRow } from '@/lib/wire/clawback'

export type ClawbackTableProps = { rows: readonly ClawbackRow[] }

export const ClawbackTable = ({ rows }: ClawbackTableProps) => (
  <Table
    caption="Clawback runs, newest change first; amounts in the unit of their fund"
    hideCaption
    columns={columns}
    rows={rows}
    rowKey={(row) => row.id}
    isCurrent={(row) => row.waitsForYou}
  />
)

const columns: Column<ClawbackRow>[] = [
  {
    key: 'id',
    head: 'Run',
    rowHead: true,
    cell: (row) => (
      <>
        <Link href={`/clawbacks/${row.id}`}>{row.id}</Link>
        <small>revision {row.revision}</small>
      </>
    ),
  },
  {
    key: 'state',
    head: 'State',
    cell: (row) => (
      <>
        <Status of={row.state} />
        {row.waitsForYou ? <small>waits for you</small> : null}
      </>
    ),
  },
  { key: 'fund', head: 'Fund', secondRank: true, cell: (row) => row.fundName },
  { key: 'rate', head: 'Rate, %', numeric: true, cell: (row) => <Percent of={row.rate} bare /> },
  {
    key: 'levied',
    head: 'Levied',
    numeric: true,
    cell: (row) => <Amount amount={row.levied} scale={row.asset.scale} unit={row.asset.code} />,
  },
  {
    key: 'accounts',
    head: 'Accounts',
    numeric: true,
    cell: (row) => groupThousands(String(row.accountsCharged)),
  },
  { key: 'author', head: 'Author', secondRank: true, cell: (row) => row.author },
  { key: 'changed', head: 'Changed, UTC', cell: (row) => <Time at={row.changedAt} bare /> },
  {
    key: 'deadline',
    head: 'Deadline, UTC',
    cell: (row) =>
      row.expiresAt === null || !isOpen(row) ? <Absent /> : <Time at={row.expiresAt} bare />,
  },
]

const isOpen = ({ state }: ClawbackRow) => state === 'proposed' || state === 'approved'
