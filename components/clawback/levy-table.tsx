// The levies themselves: rank, account, what it has, what it may lose, what it loses, what it keeps; exact sums below.
import type { ReactNode } from 'react'
import { Absent } from '@/components/ui/absent'
import { Amount } from '@/components/ui/amount'
import { CopyButton } from '@/components/ui/copy-button'
import { countText } from '@/components/ui/money-text'
import { Percent } from '@/components/ui/percent'
import { Table, type Column } from '@/components/ui/table'
import { maskAccount } from '@/lib/domain/claim'
import { fraction } from '@/lib/domain/fraction'
import { groupThousands } from '@/lib/domain/money'
import type { ClawbackDetail, LevyPage, LevyRow } from '@/lib/wire/clawback'
import { capitalised } from './run-words'

export type LevyTableProps = {
  rows: readonly LevyRow[]
  total: LevyPage['total']
  detail: ClawbackDetail
}

export const LevyTable = ({ rows, total, detail }: LevyTableProps) => {
  const { asset, waterfall, snapshot } = detail
  const money = (amount: bigint | string) => <Amount amount={amount} scale={asset.scale} />
  return (
    <Table
      caption="Levies, largest first; accounts masked, the copy button gives the whole account"
      bounded
      columns={columnsOf({
        unit: asset.code,
        numeraire: snapshot.numeraire,
        capHead: detail.schedule.limits === undefined ? 'Cap' : 'Given cap',
        money,
      })}
      rows={rows}
      rowKey={(row) => row.account}
      foot={[
        {
          key: 'sum',
          kind: 'sum',
          cells: {
            account: `All ${countText(total.accounts, 'account')}`,
            base: money(total.base),
            levy: money(total.levy),
            after: money(BigInt(total.base) - BigInt(total.levy)),
          },
        },
        {
          key: 'residual',
          kind: 'plain',
          cells: { account: 'Residual, paid by the operator', levy: money(waterfall.residual) },
        },
        ...(waterfall.uncovered === '0'
          ? []
          : [
              {
                key: 'uncovered',
                kind: 'plain' as const,
                cells: {
                  account: 'Uncovered, paid by nobody',
                  levy: money(waterfall.uncovered),
                },
              },
            ]),
        {
          key: 'shared',
          kind: 'sum',
          cells: { account: 'To mutualise', levy: money(waterfall.toMutualise) },
        },
      ]}
    />
  )
}

type Money = (amount: bigint | string) => ReactNode
type ColumnWords = { unit: string; numeraire: string; capHead: string; money: Money }

const columnsOf = ({ unit, numeraire, capHead, money }: ColumnWords): Column<LevyRow>[] => [
  {
    key: 'rank',
    head: 'Rank',
    numeric: true,
    cell: (row) => groupThousands(String(row.rank)),
  },
  {
    key: 'account',
    head: 'Account',
    rowHead: true,
    cell: (row) => (
      <span className="whitespace-nowrap">
        <code>{maskAccount(row.account)}</code>
        <CopyButton text={row.account} name={`account ranked ${row.rank}`} />
      </span>
    ),
  },
  { key: 'class', head: 'Class', cell: (row) => row.class },
  {
    key: 'base',
    head: capitalised(numeraire),
    unit,
    numeric: true,
    cell: (row) => money(row.base),
  },
  {
    key: 'cap',
    head: capHead,
    unit,
    numeric: true,
    cell: (row) => (row.cap === null ? <Absent /> : money(row.cap)),
  },
  { key: 'levy', head: 'Levy', unit, numeric: true, cell: (row) => money(row.levy) },
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
  {
    key: 'after',
    head: `${capitalised(numeraire)} after`,
    unit,
    numeric: true,
    cell: (row) => money(BigInt(row.base) - BigInt(row.levy)),
  },
]
