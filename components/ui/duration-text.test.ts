import { describe, expect, it } from 'vitest'
import { durationText } from './duration-text'

describe('durationText', () => {
  it.each([
    [0, '0 s'],
    [90, '90 s'],
    [1_800, '30 min'],
    [5_400, '90 min'],
    [14_400, '4 h'],
    [259_200, '72 h'],
  ])('writes %i seconds without loss as %s', (seconds, text) => {
    expect(durationText(seconds)).toBe(text)
  })
})
