// One line for each rule: what it shifts to whom, and the figures that say so.
import type { ReactNode } from 'react'
import { Absent } from '@/components/ui/absent'
import { Amount } from '@/components/ui/amount'
import { Percent } from '@/components/ui/percent'
import { Table, type Column } from '@/components/ui/table'
import type { Rule } from '@/lib/domain/allocation-schedule'
import { fractionFromJson, toDecimalHalfUp } from '@/lib/domain/fraction'
import { groupThousands } from '@/lib/domain/money'
import type { RuleComparison, RuleFigures } from '@/lib/wire/allocation'
import { MedianLevy } from './median-levy'
import { ruleName } from './rule-words'

type Row = RuleComparison['rows'][number]

export type ComparisonTableProps = {
  comparison: RuleComparison
  chosen: Rule | undefined
  ofPolicy: Rule | undefined
}

export const ComparisonTable = ({ comparison, chosen, ofPolicy }: ComparisonTableProps) => (
  <Table
    caption={`Every rule on the same losses and ${comparison.numeraire}s`}
    hideCaption
    columns={[
      {
        key: 'rule',
        head: 'Rule',
        rowHead: true,
        cell: ({ rule }) => (
          <>
            <b>{ruleName(rule)}</b>
            {rule === chosen ? <small>chosen</small> : null}
            {rule === ofPolicy ? <small>the policy’s</small> : null}
          </>
        ),
      },
      {
        key: 'sentence',
        head: 'What it shifts, to whom',
        cell: (row) => <Sentence row={row} />,
      },
      ...figureColumns(comparison),
    ]}
    rows={comparison.rows}
    rowKey={({ rule }) => rule}
    isCurrent={({ rule }) => rule === chosen}
  />
)

const Sentence = ({ row: { problem, figures } }: { row: Row }) => (
  <span className="block min-w-44 leading-normal">
    {figures === null ? (
      <span className="text-ink-2">Cannot be applied here. {problem}</span>
    ) : (
      figures.sentence
    )}
  </span>
)

const figureColumns = ({ asset, numeraire }: RuleComparison): Column<Row>[] => [
  figure('charged', 'Accounts charged', '', ({ accountsCharged }) => count(accountsCharged)),
  figure('lost', `Lose their whole ${numeraire}`, 'accounts', (of) => count(of.lostAllCount)),
  figure('capped', 'At their cap', 'accounts', ({ cappedCount }) => count(cappedCount)),
  figure('median', 'Median levy', asset.code, ({ medianLevy }) => (
    <MedianLevy median={medianLevy} asset={asset} />
  )),
  figure('largest', 'Largest levy', asset.code, (of) => (
    <>
      <Amount amount={of.largestLevy} scale={asset.scale} />
      <small>
        <Percent of={of.largestLevyShare} digits={2} />
      </small>
    </>
  )),
  figure('top', 'Borne by the top 1 %', '% of levy', ({ top1PercentShare }) => (
    <Percent of={top1PercentShare} digits={2} bare />
  )),
  figure('gini', 'Gini of payouts', '0 to 1', ({ gini }) => (
    <data value={`${gini.numerator}/${gini.denominator}`}>
      {toDecimalHalfUp(fractionFromJson(gini), { digits: 4 })}
    </data>
  )),
  figure('residual', 'Residual, rounded down', asset.code, ({ residual }) => (
    <Amount amount={residual} scale={asset.scale} />
  )),
]

const figure = (
  key: string,
  head: string,
  unit: string,
  show: (figures: RuleFigures) => ReactNode,
): Column<Row> => ({
  key,
  head,
  ...(unit === '' ? {} : { unit }),
  numeric: true,
  cell: ({ figures }) => (figures === null ? <Absent kind="not-applicable" /> : show(figures)),
})

const count = (number: number) => groupThousands(String(number))
