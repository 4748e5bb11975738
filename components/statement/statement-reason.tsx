// The amount, the reason in plain words, and a strip that shows who paid the loss.
import { ShareBar } from '@/components/chart/share-bar'
import { Amount } from '@/components/ui/amount'
import { shortAmount } from '@/components/ui/short-amount'
import { ruleInWords, termsInWords } from '@/lib/domain/allocation-wording'
import { fraction, toPercent } from '@/lib/domain/fraction'
import { formatAmount, groupThousands, sum } from '@/lib/domain/money'
import type { Report } from '@/lib/domain/report'
import type { StatementJson } from '@/lib/wire/report'
import { words } from './words'

export type StatementReasonProps = { statement: StatementJson; report: Report }

export const StatementReason = ({ statement, report }: StatementReasonProps) => {
  const scale = Number(statement.asset.scale)
  return (
    <div className="min-w-0">
      <p className="text-hero leading-tight font-semibold tracking-tight text-trader">
        <Amount amount={statement.levy} scale={scale} />{' '}
        <span className="text-read font-normal tracking-normal text-ink-2">
          {statement.asset.code}
        </span>
      </p>
      <p className="mt-2 max-w-prose text-read leading-read">
        {lossOf(report)} <SharedBy report={report} /> {nothingOf(statement, report)}
      </p>
      <figure className="mt-4">
        <Strip report={report} />
        <figcaption className="text-right text-small">{shareOf(statement, report)}</figcaption>
      </figure>
    </div>
  )
}

const lossOf = ({ keyFigures, losses, asset, waterfall }: Report): string => {
  const money = (amount: string) =>
    groupThousands(formatAmount(BigInt(amount), { scale: Number(asset.scale) }))
  const number = groupThousands(String(losses.length))
  return [
    words.lost(number, `${money(keyFigures.grossLoss)} ${asset.code}`),
    words.borne(money(keyFigures.borneByVenue)),
    ...(waterfall.uncovered === '0' ? [] : [words.uncovered(money(waterfall.uncovered))]),
  ].join(' ')
}

/** One rate for all is true only of plain pro-rata, the one with a worked example. */
const SharedBy = ({ report }: { report: Report }) => {
  const accounts = groupThousands(report.keyFigures.accountsInScope)
  const charged = groupThousands(report.keyFigures.accountsCharged)
  const { schedule, example } = report.rule
  if (schedule.rule !== 'pro-rata' || example === null) {
    return `${words.paidBy(charged, accounts)} ${words.byRule(termsInWords(schedule), ruleInWords(schedule.rule, report.numeraire))}`
  }
  return (
    <>
      {words.sharedEvenly(accounts)}{' '}
      <b>{words.ratePart(report.keyFigures.ratePercent, report.numeraire)}</b> {words.forEach}
    </>
  )
}

const nothingOf = ({ levy, account, claims }: StatementJson, { rule }: Report): string => {
  if (levy !== '0') return ''
  const own = claims.find((claim) => claim.account === account)
  if (own?.class === 'exempt') return words.exempt
  const { schedule } = rule
  const base = sum(claims.map((claim) => BigInt(claim.base)))
  if (base < BigInt(schedule.limits?.exemptBelow ?? 0)) return words.belowThreshold
  if (schedule.rule === 'level-down') return words.notAboveLevel
  return schedule.rule === 'queue' ? words.behindInQueue : words.belowOneUnit
}

const shareOf = ({ levy }: StatementJson, { waterfall }: Report): string => {
  const [own, all] = [BigInt(levy), BigInt(waterfall.levied)]
  if (own === 0n || all === 0n) return ''
  const percent = toPercent(fraction(own, all), { digits: 3 })
  return words.strip.you(percent === '0.000' ? '< 0.001' : percent)
}

const Strip = ({ report }: { report: Report }) => {
  const { waterfall, asset } = report
  const short = (amount: string) =>
    shortAmount(BigInt(amount), { scale: Number(asset.scale), isRounded: true })
  const { fund, exchange, traders, label, labelUncovered } = words.strip
  const { fundDraw, operatorDraw, levied, uncovered } = waterfall
  const said = label(short(fundDraw), short(operatorDraw), short(levied))
  return (
    <ShareBar
      label={uncovered === '0' ? said : `${said} ${labelUncovered(short(uncovered))}`}
      segments={[
        { key: 'fund', label: `${fund} ${short(fundDraw)}`, amount: fundDraw, tone: 'venue' },
        {
          key: 'exchange',
          label: `${exchange} ${short(operatorDraw)}`,
          amount: operatorDraw,
          tone: 'venue-2',
        },
        { key: 'traders', label: `${traders} ${short(levied)}`, amount: levied, tone: 'trader' },
        {
          key: 'uncovered',
          label: `${words.strip.uncovered} ${short(uncovered)}`,
          amount: uncovered,
          tone: 'neutral',
        },
      ]}
    />
  )
}
