// A source is late above twice its cadence and stale above five times.
import { expect, test } from 'vitest'
import { freshnessOf } from './fund'

const now = '2026-11-21T12:00:00Z'

test.each([
  ['2026-11-21T11:59:00Z', 'fresh'],
  ['2026-11-21T11:58:00Z', 'fresh'],
  ['2026-11-21T11:57:59Z', 'late'],
  ['2026-11-21T11:55:00Z', 'late'],
  ['2026-11-21T11:54:59Z', 'stale'],
  [null, 'stale'],
])('an entry of %s with one expected each minute is %s', (lastEntryAt, state) => {
  expect(freshnessOf({ lastEntryAt, cadenceSeconds: 60 }, now)).toBe(state)
})
