// The drawn balance is the booked one on every day, whether or not something was booked on it.
import { expect, test } from 'vitest'
import { closings } from './fund-history'

const asOf = '2026-11-21T18:40:12Z'
const history = [
  { day: '2026-11-10', balance: '500' },
  { day: '2026-11-18', balance: '700' },
  { day: '2026-11-20', balance: '650' },
]

test('days without an entry keep the balance of the day before', () => {
  expect(closings({ history, opening: '300' }, { asOf, days: 4 })).toEqual([
    { day: '2026-11-17', balance: '500' },
    { day: '2026-11-18', balance: '700' },
    { day: '2026-11-19', balance: '700' },
    { day: '2026-11-20', balance: '650' },
    { day: '2026-11-21', balance: '650' },
  ])
})

test('days before the first entry show the opening balance', () => {
  const [first] = closings({ history, opening: '300' }, { asOf, days: 30 })
  expect(first).toEqual({ day: '2026-10-22', balance: '300' })
})

test('a fund that began within the range begins there', () => {
  const [first] = closings({ history, opening: '0' }, { asOf, days: 30 })
  expect(first).toEqual({ day: '2026-11-10', balance: '500' })
})

test('a fund without entries has no history', () => {
  expect(closings({ history: [], opening: '0' }, { asOf, days: 30 })).toEqual([])
})
