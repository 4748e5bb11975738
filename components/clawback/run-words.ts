// The sentences by which a run is known: what is taken, from how many, at which rate.
import { countText, moneyText } from '@/components/ui/money-text'
import { fractionFromJson, toPercent, type FractionJson } from '@/lib/domain/fraction'
import type { Rule } from '@/lib/domain/allocation-schedule'
import { FEWEST_ACCOUNTS } from '@/lib/domain/report'
import type { ClawbackDetail, Simulation } from '@/lib/wire/clawback'

/** "12,191,008.91 USDT from 19,028 accounts in profit, at 1.4608 %"; the rate of each only where it is one. */
export const takenText = (run: Simulation, numeraire: string): string => {
  const whom = numeraire === 'profit' ? ' in profit' : ''
  const taken = `${moneyText(run.waterfall.levied, run.asset)} from ${countText(run.metrics.accountsCharged, 'account')}${whom}`
  const rate = rateText(run.metrics.rate)
  if (isOneRate(run)) return `${taken}, at ${rate}`
  return `${taken}${byRule[run.schedule.rule]}, ${rate} of all ${numeraire} in scope`
}

const isOneRate = ({ schedule, capacity, chargedBase }: Simulation) =>
  schedule.rule === 'pro-rata' && !schedule.weighted && capacity === chargedBase

const byRule: Record<Rule, string> = {
  'pro-rata': '',
  'equal-levy': ' by equal levy',
  'level-down': ' by level-down',
  talmud: ' by Talmud',
  queue: ' in a queue by score',
}

export const rateText = (rate: FractionJson): string =>
  `${toPercent(fractionFromJson(rate), { digits: 4 })} %`

/** Who pays nothing, and why; null when everybody in the snapshot pays. */
export const sparedText = (run: Simulation): string | null => {
  const { accountsInScope, accountsCharged, exemptCount, cappedCount } = run.metrics
  const { belowThresholdCount } = run.metrics
  const nothing = accountsInScope - accountsCharged - belowThresholdCount
  const parts = [
    nothing > 0 ? `${countText(nothing, 'further account')} ${whyNothing(run, nothing)}.` : '',
    belowThresholdCount > 0
      ? `Not charged: ${countText(belowThresholdCount, 'account')} below the policy’s threshold.`
      : '',
    exemptCount > 0 ? `Not charged: ${countText(exemptCount, 'exempt account')}.` : '',
    cappedCount > 0 ? `At their cap: ${countText(cappedCount, 'account')}.` : '',
  ].filter((part) => part !== '')
  return parts.length === 0 ? null : parts.join(' ')
}

const whyNothing = ({ schedule, asset, capacity, chargedBase }: Simulation, accounts: number) => {
  const pay = accounts === 1 ? 'pays' : 'pay'
  if (schedule.rule === 'queue') return `stood further back in the queue and ${pay} nothing`
  if (schedule.rule === 'level-down')
    return `${accounts === 1 ? 'is' : 'are'} not above the level and ${pay} nothing`
  const orCapped = capacity === chargedBase ? '' : ' or may lose nothing'
  return `would owe less than ${moneyText(1n, asset)}${orCapped} and ${pay} nothing`
}

/** Where the loss comes from: how many shortfalls, in how many markets, between which moments. */
export const lossSpanText = ({ losses }: Pick<ClawbackDetail, 'losses'>): string => {
  const from = minute(losses.firstAt)
  const to = minute(losses.lastAt)
  const when = from === to ? from : `${from} to ${to}`
  return `Σ over ${countText(losses.count, 'shortfall')} in ${countText(losses.markets, 'market')}, ${when} UTC`
}

const minute = (at: string) => at.slice(0, 16).replace('T', ' ')

/** How the levies came to whole units: "each rounded down to 0.01 USDT". */
export const roundedText = ({
  schedule,
  asset,
}: Pick<Simulation, 'schedule' | 'asset'>): string => {
  if (schedule.rule === 'queue') return 'whole amounts, nothing rounded'
  const unit = moneyText(1n, asset)
  return schedule.rounding === 'floor'
    ? `each rounded down to ${unit}`
    : `rounded to ${unit} by largest remainder`
}

export const residualText = ({ waterfall }: Pick<Simulation, 'waterfall'>): string =>
  waterfall.residual === '0' ? 'nothing is left by rounding' : 'paid by the operator'

/** Floors lose at most one minor unit an account; more than 1 % of the amount says that the claims are dust. */
export const isResidualLarge = ({ waterfall }: Pick<Simulation, 'waterfall'>): boolean =>
  BigInt(waterfall.residual) * 100n > BigInt(waterfall.collected)

/** A public report would speak of single accounts. */
export const isTooFewToPublish = ({ accountsCharged }: { accountsCharged: number }): boolean =>
  accountsCharged > 0 && accountsCharged < FEWEST_ACCOUNTS

/** As a column's head: "Profit". */
export const capitalised = (word: string): string =>
  `${word[0]?.toUpperCase() ?? ''}${word.slice(1)}`
