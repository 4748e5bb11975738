// Which properties of allocation.md §5 largest remainder, caps, weights and some rules break: one small population each.
import { describe, expect, it } from 'vitest'
import { NO_LIMITS, type Limits } from './allocation-limits'
import { feasible, population } from './allocation-population.example'
import type { Rounding, Rule } from './allocation-schedule'
import { plainTerms } from './allocation-terms'
import type { Claim } from './claim'
import { plainClaim as claim } from './claim.example'
import { fraction } from './fraction'

type Run = { rule?: Rule; rounding?: Rounding; limits?: Partial<Limits>; collected: bigint }

const levies = (claims: readonly Claim[], options: Run): bigint[] => {
  const { rule = 'pro-rata', rounding = 'floor', limits, collected } = options
  const terms = { ...plainTerms(rule, rounding), limits: { ...NO_LIMITS, ...limits } }
  return feasible(claims, { ...terms, collected }).levies
}
const payouts = (claims: readonly Claim[], options: Run): bigint[] =>
  levies(claims, options).map((levy, at) => claims[at]!.base - levy)
/** The claims after a run: what was taken is gone from base and cap. */
const afterwards = (claims: readonly Claim[], taken: readonly bigint[]): Claim[] =>
  claims.map((one, at) => ({ ...one, base: one.base - taken[at]! }))

describe('largest remainder breaks', () => {
  const rounding = 'largest-remainder'

  it.each(['pro-rata', 'equal-levy', 'level-down', 'talmud'] as const)(
    'equal treatment, by a unit: %s',
    (rule) => {
      const equals = population([10n, 10n])
      expect(levies(equals, { rule, rounding, collected: 1n })).toEqual([1n, 0n])
      expect(levies(equals, { rule, collected: 1n })).toEqual([0n, 0n])
    },
  )

  it.each(['equal-levy', 'talmud'] as const)('the order of levies, by a unit: %s', (rule) => {
    expect(levies(population([10n, 20n]), { rule, rounding, collected: 1n })).toEqual([1n, 0n])
  })

  it('that a bigger loss lowers nobody’s levy (the Alabama paradox)', () => {
    const claims = population([6n, 6n, 2n])
    expect(levies(claims, { rounding, collected: 10n })).toEqual([4n, 4n, 2n])
    expect(levies(claims, { rounding, collected: 11n })).toEqual([5n, 5n, 1n])
    expect(levies(claims, { collected: 10n })).toEqual([4n, 4n, 1n])
    expect(levies(claims, { collected: 11n })).toEqual([4n, 4n, 1n])
  })

  it('scale invariance', () => {
    expect(levies(population([1n, 1n]), { rounding, collected: 1n })).toEqual([1n, 0n])
    expect(levies(population([2n, 2n]), { rounding, collected: 2n })).toEqual([1n, 1n])
  })

  it('that two runs equal one', () => {
    const claims = population([10n, 10n])
    const options = { rule: 'equal-levy', rounding, collected: 1n } as const
    const first = levies(claims, options)
    const second = levies(afterwards(claims, first), options)
    expect([first, second]).toEqual([
      [1n, 0n],
      [1n, 0n],
    ])
    expect(levies(claims, { ...options, collected: 2n })).toEqual([1n, 1n])
  })

  it('that splitting changes nothing under uncapped, unweighted pro-rata', () => {
    const whole = [claim('a', 1n), claim('b', 2n)]
    const split = [claim('a', 1n), claim('b', 1n), claim('c', 1n)]
    expect(levies(whole, { rounding, collected: 1n })).toEqual([0n, 1n])
    expect(levies(split, { rounding, collected: 1n })).toEqual([1n, 0n, 0n])
  })
})

describe('individual caps break', () => {
  it('equal treatment', () => {
    expect(levies(population([100n, 100n], [10n]), { collected: 60n })).toEqual([10n, 50n])
  })

  it('the order of levies', () => {
    expect(levies(population([200n, 100n], [10n]), { collected: 60n })).toEqual([10n, 50n])
  })

  it('the order of payouts', () => {
    expect(payouts(population([100n, 110n], [0n]), { collected: 110n })).toEqual([100n, 0n])
  })

  it('that splitting changes nothing, when the cap goes to one half', () => {
    expect(levies(population([100n, 100n], [50n]), { collected: 60n })).toEqual([30n, 30n])
    const split = population([50n, 100n, 50n], [0n, null, 50n])
    expect(levies(split, { collected: 60n })).toEqual([0n, 40n, 20n])
  })
})

