// The axis of a balance holds every balance, and its levels are written without idle zeros.
import { expect, test } from 'vitest'
import { historyScale, PLOT } from './history-scale'

const year = { from: '2025-11-22T23:59:59Z', to: '2026-11-21T23:59:59Z', scale: 2 }

test('the highest balance lies inside the plot and zero on its base', () => {
  const axis = historyScale({ ...year, highest: 1_000_000_000n })
  expect(axis.y(0n)).toBe(PLOT.bottom)
  expect(axis.y(1_000_000_000n)).toBeGreaterThanOrEqual(PLOT.top)
})

test('levels are named in millions', () => {
  const axis = historyScale({ ...year, highest: 1_000_000_000n })
  const labels = axis.rows.map(({ label }) => label)
  expect(labels).toEqual(['0', '2 M', '4 M', '6 M', '8 M', '10 M', '12 M'])
})

test('a fund of less than one unit still has an axis', () => {
  const axis = historyScale({ ...year, scale: 8, highest: 5_000n })
  expect(axis.rows.at(0)?.label).toBe('0')
  expect(axis.y(5_000n)).toBeLessThanOrEqual(PLOT.bottom)
})
