// Guarantees of the words for spans of time: nothing is rounded.
import { expect, test } from 'vitest'
import { durationInWords } from './signoff-wording'

test.each([
  ['0', 'no time'],
  ['1', '1 second'],
  ['90', '90 seconds'],
  ['5400', '90 minutes'],
  ['3600', '1 hour'],
  ['3601', '3,601 seconds'],
  ['2592000', '720 hours'],
])('%s seconds are %s', (seconds, words) => {
  expect(durationInWords(seconds)).toBe(words)
})
