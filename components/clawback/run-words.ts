// The sentences by which a run is known: what is taken, from how many, at which rate.
import { countText, moneyText } from '@/components/ui/money-text'
import { fractionFromJson, toPercent, type FractionJson } from '@/lib/domain/fraction'
import type { ClawbackDetail, Simulation } from '@/lib/wire/clawback'

/** "12,191,008.91 USDT from 19,028 accounts in profit, at 1.4608 %" */
export const takenText = (run: Simulation, numeraire: string): string => {
  const whom = numeraire === 'profit' ? ' in profit' : ''
  const { levied } = run.waterfall
  return `${moneyText(levied, run.asset)} from ${countText(run.metrics.accountsCharged, 'account')}${whom}, at ${rateText(run.metrics.rate)}`
}

export const rateText = (rate: FractionJson): string =>
  `${toPercent(fractionFromJson(rate), { digits: 4 })} %`

/** Who pays nothing, and why; null when everybody in the snapshot pays. */
export const sparedText = (run: Simulation): string | null => {
  const { accountsInScope, accountsCharged, exemptCount, cappedCount } = run.metrics
  const nothing = accountsInScope - accountsCharged
  const parts = [
    nothing > 0
      ? `${countText(nothing, 'further account')} would owe less than ${moneyText(1n, run.asset)} and ${nothing === 1 ? 'pays' : 'pay'} nothing.`
      : '',
    exemptCount > 0 ? `Not charged: ${countText(exemptCount, 'exempt account')}.` : '',
    cappedCount > 0 ? `At their cap: ${countText(cappedCount, 'account')}.` : '',
  ].filter((part) => part !== '')
  return parts.length === 0 ? null : parts.join(' ')
}

/** Where the loss comes from: how many shortfalls, in how many markets, between which moments. */
export const lossSpanText = ({ losses }: Pick<ClawbackDetail, 'losses'>): string => {
  const from = minute(losses.firstAt)
  const to = minute(losses.lastAt)
  const when = from === to ? from : `${from} to ${to}`
  return `Σ over ${countText(losses.count, 'shortfall')} in ${countText(losses.markets, 'market')}, ${when} UTC`
}

const minute = (at: string) => at.slice(0, 16).replace('T', ' ')

/** Floors lose at most one minor unit an account; more than 1 % of the amount says that the claims are dust. */
export const isResidualLarge = ({ waterfall }: Pick<Simulation, 'waterfall'>): boolean =>
  BigInt(waterfall.residual) * 100n > BigInt(waterfall.collected)

/** As a column's head: "Profit". */
export const capitalised = (word: string): string =>
  `${word[0]?.toUpperCase() ?? ''}${word.slice(1)}`
