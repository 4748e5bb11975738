// Tier by tier of every policy in force: what it asks for, and how many officers could give it now.
import Link from 'next/link'
import { Status } from '@/components/ui/status'
import { Table, type Column } from '@/components/ui/table'
import type { DeskPool } from '@/lib/wire/desk'
import { poolText } from './desk-words'

export const PoolTable = ({ pools }: { pools: readonly DeskPool[] }) => (
  <Table
    caption="Officers who could approve under each tier"
    hideCaption
    rows={pools}
    rowKey={({ policyId, tier }) => `${policyId} ${tier}`}
    columns={columns}
  />
)

const columns: Column<DeskPool>[] = [
  {
    key: 'policy',
    head: 'Policy',
    rowHead: true,
    cell: ({ policyId, version }) => (
      <Link href={`/policies/${policyId}`}>
        {policyId} version {version}
      </Link>
    ),
  },
  { key: 'tier', head: 'Tier', cell: ({ tier }) => tier },
  { key: 'needs', head: 'Needs besides the proposer', cell: ({ quorumText }) => quorumText },
  {
    key: 'pool',
    head: 'Now',
    cell: (pool) => (
      <>
        <Status of={pool.isMet ? 'ok' : 'warning'} word={pool.isMet ? 'Enough' : 'Too few'} />
        <small>{poolText(pool)}</small>
      </>
    ),
  },
]
