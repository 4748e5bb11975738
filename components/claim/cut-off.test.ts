// A cut-off is a moment in UTC that exists, however it is written.
import { expect, test } from 'vitest'
import { readCutOff } from './cut-off'

test.each([
  ['2025-10-10 21:40', '2025-10-10T21:40:00Z'],
  ['2025-10-10T21:40:05Z', '2025-10-10T21:40:05Z'],
  [' 2025-10-10 21:40:05 UTC ', '2025-10-10T21:40:05Z'],
  ['2026-02-30 10:00', null],
  ['2025-10-10 25:00', null],
  ['10/10/2025 21:40', null],
  ['', null],
])('“%s” is read as %s', (text, iso) => {
  expect(readCutOff(text)).toBe(iso)
})
