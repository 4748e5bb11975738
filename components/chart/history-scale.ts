// The scales of the balance history: time across in shares of the width, money up in pixels.
import { scaleLinear, scaleUtc } from 'd3-scale'
import { shortAmount } from '@/components/ui/short-amount'
import { portion } from './portion'

export const PLOT = { top: 14, bottom: 316, height: 340 }

export type HistoryScale = {
  x: (at: string) => number
  y: (amount: bigint) => number
  rows: { y: number; label: string }[]
  columns: { x: number; label: string }[]
}

export type HistoryDomain = {
  // First and last moment, ISO 8601.
  from: string
  to: string
  // The largest amount to be drawn, in minor units.
  highest: bigint
  scale: number
}

export const historyScale = ({ from, to, highest, scale }: HistoryDomain): HistoryScale => {
  const across = scaleUtc().domain([new Date(from), new Date(to)])
  const unit = 10n ** BigInt(scale)
  const units = Number(highest / unit) + 1
  const up = scaleLinear()
    .domain([0, units * 1.1])
    .nice(6)
  const top = BigInt(Math.ceil(up.domain()[1] ?? units)) * unit
  const y = (amount: bigint) =>
    Number((PLOT.bottom - (PLOT.bottom - PLOT.top) * portion(amount, top)).toFixed(1))
  const levels = up.ticks(6).filter((level) => Number.isInteger(level))
  return {
    x: (at) => across(new Date(at)),
    y,
    rows: levels.map((level) => {
      const amount = BigInt(level) * unit
      return { y: y(amount), label: level === 0 ? '0' : axisText(amount, scale) }
    }),
    columns: across.ticks(10).map((at) => ({ x: across(at), label: dateText(at) })),
  }
}

// Levels are round, so zeros after the point say nothing.
const axisText = (amount: bigint, scale: number) =>
  shortAmount(amount, { scale })
    .replace(/(\.\d*?)0+(?= |$)/, '$1')
    .replace(/\.(?= |$)/, '')

const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')

// The year stands where it begins; a day only where the ticks are closer than months.
const dateText = (at: Date) => {
  const month = months[at.getUTCMonth()] ?? ''
  if (at.getUTCDate() !== 1) return `${at.getUTCDate()} ${month}`
  return at.getUTCMonth() === 0 ? `${month} ${at.getUTCFullYear()}` : month
}
