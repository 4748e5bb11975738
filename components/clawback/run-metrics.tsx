// Every figure of a run with the numbers it comes from.
import type { ReactNode } from 'react'
import { Amount } from '@/components/ui/amount'
import { moneyText } from '@/components/ui/money-text'
import { Percent } from '@/components/ui/percent'
import { Table, type Column } from '@/components/ui/table'
import { formatFractionShort, fractionFromJson, toDecimalHalfUp } from '@/lib/domain/fraction'
import { groupThousands } from '@/lib/domain/money'
import type { Simulation } from '@/lib/wire/clawback'
import { MedianLevy } from './median-levy'

type Line = { name: string; unit: string; value: ReactNode; working: ReactNode }

export type RunMetricsProps = { run: Simulation; numeraire: string }

export const RunMetrics = ({ run, numeraire }: RunMetricsProps) => (
  <Table
    caption="Figures of this run"
    hideCaption
    columns={columns}
    rows={[...rates(run, numeraire), ...accounts(run), ...levies(run, numeraire)]}
    rowKey={(line) => line.name}
  />
)

const columns: Column<Line>[] = [
  {
    key: 'name',
    head: 'Figure',
    rowHead: true,
    cell: ({ name, unit }) => (
      <span className="whitespace-nowrap">
        {name} {unit === '' ? null : <span className="text-micro text-ink-3">{unit}</span>}
      </span>
    ),
  },
  { key: 'value', head: 'Value', numeric: true, cell: ({ value }) => value },
  {
    key: 'working',
    head: 'From',
    cell: ({ working }) => <span className="text-ink-2">{working}</span>,
  },
]

const rates = (
  { asset, metrics, waterfall, chargedBase, capacity, schedule }: Simulation,
  numeraire: string,
): Line[] => {
  const { numerator, denominator } = schedule.theta
  const collected = moneyText(waterfall.collected, asset)
  return [
    {
      name: 'Rate',
      unit: '%',
      value: <Percent of={metrics.rate} bare />,
      working: `${collected} ÷ ${moneyText(chargedBase, asset)} of ${numeraire} in scope, exactly ${formatFractionShort(fractionFromJson(metrics.rate))}`,
    },
    {
      name: 'θ',
      unit: 'minor units',
      value: toDecimalHalfUp(fractionFromJson(schedule.theta), { digits: 9 }),
      working: `${groupThousands(numerator)} ÷ ${groupThousands(denominator)}`,
    },
    {
      name: 'Utilisation',
      unit: '%',
      value: <Percent of={metrics.utilisation} bare />,
      working: `${collected} ÷ ${moneyText(capacity, asset)} of capacity`,
    },
  ]
}

const accounts = ({ metrics }: Simulation): Line[] => {
  const count = (number: number) => groupThousands(String(number))
  const inScope = `of ${count(metrics.accountsInScope)} in scope`
  return [
    {
      name: 'Accounts charged',
      unit: '',
      value: count(metrics.accountsCharged),
      working: inScope,
    },
    { name: 'Accounts at cap', unit: '', value: count(metrics.cappedCount), working: inScope },
    {
      name: 'Exempt accounts',
      unit: '',
      value: count(metrics.exemptCount),
      working: 'outside the scope, pay nothing',
    },
  ]
}

const levies = ({ asset, metrics, waterfall }: Simulation, numeraire: string): Line[] => [
  {
    name: 'Median levy',
    unit: asset.code,
    value: <MedianLevy median={metrics.medianLevy} asset={asset} />,
    working: 'of accounts in scope',
  },
  {
    name: 'Largest levy',
    unit: asset.code,
    value: <Amount amount={metrics.largestLevy} scale={asset.scale} />,
    working: (
      <>
        <Percent of={metrics.largestLevyShare} /> of its {numeraire}
      </>
    ),
  },
  {
    name: 'Borne by the top 10',
    unit: '% of levy',
    value: <Percent of={metrics.top10Share} digits={2} bare />,
    working: 'ten largest levies',
  },
  {
    name: 'Borne by the top 1 %',
    unit: '% of levy',
    value: <Percent of={metrics.top1PercentShare} digits={2} bare />,
    working: 'largest levies, 1 % of accounts',
  },
  {
    name: 'Gini of payouts',
    unit: '0 to 1',
    value: toDecimalHalfUp(fractionFromJson(metrics.gini), { digits: 4 }),
    working: `${numeraire} after the levy, accounts in scope`,
  },
  {
    name: 'Rounding residual',
    unit: asset.code,
    value: <Amount amount={waterfall.residual} scale={asset.scale} />,
    working: 'paid by the operator',
  },
]
