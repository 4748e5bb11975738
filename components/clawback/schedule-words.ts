// The line from which every levy follows, for every rule and rounding, in exact constants and then in plain words.
import { moneyText } from '@/components/ui/money-text'
import type { Schedule } from '@/lib/domain/allocation-schedule'
import { maskAccount } from '@/lib/domain/claim'
import { fractionFromJson, toDecimalFloor, type FractionJson } from '@/lib/domain/fraction'
import { groupThousands } from '@/lib/domain/money'
import type { Simulation } from '@/lib/wire/clawback'
import { limitSentences } from './rule-words'

export type ScheduleRun = Pick<Simulation, 'schedule' | 'asset' | 'capacity' | 'chargedBase'>

/** In minor units: "levy = profit × 5 ÷ 7, rounded down". */
export const formulaText = (run: ScheduleRun, numeraire: string): string => {
  const { schedule } = run
  const cap = hasCaps(run) ? 'cap' : numeraire
  const atMost = hasCaps(run) ? ', at most the cap' : ''
  switch (schedule.rule) {
    case 'pro-rata': {
      const base = schedule.weighted ? `${numeraire} × weight` : numeraire
      return `levy = ${base} × ${quotient(schedule.theta)}, ${roundedText(schedule)}${atMost}`
    }
    case 'equal-levy':
      return `levy = ${quotient(schedule.theta)}, ${roundedText(schedule)}, at most the ${cap}`
    case 'level-down':
      return `levy = ${numeraire} − ${quotient(schedule.mu)}, ${roundedText(schedule)}, at least 0${atMost}`
    case 'talmud':
      return schedule.half === 'low'
        ? `levy = ${numeraire} ÷ 2, at most ${quotient(schedule.theta)}, ${roundedText(schedule)}`
        : `levy = ${numeraire} − the smaller of ${numeraire} ÷ 2 and ${quotient(schedule.theta)}, ${roundedText(schedule)}`
    case 'queue':
      return `levy = the whole ${cap}, by descending score, down to score ${schedule.score}`
  }
}

/** Caps take something away from what could be charged. */
const hasCaps = ({ capacity, chargedBase }: ScheduleRun) => capacity !== chargedBase

const quotient = ({ numerator, denominator }: FractionJson) =>
  denominator === '1'
    ? groupThousands(numerator)
    : `${groupThousands(numerator)} ÷ ${groupThousands(denominator)}`

const roundedText = ({ rounding }: Schedule) =>
  rounding === 'floor' ? 'rounded down' : 'rounded by largest remainder'

/** What the constants mean, who decides the last unit, and the limits: a sentence each. */
export const scheduleSentences = (run: ScheduleRun, numeraire: string): string[] => [
  ...meaning(run, numeraire),
  ...lastUnits(run),
  ...limitSentences(run.schedule.limits, { asset: run.asset, numeraire }),
]

const meaning = (run: ScheduleRun, numeraire: string): string[] => {
  const { schedule, asset } = run
  switch (schedule.rule) {
    case 'pro-rata':
      return []
    case 'equal-levy': {
      const all = hasCaps(run) ? 'all that he may lose' : `his whole ${numeraire}`
      return [`Everybody gives ${exactMoney(schedule.theta, run)}, or ${all} where that is less.`]
    }
    case 'level-down':
      return [
        `The level is ${exactMoney(schedule.mu, run)} of ${numeraire}: what is above it is taken.`,
      ]
    case 'talmud':
      return [
        `Everybody ${schedule.half === 'low' ? 'gives' : 'keeps'} ${exactMoney(schedule.theta, run)}, or half his ${numeraire} where that is less.`,
      ]
    case 'queue':
      return schedule.cutoff === undefined
        ? []
        : [
            `Among equal scores the order of account ids decides. The last account charged, ${maskAccount(schedule.cutoff.account)}, gives ${moneyText(schedule.cutoff.amount, asset)}.`,
          ]
  }
}

/** Cut after the unit, with an ellipsis where more digits follow. */
const exactMoney = (minorUnits: FractionJson, { asset }: ScheduleRun): string => {
  const { numerator, denominator } = fractionFromJson(minorUnits)
  const inUnits = { numerator, denominator: denominator * 10n ** BigInt(asset.scale) }
  const digits = groupThousands(toDecimalFloor(inUnits, { digits: asset.scale }))
  return `${digits}${denominator === 1n ? '' : '…'} ${asset.code}`
}

const lastUnits = ({ schedule, asset }: ScheduleRun): string[] => {
  const { rule, remainder, cutoff } = schedule
  if (rule === 'queue' || remainder === undefined) return []
  if (cutoff === undefined)
    return ['The levies come to whole units by themselves: nobody gives a unit more.']
  const unit = moneyText(1n, asset)
  return [
    `Whoever’s part cut off by rounding down is above ${quotient(remainder)} of ${unit} gives ${unit} more; of those for whom it is equal, accounts up to ${maskAccount(cutoff.account)} in the order of their ids.`,
  ]
}
