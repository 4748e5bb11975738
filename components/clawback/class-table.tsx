// What each class of account has and gives; nothing for revisions that did not measure it.
import { Amount } from '@/components/ui/amount'
import { Table, type Column } from '@/components/ui/table'
import { groupThousands, sum } from '@/lib/domain/money'
import type { MetricsJson, Simulation } from '@/lib/wire/clawback'

export type ClassTableProps = { run: Simulation; numeraire: string }

export const ClassTable = ({ run, numeraire }: ClassTableProps) => {
  const { byClass } = run.metrics
  if (byClass === null) return null
  const rows = names.map((name) => ({ name, ...byClass[name] }))
  const { scale } = run.asset
  return (
    <Table
      caption="Levy by class"
      columns={columnsOf(run, numeraire)}
      rows={rows}
      rowKey={({ name }) => name}
      foot={[
        {
          key: 'all',
          kind: 'sum',
          cells: {
            name: 'Σ',
            accounts: count(rows.reduce((all, { accounts }) => all + accounts, 0)),
            base: <Amount amount={sum(rows.map(({ base }) => BigInt(base)))} scale={scale} />,
            levy: <Amount amount={sum(rows.map(({ levy }) => BigInt(levy)))} scale={scale} />,
          },
        },
      ]}
    />
  )
}

type ClassTotals = NonNullable<MetricsJson['byClass']>
type Row = ClassTotals['house'] & { name: keyof ClassTotals }

const names = ['eligible', 'house', 'exempt'] as const

const columnsOf = ({ asset }: Simulation, numeraire: string): Column<Row>[] => [
  { key: 'name', head: 'Class', rowHead: true, cell: ({ name }) => name },
  { key: 'accounts', head: 'Accounts', numeric: true, cell: ({ accounts }) => count(accounts) },
  {
    key: 'base',
    head: `Σ ${numeraire}`,
    unit: asset.code,
    numeric: true,
    cell: ({ base }) => <Amount amount={base} scale={asset.scale} />,
  },
  {
    key: 'levy',
    head: 'Σ levy',
    unit: asset.code,
    numeric: true,
    cell: ({ levy }) => <Amount amount={levy} scale={asset.scale} />,
  },
]

const count = (number: number) => groupThousands(String(number))