describe('minimum equity and the exemption threshold break', () => {
  it('equal treatment, where equities differ', () => {
    const claims = [claim('a', 100n, { equity: 60n }), claim('b', 100n, { equity: 200n })]
    const limits = { minEquity: 50n }
    expect(levies(claims, { limits, collected: 60n })).toEqual([10n, 50n])
  })

  it('the order of payouts, around the threshold', () => {
    const limits = { exemptBelow: 100n }
    expect(payouts(population([99n, 100n]), { limits, collected: 50n })).toEqual([99n, 50n])
  })

  it('that splitting changes nothing, when the halves fall below the threshold', () => {
    const limits = { exemptBelow: 60n }
    expect(levies(population([100n, 100n]), { limits, collected: 60n })).toEqual([30n, 30n])
    const split = population([50n, 100n, 50n])
    expect(levies(split, { limits, collected: 60n })).toEqual([0n, 60n, 0n])
  })
})

describe('weights break', () => {
  const weighted = (bases: readonly bigint[], weights: readonly [bigint, bigint][]): Claim[] =>
    population(bases).map((one, at) => ({ ...one, weight: fraction(...weights[at]!) }))

  it('equal treatment', () => {
    const claims = weighted(
      [100n, 100n],
      [
        [1n, 1n],
        [2n, 1n],
      ],
    )
    expect(levies(claims, { collected: 60n })).toEqual([20n, 40n])
  })

  it('the order of levies and of payouts', () => {
    const small = weighted(
      [200n, 100n],
      [
        [1n, 4n],
        [1n, 1n],
      ],
    )
    expect(levies(small, { collected: 60n })).toEqual([20n, 40n])
    const heavy = weighted(
      [100n, 110n],
      [
        [1n, 1n],
        [10n, 1n],
      ],
    )
    expect(payouts(heavy, { collected: 120n })).toEqual([90n, 0n])
  })

  it('that two runs equal one', () => {
    const claims = weighted(
      [100n, 100n],
      [
        [2n, 1n],
        [1n, 1n],
      ],
    )
    const first = levies(claims, { collected: 60n })
    expect(first).toEqual([40n, 20n])
    expect(levies(afterwards(claims, first), { collected: 60n })).toEqual([36n, 24n])
    expect(levies(claims, { collected: 120n })).toEqual([80n, 40n])
  })

  it('that splitting changes nothing, when the halves fall into a lighter tier', () => {
    const whole = weighted(
      [100n, 100n],
      [
        [2n, 1n],
        [1n, 1n],
      ],
    )
    expect(levies(whole, { collected: 60n })).toEqual([40n, 20n])
    expect(levies(population([50n, 100n, 50n]), { collected: 60n })).toEqual([15n, 30n, 15n])
  })
})

describe('an account split in two without naming its owner', () => {
  const tied = (bases: readonly bigint[]): Claim[] =>
    population(bases).map((one) => ({ ...one, score: '1' }))

  // The claim of 120 becomes two of 60.
  it.each([
    ['pays more under equal-levy', 'equal-levy', 60n, [30n, 30n], [20n, 20n, 20n]],
    ['pays more under talmud', 'talmud', 60n, [30n, 30n], [20n, 20n, 20n]],
    ['pays nothing under level-down', 'level-down', 40n, [30n, 10n], [0n, 40n, 0n]],
    ['lets another go first in the queue', 'queue', 120n, [120n, 0n], [60n, 60n, 0n]],
  ] as const)('%s', (_, rule, collected, whole, split) => {
    expect(levies(tied([120n, 100n]), { rule, collected })).toEqual(whole)
    expect(levies(tied([60n, 100n, 60n]), { rule, collected })).toEqual(split)
  })
})

describe('a queue breaks', () => {
  it('equal treatment and every order: who ranks first pays all', () => {
    const claims = [
      claim('a', 100n, { score: '1' }),
      claim('b', 100n, { score: '3' }),
      claim('c', 300n, { score: '2' }),
    ]
    const options = { rule: 'queue', collected: 110n } as const
    expect(levies(claims, options)).toEqual([0n, 100n, 10n])
    expect(payouts(claims, options)).toEqual([100n, 0n, 290n])
  })
})
