// The figures of a run: by hand on small populations, then against slow definitions on random ones.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { allocate, type Allocation } from './allocation'
import { isResidualLarge, measure, type Metrics } from './allocation-metrics'
import { RULES, type Rule } from './allocation-schedule'
import { plainTerms, type Terms } from './allocation-terms'
import type { Claim } from './claim'
import { plainClaim } from './claim.example'
import { formatFractionShort, type Fraction } from './fraction'

const claims = (bases: readonly bigint[], classes: readonly Claim['class'][] = []): Claim[] =>
  bases.map((base, index) => plainClaim(`a${index}`, base, { class: classes[index] ?? 'eligible' }))
const allocation = (
  population: readonly Claim[],
  collected: bigint,
  terms: Terms = plainTerms('pro-rata'),
): Allocation => {
  const result = allocate(population, { collected, ...terms })
  if (result.kind === 'infeasible') throw new Error('expected a feasible run')
  return result
}
const measured = (population: readonly Claim[], collected: bigint, terms?: Terms): Metrics =>
  measure(population, allocation(population, collected, terms))

describe('measure', () => {
  it('keeps rate, utilisation and θ apart', () => {
    const population = claims([100n, 200n, 300n])
    population[1]!.cap = 20n
    const metrics = measured(population, 120n)
    expect(formatFractionShort(metrics.rate)).toBe('1/5')
    expect(formatFractionShort(metrics.utilisation)).toBe('2/7')
    expect(metrics.cappedCount).toBe(1)
  })

  it('counts as capped only accounts that pay all they may lose, not those that may lose nothing', () => {
    const population = claims([100n, 200n, 300n])
    population[0]!.cap = 0n
    population[1]!.cap = 20n
    expect(measured(population, 120n).cappedCount).toBe(1)
  })

  it('takes the Gini coefficient of payouts', () => {
    const gini = (bases: bigint[]) => formatFractionShort(measured(claims(bases), 1n).gini)
    expect(gini([3n, 3n, 3n, 3n])).toBe('0')
    expect(gini([0n, 0n, 0n, 9n])).toBe('3/4')
    expect(gini([10n, 20n, 30n])).toBe('2/9')
  })

  it('has a Gini coefficient of 0 when nothing is paid out', () => {
    expect(formatFractionShort(measured(claims([5n, 7n]), 12n).gini)).toBe('0')
  })

  it('takes the median over charged accounts, the mean of the middle two when even', () => {
    expect(formatFractionShort(measured(claims([1n, 2n, 10n]), 13n).medianLevy)).toBe('2')
    expect(formatFractionShort(measured(claims([1n, 2n, 3n, 10n]), 16n).medianLevy)).toBe('5/2')
  })

  it('counts the top p % as the largest levies, rounded up', () => {
    const metrics = measured(claims(Array.from({ length: 101 }, (_, i) => BigInt(i))), 5050n)
    expect(formatFractionShort(metrics.top1Share)).toBe('2/101')
    expect(formatFractionShort(metrics.top1PercentShare)).toBe('199/5050')
    expect(formatFractionShort(metrics.top10PercentShare)).toBe('209/1010')
    expect(formatFractionShort(metrics.top10Share)).toBe('191/1010')
  })

  it('reports every class on its own and leaves the exempt out of the rest', () => {
    const population = claims([100n, 100n, 900n], ['eligible', 'house', 'exempt'])
    const metrics = measured(population, 50n)
    expect(metrics.byClass).toEqual({
      eligible: { accounts: 1, base: 100n, levy: 25n },
      house: { accounts: 1, base: 100n, levy: 25n },
      exempt: { accounts: 1, base: 900n, levy: 0n },
    })
    expect(metrics).toMatchObject({ chargedCount: 2, exemptCount: 1, largestLevy: 25n })
    expect(formatFractionShort(metrics.largestLevyShareOfBase)).toBe('1/4')
  })

  it('counts as capped every account of an owner who pays all he may lose', () => {
    const population = claims([100n, 300n, 400n])
    population[0] = plainClaim('a0', 100n, { owner: 'o', cap: 0n })
    population[1] = plainClaim('a1', 300n, { owner: 'o', cap: 40n })
    expect(measured(population, 240n)).toMatchObject({ cappedCount: 2, largestLevy: 200n })
  })

  it.each<[Rule, bigint, string]>([
    ['pro-rata', 60n, '0'],
    ['equal-levy', 60n, '2/81'],
    ['level-down', 200n, '-7/48'],
    ['equal-levy', 600n, '0'],
  ])(
    'gives %s of %d the signed deviation from proportionality %s',
    (rule, collected, deviation) => {
      const metrics = measured(claims([300n, 100n, 200n]), collected, plainTerms(rule))
      expect(formatFractionShort(metrics.proportionalityDeviation)).toBe(deviation)
    },
  )

  it('relates the largest surviving profit to what is collected and to the largest shortfall', () => {
    const population = claims([100n, 200n, 300n])
    const allocated = allocation(population, 60n)
    const metrics = measure(population, allocated, { largestShortfall: 45n })
    expect(metrics.largestPayout).toBe(270n)
    expect(formatFractionShort(metrics.ptsr)).toBe('9/2')
    expect(metrics.pmr && formatFractionShort(metrics.pmr)).toBe('6')
    expect(measure(population, allocated).pmr).toBeNull()
    expect(() => measure(population, allocated, { largestShortfall: 0n })).toThrow('above 0')
  })

  it('keeps accounts below the exemption threshold in the population, with a levy of 0', () => {
    const terms = plainTerms('pro-rata')
    const limits = { ...terms.limits, exemptBelow: 100n }
    const metrics = measured(claims([10n, 20n, 100n]), 50n, { ...terms, limits })
    expect(metrics).toMatchObject({ belowThresholdCount: 2, exemptCount: 0, chargedCount: 1 })
    expect(formatFractionShort(metrics.medianLevy)).toBe('0')
    expect(formatFractionShort(metrics.rate)).toBe('1/2')
    expect(metrics.byClass.eligible).toEqual({ accounts: 3, base: 130n, levy: 50n })
  })
})

