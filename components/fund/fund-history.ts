// The closing balance of each UTC day of a range: days without an entry keep the balance of the day before.
import type { FundJson } from '@/lib/wire/fund'

export const RANGES = ['30d', '90d', '12m'] as const
export type Range = (typeof RANGES)[number]
export const rangeDays: Record<Range, number> = { '30d': 30, '90d': 90, '12m': 365 }
export const rangeText: Record<Range, string> = {
  '30d': '30 days',
  '90d': '90 days',
  '12m': '12 months',
}

export type Closing = { day: string; balance: string }

/** The last `days` days up to the day of `asOf`, and the one before them: what a change is counted from. */
export const closings = (
  fund: Pick<FundJson, 'history' | 'opening'>,
  { asOf, days }: { asOf: string; days: number },
): Closing[] => {
  const booked = new Map(fund.history.map(({ day, balance }) => [day, balance]))
  const first = fund.history[0]
  const start = dayBefore(asOf, days)
  let balance = fund.history.findLast(({ day }) => day < start)?.balance ?? fund.opening
  return Array.from({ length: days + 1 }, (_, index) => {
    const day = dayBefore(asOf, days - index)
    balance = booked.get(day) ?? balance
    return { day, balance }
  }).filter(({ day }) => fund.opening !== '0' || (first !== undefined && day >= first.day))
}

const DAY = 86_400_000

const dayBefore = (asOf: string, days: number): string =>
  new Date(Date.parse(asOf) - days * DAY).toISOString().slice(0, 10)
