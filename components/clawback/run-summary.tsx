// The plain summary: why, what is divided how, and who pays nothing. Once proposed, it is the text that is signed.
import { countText, moneyText } from '@/components/ui/money-text'
import { ruleInWords, termsInWords } from '@/lib/domain/allocation-wording'
import type { ClawbackDetail } from '@/lib/wire/clawback'
import { departureText, limitSentences } from './rule-words'
import { ResidualWarning } from './residual-warning'
import { rateText, sparedText } from './run-words'
import { TooFewNotice } from './too-few-notice'
import { TreelessNotice } from './treeless-notice'

export const RunSummary = ({ detail }: { detail: ClawbackDetail }) => {
  const spared = sparedText(detail)
  return (
    <div className="grid max-w-[92ch] gap-2">
      <p className="text-heading leading-read whitespace-pre-line">
        <b>Why.</b> {detail.reason === '' ? 'No reason was written.' : detail.reason}
      </p>
      <p className="text-heading leading-read">
        <b>What.</b>{' '}
        {detail.state === 'draft' || detail.summary === null
          ? draftSummary(detail)
          : detail.summary}
      </p>
      {spared === null ? null : <p className="text-ink-2">{spared}</p>}
      <ResidualWarning run={detail} />
      {detail.state === 'draft' ? <TreelessNotice snapshot={detail.snapshot} /> : null}
      {isAhead(detail) ? <TooFewNotice run={detail} /> : null}
    </div>
  )
}

/** Nothing has been paid yet, so it may still be chosen otherwise. */
const isAhead = ({ state }: ClawbackDetail): boolean =>
  state === 'draft' || state === 'proposed' || state === 'approved'

const draftSummary = (detail: ClawbackDetail): string => {
  const { asset, waterfall, losses, fund, metrics, snapshot } = detail
  const money = (amount: string) => moneyText(amount, asset)
  return [
    `Take ${money(waterfall.levied)} from ${countText(metrics.accountsCharged, 'account')}, ${rateText(metrics.rate)} of ${snapshot.numeraire} overall.`,
    `${countText(losses.count, 'loss', 'losses')} of ${money(waterfall.grossLoss)} in all.`,
    `The fund ${fund.name} pays ${money(waterfall.fundDraw)}, the operator ${money(waterfall.operatorDraw)} of his own capital.`,
    `${sharedText(waterfall, money)} is shared by the rule ${ruleText(detail)}`,
    waterfall.residual === '0'
      ? 'No rounding residual is left to the operator.'
      : `The rounding residual of ${money(waterfall.residual)} is paid by the operator.`,
  ].join(' ')
}

const sharedText = (
  { toMutualise, uncovered, collected }: ClawbackDetail['waterfall'],
  money: (amount: string) => string,
): string =>
  uncovered === '0'
    ? `The remaining ${money(toMutualise)}`
    : `Of the remaining ${money(toMutualise)}, ${money(uncovered)} stays uncovered; ${money(collected)}`

/** As the signed text will say it: the terms, whether the policy announced them, what they ask of everybody. */
const ruleText = (detail: ClawbackDetail): string => {
  const { schedule, policy, asset, capacity, chargedBase } = detail
  const { numeraire } = detail.snapshot
  const departed = departureText(schedule, policy)
  return [
    departed === null
      ? `${termsInWords(schedule)}, as policy ${policy.id} version ${policy.version} says.`
      : `${termsInWords(schedule)}. ${departed}`,
    ruleInWords(schedule.rule, numeraire, { isCapped: capacity !== chargedBase }),
    ...limitSentences(schedule.limits, { asset, numeraire }),
  ].join(' ')
}
