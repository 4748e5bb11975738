// The figures by which rules are compared, for the table and for the cards of a narrow screen.
import type { ReactNode } from 'react'
import { Absent } from '@/components/ui/absent'
import { Amount } from '@/components/ui/amount'
import { Percent } from '@/components/ui/percent'
import type { Column } from '@/components/ui/table'
import { fractionFromJson, toDecimalHalfUp } from '@/lib/domain/fraction'
import { groupThousands } from '@/lib/domain/money'
import type { RuleComparison, RuleFigures } from '@/lib/wire/allocation'
import { MedianLevy } from './median-levy'
import { isTooFewToPublish } from './run-words'

export type ComparisonRow = RuleComparison['rows'][number]

export const comparisonColumns = ({
  asset,
  numeraire,
}: RuleComparison): Column<ComparisonRow>[] => [
  figure('charged', 'Accounts charged', '', (of) => (
    <>
      {count(of.accountsCharged)}
      {isTooFewToPublish(of) ? <small>too few to publish</small> : null}
    </>
  )),
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
): Column<ComparisonRow> => ({
  key,
  head,
  ...(unit === '' ? {} : { unit }),
  numeric: true,
  cell: ({ figures }) => (figures === null ? <Absent kind="not-applicable" /> : show(figures)),
})

const count = (number: number) => groupThousands(String(number))
