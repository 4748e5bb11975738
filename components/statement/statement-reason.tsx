// The amount, the reason in plain words, and a strip that shows who paid the loss.
import { ShareBar } from '@/components/chart/share-bar'
import { Amount } from '@/components/ui/amount'
import { shortAmount } from '@/components/ui/short-amount'
import { ruleInWords, termsInWords } from '@/lib/domain/allocation-wording'
import { fraction, toPercent } from '@/lib/domain/fraction'
import { formatAmount, groupThousands, sum } from '@/lib/domain/money'
import type { StatementJson } from '@/lib/wire/statement'
import type { ReportFigures } from './report-figures'
import { words } from './words'

export type StatementReasonProps = {
  statement: StatementJson
  numeraire: string
  // Absent where the run is too small to be published: its sums would speak of single accounts.
  figures: ReportFigures | null
}

export const StatementReason = ({ statement, numeraire, figures }: StatementReasonProps) => {
  const { levy, asset, schedule } = statement
  const rule = words.byRule(termsInWords(schedule), ruleInWords(schedule.rule, numeraire))
  return (
    <div className="min-w-0">
      <p className="text-hero leading-tight font-semibold tracking-tight text-trader">
        <Amount amount={levy} scale={Number(asset.scale)} />{' '}
        <span className="text-read font-normal tracking-normal text-ink-2">{asset.code}</span>
      </p>
      <p className="mt-2 max-w-prose text-read leading-read">
        {figures === null ? (
          `${words.unpublished} ${rule}`
        ) : (
          <>
            {lossOf(statement, figures)} <SharedBy figures={figures} rule={rule} />
          </>
        )}{' '}
        {nothingOf(statement)}
      </p>
      {figures === null ? null : (
        <figure className="mt-4">
          <Strip figures={figures} scale={Number(asset.scale)} />
          <figcaption className="text-right text-small">{shareOf(statement, figures)}</figcaption>
        </figure>
      )}
    </div>
  )
}

const lossOf = ({ asset }: StatementJson, figures: ReportFigures): string => {
  const money = (amount: string) =>
    groupThousands(formatAmount(BigInt(amount), { scale: Number(asset.scale) }))
  const number = groupThousands(String(figures.losses))
  return [
    words.lost(number, `${money(figures.grossLoss)} ${asset.code}`),
    words.borne(money(figures.borneByVenue)),
    ...(figures.uncovered === '0' ? [] : [words.uncovered(money(figures.uncovered))]),
  ].join(' ')
}

const SharedBy = ({ figures, rule }: { figures: ReportFigures; rule: string }) => {
  const accounts = groupThousands(figures.accountsInScope)
  if (!figures.isOneRate)
    return `${words.paidBy(groupThousands(figures.accountsCharged), accounts)} ${rule}`
  return (
    <>
      {words.sharedEvenly(accounts)} <b>{words.ratePart(figures.ratePercent, figures.numeraire)}</b>{' '}
      {words.forEach}
    </>
  )
}

const nothingOf = ({ levy, account, claims, schedule }: StatementJson): string => {
  if (levy !== '0') return ''
  const own = claims.find((claim) => claim.account === account)
  if (own?.class === 'exempt') return words.exempt
  const base = sum(claims.map((claim) => BigInt(claim.base)))
  if (base < BigInt(schedule.limits?.exemptBelow ?? 0)) return words.belowThreshold
  if (schedule.rule === 'level-down') return words.notAboveLevel
  return schedule.rule === 'queue' ? words.behindInQueue : words.belowOneUnit
}

const shareOf = ({ levy }: StatementJson, { levied }: ReportFigures): string => {
  const [own, all] = [BigInt(levy), BigInt(levied)]
  if (own === 0n || all === 0n) return ''
  const percent = toPercent(fraction(own, all), { digits: 3 })
  return words.strip.you(percent === '0.000' ? '< 0.001' : percent)
}

const Strip = ({ figures, scale }: { figures: ReportFigures; scale: number }) => {
  const short = (amount: string) => shortAmount(BigInt(amount), { scale, isRounded: true })
  const { fund, exchange, traders, label, labelUncovered } = words.strip
  const { fundDraw, operatorDraw, levied, uncovered } = figures
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
