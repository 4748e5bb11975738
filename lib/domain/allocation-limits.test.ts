// What a policy lets a claim lose: the least of four limits, and whom it spares.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  capUnder,
  isBelowThreshold,
  isCharged,
  limitsFromJson,
  limitsToJson,
  NO_LIMITS,
  type Limits,
} from './allocation-limits'
import { amounts } from './allocation-population.example'
import type { Claim } from './claim'
import { plainClaim as claim } from './claim.example'
import { fraction } from './fraction'

const cap = (rest: Partial<Claim>, limits: Partial<Limits> = {}) =>
  capUnder(claim('a', 100n, rest), { ...NO_LIMITS, ...limits })

describe('capUnder', () => {
  it('is the base when nothing limits it', () => {
    expect(cap({})).toBe(100n)
    expect(cap({ equity: 3n })).toBe(100n)
    expect(cap({ class: 'house' })).toBe(100n)
  })

  it('is the given cap', () => {
    expect(cap({ cap: 30n })).toBe(30n)
    expect(cap({ cap: 0n })).toBe(0n)
  })

  it('is the base when the given cap is above it', () => {
    expect(cap({ cap: 101n })).toBe(100n)
    expect(cap({ cap: 1000n, equity: 1000n }, { minEquity: 0n })).toBe(100n)
  })

  it.each([
    [0n, 1n, 0n],
    [1n, 3n, 33n],
    [2n, 3n, 66n],
    [999n, 1000n, 99n],
    [1n, 1n, 100n],
  ])('floors the cap fraction %i/%i of the base to %i', (numerator, denominator, expected) => {
    expect(cap({}, { capFraction: fraction(numerator, denominator) })).toBe(expected)
  })

  it.each([
    [150n, 60n, 90n],
    [160n, 60n, 100n],
    [1000n, 60n, 100n],
    [60n, 60n, 0n],
    [59n, 60n, 0n],
    [-5n, 0n, 0n],
    [40n, 0n, 40n],
  ])('leaves an equity of %i at least %i: %i', (equity, minEquity, expected) => {
    expect(cap({ equity }, { minEquity })).toBe(expected)
  })

  it('knows no minimum equity of a claim without equity', () => {
    expect(cap({}, { minEquity: 1000n })).toBe(100n)
  })

  it('is the least of all limits together', () => {
    const limits = { capFraction: fraction(1n, 2n), minEquity: 10n }
    expect(cap({ cap: 40n, equity: 100n }, limits)).toBe(40n)
    expect(cap({ cap: 60n, equity: 100n }, limits)).toBe(50n)
    expect(cap({ cap: 60n, equity: 30n }, limits)).toBe(20n)
  })

  it('takes the cap fraction of the base, not of the given cap', () => {
    expect(cap({ cap: 60n }, { capFraction: fraction(1n, 2n) })).toBe(50n)
  })

  it('is 0 for exempt claims and below the threshold, whole at it', () => {
    expect(cap({ class: 'exempt' })).toBe(0n)
    expect(cap({}, { exemptBelow: 101n })).toBe(0n)
    expect(cap({}, { exemptBelow: 100n })).toBe(100n)
    expect(cap({ class: 'house' }, { exemptBelow: 101n })).toBe(0n)
  })

  it('stays between 0 and the base, and no limit raises it', () => {
    const share = fc.integer({ min: 0, max: 9 }).map((part) => fraction(BigInt(part), 9n))
    const limits = fc.record({
      capFraction: fc.option(share),
      minEquity: fc.option(amounts),
      exemptBelow: fc.option(amounts),
    })
    fc.assert(
      fc.property(amounts, amounts, fc.option(share), limits, (base, equity, given, policy) => {
        const own = given && (base * given.numerator) / given.denominator
        const one = claim('a', base, { equity, cap: own })
        const most = capUnder(one, policy)
        expect(most >= 0n && most <= (own ?? base)).toBe(true)
      }),
    )
  })
})

describe('the threshold', () => {
  it('spares a base below it and keeps the class', () => {
    const limits = { ...NO_LIMITS, exemptBelow: 100n }
    const small = claim('a', 99n)
    expect([isBelowThreshold(small, limits), isCharged(small, limits)]).toEqual([true, false])
    const enough = claim('b', 100n)
    expect([isBelowThreshold(enough, limits), isCharged(enough, limits)]).toEqual([false, true])
    expect(small.class).toBe('eligible')
  })

  it('spares nobody where there is none, and an exempt claim is not charged anyway', () => {
    expect(isBelowThreshold(claim('a', 0n), NO_LIMITS)).toBe(false)
    expect(isCharged(claim('a', 0n), NO_LIMITS)).toBe(true)
    expect(isCharged(claim('a', 1n, { class: 'exempt' }), NO_LIMITS)).toBe(false)
  })
})

describe('limits as JSON', () => {
  it('carry what limits and nothing else', () => {
    expect(limitsToJson(NO_LIMITS)).toBeNull()
    expect(limitsToJson({ ...NO_LIMITS, exemptBelow: 0n })).toEqual({ exemptBelow: '0' })
    const limits = { capFraction: fraction(2n, 4n), minEquity: 7n, exemptBelow: 2n ** 63n - 1n }
    expect(limitsToJson(limits)).toEqual({
      capFraction: { numerator: '1', denominator: '2' },
      minEquity: '7',
      exemptBelow: '9223372036854775807',
    })
  })

  it.each<[string, Limits]>([
    ['none', NO_LIMITS],
    ['a cap fraction of 0', { ...NO_LIMITS, capFraction: fraction(0n, 1n) }],
    ['a minimum equity of 0', { ...NO_LIMITS, minEquity: 0n }],
    ['all', { capFraction: fraction(1n, 3n), minEquity: 5n, exemptBelow: 9n }],
  ])('come back as they went: %s', (_, limits) => {
    expect(limitsFromJson(limitsToJson(limits) ?? undefined)).toEqual(limits)
  })
})
