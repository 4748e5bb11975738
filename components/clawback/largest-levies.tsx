// The largest levies of a run, accounts masked.
import { Absent } from '@/components/ui/absent'
import { Amount } from '@/components/ui/amount'
import type { AssetUnit } from '@/components/ui/money-text'
import { Percent } from '@/components/ui/percent'
import { Table } from '@/components/ui/table'
import { fraction } from '@/lib/domain/fraction'
import type { LevyRow } from '@/lib/wire/clawback'
import { capitalised } from './run-words'

export type LargestLeviesProps = {
  rows: readonly LevyRow[]
  asset: AssetUnit
  numeraire: string
}

export const LargestLevies = ({ rows, asset, numeraire }: LargestLeviesProps) => (
  <Table
    caption="Largest levies, accounts masked"
    hideCaption
    rows={rows}
    rowKey={(row) => String(row.rank)}
    columns={[
      { key: 'rank', head: 'Rank', numeric: true, cell: (row) => row.rank },
      {
        key: 'account',
        head: 'Account',
        rowHead: true,
        cell: (row) => <code>{row.account}</code>,
      },
      { key: 'class', head: 'Class', cell: (row) => row.class, secondRank: true },
      {
        key: 'base',
        head: capitalised(numeraire),
        unit: asset.code,
        numeric: true,
        cell: (row) => <Amount amount={row.base} scale={asset.scale} />,
      },
      {
        key: 'levy',
        head: 'Levy',
        unit: asset.code,
        numeric: true,
        cell: (row) => <Amount amount={row.levy} scale={asset.scale} />,
      },
      {
        key: 'rate',
        head: `Levy ÷ ${numeraire}, %`,
        numeric: true,
        cell: (row) =>
          row.base === '0' ? (
            <Absent kind="not-applicable" />
          ) : (
            <Percent of={fraction(BigInt(row.levy), BigInt(row.base))} bare />
          ),
      },
    ]}
  />
)