describe('on random populations', () => {
  const amount = fc.oneof(
    fc.bigInt(0n, 9n),
    fc.bigInt(0n, 10n ** 6n),
    fc.bigInt(2n ** 63n - 9n, 2n ** 63n - 1n),
  )
  const limit = { nil: null, freq: 2 }
  const problem = fc
    .record({
      rule: fc.constantFrom(...RULES),
      exemptBelow: fc.option(amount, limit),
      population: fc.array(
        fc.record({
          base: amount,
          class: fc.constantFrom('eligible', 'eligible', 'house', 'exempt'),
        }),
        { minLength: 1, maxLength: 25 },
      ),
      part: fc.bigInt(1n, 100n),
    })
    .map(({ rule, exemptBelow, population, part }) => {
      const terms = plainTerms(rule)
      const limits = { ...terms.limits, exemptBelow }
      const all = population.map((claim, index): Claim => {
        return plainClaim(`a${index}`, claim.base, { class: claim.class, score: `${index % 4}` })
      })
      const capacity = all
        .filter((claim) => claim.class !== 'exempt' && claim.base >= (exemptBelow ?? 0n))
        .reduce((total, { base }) => total + base, 0n)
      return { all, terms: { ...terms, limits }, collected: (capacity * part + 99n) / 100n }
    })
    .filter(({ collected }) => collected > 0n)

  it('agrees with pairwise definitions, whatever the order of the claims', () => {
    fc.assert(
      fc.property(problem, ({ all, terms, collected }) => {
        const allocated = allocation(all, collected, terms)
        const metrics = measure(all, allocated)
        const { gini, deviation, ...slow } = slowly(all, allocated.levies)
        expect(metrics).toMatchObject(slow)
        expect(isSame(metrics.gini, gini)).toBe(true)
        expect(isSame(metrics.proportionalityDeviation, deviation)).toBe(true)
        expect(measured([...all].reverse(), collected, terms)).toEqual(metrics)
      }),
      { numRuns: 500 },
    )
  })
})

type Ratio = readonly [numerator: bigint, denominator: bigint]

const isSame = ({ numerator, denominator }: Fraction, [above, below]: Ratio): boolean =>
  below === 0n ? numerator === 0n : numerator * below === above * denominator

/** Gini and deviation as sums over all pairs of accounts; counts one account at a time. */
const slowly = (all: readonly Claim[], levies: readonly bigint[]) => {
  const kept = all
    .map((claim, index) => ({
      ...claim,
      levy: levies[index]!,
      payout: claim.base - levies[index]!,
    }))
    .filter((claim) => claim.class !== 'exempt')
  const total = (values: readonly bigint[]) => values.reduce((a, b) => a + b, 0n)
  const payouts = kept.map(({ payout }) => payout).sort((a, b) => Number(a - b))
  const ordered = [...kept].sort((a, b) => Number(a.base - b.base) || Number(a.payout - b.payout))
  const pairs = <T>(values: readonly T[], term: (lower: T, upper: T) => bigint): bigint =>
    total(values.flatMap((lower, at) => values.slice(at + 1).map((upper) => term(lower, upper))))
  const paid = total(payouts)
  return {
    gini: [pairs(payouts, (a, b) => b - a), BigInt(kept.length) * paid] as const,
    deviation: [
      pairs(ordered, (a, b) => a.base * b.payout - b.base * a.payout),
      total(kept.map(({ base }) => base)) * paid,
    ] as const,
    largestPayout: payouts.at(-1) ?? 0n,
    largestLevy: kept.map(({ levy }) => levy).reduce((a, b) => (a > b ? a : b), 0n),
    chargedCount: kept.filter(({ levy }) => levy > 0n).length,
    cappedCount: kept.filter(({ levy, base }) => levy > 0n && levy === base).length,
    exemptCount: all.length - kept.length,
  }
}

describe('isResidualLarge', () => {
  it.each([
    [500n, 500n, true],
    [1n, 100n, true],
    [1n, 101n, false],
    [0n, 1n, false],
  ])('says of a residual of %d against %d collected: %s', (residual, collected, isLarge) => {
    expect(isResidualLarge({ residual, collected })).toBe(isLarge)
  })
})
