import { describe, expect, it } from 'vitest'
import { durationSeconds, durationText } from './duration-text'

const pairs = [
  [0, '0 s'],
  [90, '90 s'],
  [1_800, '30 min'],
  [5_400, '90 min'],
  [14_400, '4 h'],
  [259_200, '72 h'],
] as const

describe('durationText', () => {
  it.each(pairs)('writes %i seconds without loss as %s', (seconds, text) => {
    expect(durationText(seconds)).toBe(text)
  })
})

describe('durationSeconds', () => {
  it.each(pairs)('reads back %i seconds from %s', (seconds, text) => {
    expect(durationSeconds(text)).toBe(seconds)
  })

  it('takes other spellings of whole spans', () => {
    expect(durationSeconds(' 30min ')).toBe(1_800)
  })

  it.each(['', '4', '1.5 h', '-3 s', '4 h 30 min', '3 d'])('does not guess at “%s”', (text) => {
    expect(durationSeconds(text)).toBeUndefined()
  })
})
