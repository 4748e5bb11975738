// Every loss in scope with its prices, and the exact sum.
import { Absent } from '@/components/ui/absent'
import { Amount } from '@/components/ui/amount'
import { Section } from '@/components/ui/section'
import { Table, type Column } from '@/components/ui/table'
import { groupThousands, sum } from '@/lib/domain/money'
import type { PublicLoss, Report } from '@/lib/domain/report'
import { words } from './words'

const text = words.losses

export const ReportLosses = ({ report }: { report: Report }) => {
  const { losses, asset } = report
  const scale = Number(asset.scale)
  const total = sum(losses.map(({ shortfall }) => BigInt(shortfall)))
  return (
    <Section id="losses" title={text.title} note={text.note} takeaway={text.takeaway}>
      <Table
        caption={text.caption(groupThousands(String(losses.length)))}
        columns={columnsOf(scale, asset.code)}
        rows={losses}
        rowKey={(_, index) => String(index)}
        foot={[
          {
            key: 'sum',
            kind: 'sum',
            cells: { minute: text.sum, shortfall: <Amount amount={total} scale={scale} /> },
          },
        ]}
      />
    </Section>
  )
}

const columnsOf = (scale: number, asset: string): Column<PublicLoss>[] => [
  {
    key: 'minute',
    head: text.columns.minute,
    rowHead: true,
    cell: ({ minute }) => (
      <time dateTime={minute} className="whitespace-nowrap">
        {minute.slice(0, 16).replace('T', ' ')}
      </time>
    ),
  },
  {
    key: 'market',
    head: text.columns.market,
    cell: ({ market }) => <span className="whitespace-nowrap">{market}</span>,
  },
  {
    key: 'side',
    head: text.columns.side,
    cell: ({ side }) => (side === null ? <Absent /> : (text.sides[side] ?? side)),
  },
  {
    key: 'bankruptcy',
    head: text.columns.bankruptcy,
    numeric: true,
    cell: ({ bankruptcyPrice }) => <Price of={bankruptcyPrice} />,
  },
  {
    key: 'fill',
    head: text.columns.fill,
    numeric: true,
    cell: ({ fillPrice }) => <Price of={fillPrice} />,
  },
  {
    key: 'shortfall',
    head: text.columns.shortfall,
    unit: asset,
    numeric: true,
    cell: ({ shortfall }) => <Amount amount={shortfall} scale={scale} />,
  },
]

const Price = ({ of }: { of: string | null }) =>
  of === null ? <Absent /> : <data value={of}>{groupThousands(of)}</data>
