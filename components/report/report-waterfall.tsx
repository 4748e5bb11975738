// Who paid the loss, layer by layer: columns, and the table that comes to zero.
import { WaterfallColumns } from '@/components/chart/waterfall-columns'
import type { LayerKey } from '@/components/chart/waterfall-layers'
import { Amount } from '@/components/ui/amount'
import { Icon } from '@/components/ui/icon'
import { Percent } from '@/components/ui/percent'
import { Section } from '@/components/ui/section'
import { Table, type Column } from '@/components/ui/table'
import { fraction } from '@/lib/domain/fraction'
import { groupThousands } from '@/lib/domain/money'
import type { Report } from '@/lib/domain/report'
import { moneyOf } from './report-money'
import { roundedAs } from './rounded-as'
import { words } from './words'

const text = words.waterfall

export const ReportWaterfall = ({ report }: { report: Report }) => {
  const { waterfall, asset, keyFigures } = report
  const scale = Number(asset.scale)
  const money = moneyOf(report)
  const notes = notesOf(report)
  return (
    <Section
      id="waterfall"
      title={text.title}
      unit={asset.code}
      note={
        <>
          {text.note} = <Amount amount={restOf(waterfall)} scale={scale} />
        </>
      }
      takeaway={
        <>
          <span className="text-venue">{text.ours}</span>,{' '}
          <span className="text-trader">{text.traders}</span>. {text.order}
        </>
      }
    >
      <figure className="mt-4 mb-6">
        <WaterfallColumns
          amounts={waterfall}
          scale={scale}
          label={text.label(
            money(waterfall.grossLoss),
            money(keyFigures.borneByVenue),
            money(waterfall.levied),
          )}
          names={{ ...text.names, ...text.chartNames }}
          notes={{ levied: text.accounts(groupThousands(keyFigures.accountsCharged)) }}
        />
      </figure>
      <Table
        caption={text.caption(asset.code)}
        hideCaption
        columns={columnsOf({ scale, gross: BigInt(waterfall.grossLoss), asset: asset.code })}
        rows={rowsOf(waterfall, notes)}
        rowKey={({ key }) => key}
        foot={[{ key: 'sum', kind: 'sum', cells: sumOf(waterfall, scale) }]}
      />
    </Section>
  )
}

type Row = { key: LayerKey; amount: bigint; open: bigint; note: string }

/** Each step takes its part of what the steps before it left open. */
const rowsOf = (
  waterfall: Report['waterfall'],
  notes: Partial<Record<LayerKey, string>>,
): Row[] => {
  const steps = ['fundDraw', 'operatorDraw', 'levied', 'residual', 'uncovered'] as const
  let open = BigInt(waterfall.grossLoss)
  const first: Row = { key: 'grossLoss', amount: open, open, note: notes.grossLoss ?? '' }
  const rest = steps.map((key): Row => {
    open -= BigInt(waterfall[key])
    return { key, amount: -BigInt(waterfall[key]), open, note: notes[key] ?? '' }
  })
  return [first, ...rest]
}

const restOf = (waterfall: Report['waterfall']): bigint => rowsOf(waterfall, {}).at(-1)?.open ?? 0n

const notesOf = (report: Report): Partial<Record<LayerKey, string>> => {
  const money = moneyOf(report)
  const { fund, losses, waterfall, keyFigures, rule } = report
  return {
    grossLoss: text.sumOfShortfalls(groupThousands(String(losses.length))),
    fundDraw: text.fundNote(money(fund.balance), money(fund.floor), money(fund.committed)),
    operatorDraw: text.operatorNote,
    levied: `${text.accounts(groupThousands(keyFigures.accountsCharged))}, ${words.rule.levied[roundedAs(rule.schedule)]}`,
    residual: waterfall.residual === '0' ? words.rule.noResidualNote : words.rule.residualNote,
    ...(BigInt(waterfall.uncovered) === 0n ? {} : { uncovered: text.uncoveredNote }),
  }
}

const columnsOf = (context: { scale: number; gross: bigint; asset: string }): Column<Row>[] => {
  const { scale, gross, asset } = context
  return [
    { key: 'layer', head: text.columns.layer, rowHead: true, cell: ({ key }) => text.names[key] },
    {
      key: 'amount',
      head: text.columns.amount,
      unit: asset,
      numeric: true,
      cell: ({ amount }) => <Amount amount={amount} scale={scale} />,
    },
    {
      key: 'share',
      head: text.columns.share,
      unit: '%',
      numeric: true,
      cell: ({ amount }) => (
        <Percent of={fraction(amount < 0n ? -amount : amount, gross)} digits={4} bare />
      ),
    },
    {
      key: 'open',
      head: text.columns.open,
      unit: asset,
      numeric: true,
      cell: ({ open }) => <Amount amount={open} scale={scale} />,
    },
    {
      key: 'note',
      head: text.columns.note,
      cell: ({ note }) => <span className="block min-w-52 text-ink-2">{note}</span>,
    },
  ]
}

const sumOf = (waterfall: Report['waterfall'], scale: number) => {
  const rest = restOf(waterfall)
  const isZero = rest === 0n
  return {
    layer: text.sum,
    amount: <Amount amount={rest} scale={scale} />,
    open: <Amount amount={rest} scale={scale} />,
    note: (
      <span className="font-normal whitespace-nowrap">
        <Icon name={isZero ? 'ok' : 'critical'} />
        {isZero ? text.reconciles : text.fails}
      </span>
    ),
  }
}
