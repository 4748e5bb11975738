// What a file of claims holds: the sums by class and its first lines, before anything is sent.
import { Absent } from '@/components/ui/absent'
import { Amount } from '@/components/ui/amount'
import { countText } from '@/components/ui/money-text'
import { Table, type Column } from '@/components/ui/table'
import { maskAccount, type Claim } from '@/lib/domain/claim'
import { formatFractionShort } from '@/lib/domain/fraction'
import { ClassTable } from './class-table'
import type { ClaimSums } from './claim-sums'

type Asset = { code: string; scale: number }

export type ClaimPreviewProps = {
  claims: readonly Claim[]
  // Line of each claim in the file.
  lines: readonly number[]
  sums: ClaimSums
  asset: Asset
}

const FIRST = 10

export const ClaimPreview = ({ claims, lines, sums, asset }: ClaimPreviewProps) => (
  <div className="grid items-start gap-x-6 gap-y-6 lg:grid-cols-3">
    <ClassTable {...sums} asset={asset} />
    <div className="min-w-0 lg:col-span-2">
      <Table
        caption={
          claims.length > FIRST
            ? `The first ${FIRST} of ${countText(claims.length, 'claim')}`
            : 'The claims'
        }
        columns={columnsFor(asset, lines)}
        rows={claims.slice(0, FIRST)}
        rowKey={({ account }) => account}
      />
    </div>
  </div>
)

const columnsFor = (asset: Asset, lines: readonly number[]): Column<Claim>[] => {
  const amount = (value: bigint | null) =>
    value === null ? <Absent /> : <Amount amount={value} scale={asset.scale} />
  return [
    {
      key: 'line',
      head: 'Line',
      numeric: true,
      cell: (_, index) => lines[index]?.toLocaleString('en-US'),
    },
    {
      key: 'account',
      head: 'Account',
      rowHead: true,
      cell: ({ account }) => <code>{maskAccount(account)}</code>,
    },
    {
      key: 'owner',
      head: 'Owner',
      secondRank: true,
      cell: ({ owner }) => (owner === null ? <Absent /> : <code>{maskAccount(owner)}</code>),
    },
    { key: 'class', head: 'Class', cell: (claim) => claim.class },
    {
      key: 'base',
      head: 'Base',
      unit: asset.code,
      numeric: true,
      cell: ({ base }) => amount(base),
    },
    {
      key: 'equity',
      head: 'Equity',
      unit: asset.code,
      numeric: true,
      secondRank: true,
      cell: ({ equity }) => amount(equity),
    },
    { key: 'cap', head: 'Cap', unit: asset.code, numeric: true, cell: ({ cap }) => amount(cap) },
    {
      key: 'weight',
      head: 'Weight',
      numeric: true,
      secondRank: true,
      cell: ({ weight }) => (weight === null ? <Absent /> : formatFractionShort(weight)),
    },
    {
      key: 'score',
      head: 'Score',
      numeric: true,
      secondRank: true,
      cell: ({ score }) => score ?? <Absent />,
    },
  ]
}
