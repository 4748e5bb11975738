// Every figure of a run as a line: what it is called, its value, and the numbers or the definition it comes from.
import type { ReactNode } from 'react'
import { Absent } from '@/components/ui/absent'
import { Amount } from '@/components/ui/amount'
import { moneyText } from '@/components/ui/money-text'
import { Percent } from '@/components/ui/percent'
import {
  formatFractionShort,
  fraction,
  fractionFromJson,
  toDecimalHalfUp,
  type FractionJson,
} from '@/lib/domain/fraction'
import { groupThousands } from '@/lib/domain/money'
import type { Simulation } from '@/lib/wire/clawback'
import { MedianLevy } from './median-levy'
import { residualText } from './run-words'

export type MetricLine = { name: string; unit: string; value: ReactNode; working: ReactNode }

export const metricLines = (run: Simulation, numeraire: string): MetricLine[] => [
  ...rates(run, numeraire),
  ...accounts(run),
  ...levies(run, numeraire),
  ...inequality(run, numeraire),
]

const rates = (run: Simulation, numeraire: string): MetricLine[] => {
  const { asset, metrics, waterfall, chargedBase, capacity } = run
  const { fundDraw, grossLoss } = waterfall
  const collected = moneyText(waterfall.collected, asset)
  return [
    {
      name: 'Coverage',
      unit: '%',
      value: <Percent of={fraction(BigInt(fundDraw), BigInt(grossLoss))} cut bare />,
      working: `${moneyText(fundDraw, asset)} from the fund ÷ loss of ${moneyText(grossLoss, asset)}`,
    },
    {
      name: 'Rate',
      unit: '%',
      value: <Percent of={metrics.rate} bare />,
      working: `${collected} ÷ ${moneyText(chargedBase, asset)} of ${numeraire} in scope, exactly ${formatFractionShort(fractionFromJson(metrics.rate))}`,
    },
    ...constants(run),
    {
      name: 'Utilisation',
      unit: '%',
      value: <Percent of={metrics.utilisation} bare />,
      working: `${collected} ÷ ${moneyText(capacity, asset)} of capacity`,
    },
  ]
}

const constants = ({ schedule }: Simulation): MetricLine[] => {
  switch (schedule.rule) {
    case 'pro-rata':
      return [constant({ name: 'θ', unit: '', of: schedule.theta })]
    case 'equal-levy':
    case 'talmud':
      return [constant({ name: 'θ', unit: 'minor units', of: schedule.theta })]
    case 'level-down':
      return [constant({ name: 'μ', unit: 'minor units', of: schedule.mu })]
    case 'queue':
      return [
        {
          name: 'Last score',
          unit: '',
          value: schedule.score,
          working: 'of the last account charged',
        },
      ]
  }
}

const constant = ({ name, unit, of }: { name: string; unit: string; of: FractionJson }) => ({
  name,
  unit,
  value: groupThousands(toDecimalHalfUp(fractionFromJson(of), { digits: 9 })),
  working: `${groupThousands(of.numerator)} ÷ ${groupThousands(of.denominator)}`,
})

const accounts = ({ metrics, schedule, asset }: Simulation): MetricLine[] => {
  const inScope = `of ${count(metrics.accountsInScope)} in scope`
  const threshold = schedule.limits?.exemptBelow
  const line = (name: string, number: number, working: string): MetricLine => ({
    name,
    unit: '',
    value: count(number),
    working,
  })
  return [
    line('Accounts charged', metrics.accountsCharged, inScope),
    line('Accounts at cap', metrics.cappedCount, `${inScope}; they give all that they may lose`),
    ...(threshold === undefined
      ? []
      : [
          line(
            'Accounts below the threshold',
            metrics.belowThresholdCount,
            `${inScope}; less than ${moneyText(threshold, asset)}, pay nothing`,
          ),
        ]),
    line('Exempt accounts', metrics.exemptCount, 'outside the scope, pay nothing'),
  ]
}

const count = (number: number) => groupThousands(String(number))

const levies = ({ asset, metrics, waterfall }: Simulation, numeraire: string): MetricLine[] => [
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
    name: 'Borne by the ten largest levies',
    unit: '% of levy',
    value: <Percent of={metrics.top10Share} digits={2} bare />,
    working: 'of all that is levied',
  },
  {
    name: 'Borne by the top 1 %',
    unit: '% of levy',
    value: <Percent of={metrics.top1PercentShare} digits={2} bare />,
    working: 'largest levies, 1 % of accounts',
  },
  {
    name: 'Borne by the top 10 %',
    unit: '% of levy',
    value:
      metrics.top10PercentShare === null ? (
        <Absent kind="not-applicable" />
      ) : (
        <Percent of={metrics.top10PercentShare} digits={2} bare />
      ),
    working: 'largest levies, 10 % of accounts',
  },
  {
    name: 'Rounding residual',
    unit: asset.code,
    value: <Amount amount={waterfall.residual} scale={asset.scale} />,
    working: residualText({ waterfall }),
  },
]

const inequality = ({ asset, metrics, waterfall }: Simulation, numeraire: string): MetricLine[] => {
  const left = `largest ${numeraire} left`
  const known =
    metrics.largestPayout === null ? '' : `, ${moneyText(metrics.largestPayout, asset)},`
  const worst =
    metrics.largestShortfall === null ? '' : `, ${moneyText(metrics.largestShortfall, asset)}`
  return [
    {
      name: 'Gini of payouts',
      unit: '0 to 1',
      value: toDecimalHalfUp(fractionFromJson(metrics.gini), { digits: 4 }),
      working: `${numeraire} after the levy, accounts in scope`,
    },
    {
      name: 'Deviation from proportionality',
      unit: '−1 to 1',
      value: ratio(metrics.proportionalityDeviation, 4),
      working: 'of payouts; 0 as under pro-rata, above 0 large accounts keep more, below 0 less',
    },
    {
      name: 'PTSR',
      unit: '× mutualised',
      value: ratio(metrics.ptsr, 3),
      working: `${left}${known} ÷ ${moneyText(waterfall.collected, asset)} collected`,
    },
    {
      name: 'PMR',
      unit: '× worst shortfall',
      value: ratio(metrics.pmr, 3),
      working: `${left}${known} ÷ largest single shortfall${worst}`,
    },
  ]
}

/** Revisions older than the figure have none. */
const ratio = (of: FractionJson | null, digits: number) =>
  of === null ? (
    <Absent kind="not-applicable" />
  ) : (
    <data
      value={formatFractionShort(fractionFromJson(of))}
      title={formatFractionShort(fractionFromJson(of))}
    >
      {groupThousands(toDecimalHalfUp(fractionFromJson(of), { digits }))}
    </data>
  )
