// Claims by class with their exact sums, and the most that can be levied of them.
import { Amount } from '@/components/ui/amount'
import { Table, type FootRow } from '@/components/ui/table'

export type ClassTableProps = {
  classes: readonly { class: string; count: number; base: bigint | string }[]
  capacity: bigint | string
  asset: { code: string; scale: number }
}

export const ClassTable = ({ classes, capacity, asset }: ClassTableProps) => {
  const amount = (value: bigint | string) => <Amount amount={value} scale={asset.scale} />
  const foot: FootRow[] = [
    {
      key: 'sum',
      kind: 'sum',
      cells: {
        class: 'All',
        count: classes.reduce((all, { count }) => all + count, 0).toLocaleString('en-US'),
        base: amount(classes.reduce((all, { base }) => all + BigInt(base), 0n)),
      },
    },
    {
      key: 'capacity',
      kind: 'plain',
      cells: { class: 'Capacity: the most that can be levied', base: amount(capacity) },
    },
  ]
  return (
    <Table
      caption="By class"
      columns={[
        { key: 'class', head: 'Class', rowHead: true, cell: (row) => row.class },
        {
          key: 'count',
          head: 'Accounts',
          numeric: true,
          cell: ({ count }) => count.toLocaleString('en-US'),
        },
        {
          key: 'base',
          head: 'Base',
          unit: asset.code,
          numeric: true,
          cell: ({ base }) => amount(base),
        },
      ]}
      rows={classes}
      rowKey={(row) => row.class}
      foot={foot}
    />
  )
}
