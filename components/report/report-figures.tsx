// The four numbers of a report: lost, borne by the venue, taken from traders, and the rate.
import { Amount } from '@/components/ui/amount'
import { Figures } from '@/components/ui/figures'
import { Percent } from '@/components/ui/percent'
import { fraction } from '@/lib/domain/fraction'
import { groupThousands } from '@/lib/domain/money'
import type { Report } from '@/lib/domain/report'
import { collectedOf, moneyOf, rateBaseOf } from './report-money'
import { words } from './words'

export const ReportFigures = ({ report }: { report: Report }) => {
  const { keyFigures, asset, numeraire } = report
  const scale = Number(asset.scale)
  const money = moneyOf(report)
  const ofLoss = (amount: string) => (
    <>
      <Percent of={fraction(BigInt(amount), BigInt(keyFigures.grossLoss))} digits={2} />{' '}
      {words.figures.ofLoss}
    </>
  )
  const { grossLoss, borneByVenue, levied } = keyFigures
  return (
    <div>
      <Figures
        figures={[
          {
            label: words.figures.lost,
            value: <Amount amount={grossLoss} scale={scale} />,
            note: words.figures.liquidations(countOf(report.losses.length), asset.code),
          },
          {
            label: words.figures.borne,
            value: <Amount amount={borneByVenue} scale={scale} />,
            note: ofLoss(borneByVenue),
            tone: 'venue',
          },
          {
            label: words.figures.taken,
            value: <Amount amount={levied} scale={scale} />,
            note: ofLoss(levied),
            tone: 'trader',
          },
          {
            label: words.figures.rate,
            value: <Percent of={keyFigures.rate} />,
            note: `${words.figures.rateOf(numeraire)} ${money(collectedOf(report))} ÷ ${money(rateBaseOf(report))}`,
          },
        ]}
      />
      <p className="mt-2 text-small text-ink-2">
        {words.figures.accounts(
          groupThousands(keyFigures.accountsCharged),
          groupThousands(keyFigures.accountsInScope),
          othersOf(report),
        )}
      </p>
    </div>
  )
}

/** Under a plain rate there is one reason to pay nothing; caps, limits and other rules have more. */
const othersOf = ({ keyFigures, rule }: Report) => {
  if (keyFigures.accountsNotCharged === '0') return ''
  const { belowOneUnit, byRule } = words.rule.notCharged
  const isPlain = rule.schedule.rule === 'pro-rata' && rule.example !== null
  return (isPlain ? belowOneUnit : byRule)(groupThousands(keyFigures.accountsNotCharged))
}

const countOf = (number: number) => groupThousands(String(number))
