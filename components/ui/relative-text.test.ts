// Spans of time are cut, so a deadline is never shown as later than it is.
import { expect, test } from 'vitest'
import { relativeText } from './relative-text'

test.each([
  [-3_999, '3 s ago'],
  [-4 * 60_000, '4 min ago'],
  [(18 * 60 + 12) * 60_000 + 59_000, 'in 18 h 12 min'],
  [-5 * 86_400_000, '5 d ago'],
  [0, '0 s ago'],
])('%d milliseconds from now is %s', (milliseconds, text) => {
  expect(relativeText(milliseconds)).toBe(text)
})
