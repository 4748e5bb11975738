// The constants of a published schedule, one line each, exact: all that a recomputation needs besides one's own numbers.
import type { ReactNode } from 'react'
import { Digest } from '@/components/ui/digest'
import type { SealedSchedule } from '@/lib/domain/allocation-schedule'
import type { FractionJson } from '@/lib/domain/fraction'
import { groupThousands } from '@/lib/domain/money'
import type { Report } from '@/lib/domain/report'
import { moneyOf } from './report-money'
import { words } from './words'

const text = words.rule

export type Constant = { name: string; value: ReactNode }

export const scheduleConstants = (report: Report): Constant[] => {
  const { schedule } = report.rule
  const { remainder, cutoff } = schedule
  return [
    ...ruleConstants(schedule, `${moneyOf(report)(1n)} ${report.asset.code}`),
    ...(remainder === undefined ? [] : quotient(text.remainder, remainder)),
    ...(cutoff === undefined ? [] : [{ name: text.cutoff, value: <Digest digest={cutoff} /> }]),
  ]
}

const ruleConstants = (schedule: SealedSchedule, unit: string): Constant[] => {
  switch (schedule.rule) {
    case 'pro-rata':
      return [
        { name: text.weighted, value: schedule.weighted ? text.yes : text.no },
        ...quotient('θ', schedule.theta),
      ]
    case 'equal-levy':
      return quotient(text.inMinorUnits('θ', unit), schedule.theta)
    case 'level-down':
      return quotient(text.inMinorUnits('μ', unit), schedule.mu)
    case 'talmud':
      return [
        { name: text.half, value: text.halves[schedule.half] },
        ...quotient(text.inMinorUnits('θ', unit), schedule.theta),
      ]
    case 'queue':
      return [{ name: text.score, value: <Exact digits={schedule.score} /> }]
  }
}

const quotient = (name: string, { numerator, denominator }: FractionJson): Constant[] => [
  { name: text.numerator(name), value: <Exact digits={numerator} /> },
  { name: text.denominator(name), value: <Exact digits={denominator} /> },
]

const Exact = ({ digits }: { digits: string }) => (
  <data value={digits} className="break-all">
    {groupThousands(digits)}
  </data>
)
