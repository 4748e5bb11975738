// The figures of a run, by hand on small populations.
import { describe, expect, it } from 'vitest'
import { allocate, type Allocation } from './allocation'
import { distribution, measure, publicCells, type Metrics, type Tier } from './allocation-metrics'
import type { Claim } from './claim'
import { formatFractionShort } from './fraction'

const claims = (bases: readonly bigint[], classes: readonly Claim['class'][] = []): Claim[] =>
  bases.map((base, index) => ({
    account: `a${index}`,
    owner: null,
    class: classes[index] ?? 'eligible',
    base,
    equity: null,
    cap: null,
    weight: null,
    score: null,
  }))
const allocation = (population: readonly Claim[], collected: bigint): Allocation => {
  const result = allocate(population, { collected, rule: 'pro-rata', rounding: 'floor' })
  if (result.kind === 'infeasible') throw new Error('expected a feasible run')
  return result
}
const measured = (population: readonly Claim[], collected: bigint): Metrics =>
  measure(population, allocation(population, collected))

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
})

describe('distribution', () => {
  it('puts each account into the tier of its base, edges belonging upwards', () => {
    const bases = [0n, 999n, 1000n, 99999999n, 100000000n, 5n]
    const population = claims(bases, [
      'eligible',
      'eligible',
      'house',
      'eligible',
      'eligible',
      'exempt',
    ])
    const tiers = distribution(population, [0n, 1n, 2n, 3n, 4n, 0n], { scale: 2 })
    expect(tiers.map(({ accounts }) => accounts)).toEqual([2, 1, 0, 0, 0, 1, 1])
    expect(tiers[0]).toEqual({ from: 0n, to: 1000n, accounts: 2, base: 999n, levy: 1n })
    expect(tiers.at(-1)).toMatchObject({ from: 100000000n, to: null, levy: 4n })
  })
})

describe('publicCells', () => {
  const tiers = (counts: readonly number[]): Tier[] =>
    counts.map((accounts, index) => ({
      from: BigInt(index),
      to: index === counts.length - 1 ? null : BigInt(index + 1),
      accounts,
      base: BigInt(accounts),
      levy: 0n,
    }))

  it.each([
    [
      [12, 30, 10],
      [12, 30, 10],
    ],
    [
      [3, 30, 10],
      [33, 10],
    ],
    [
      [12, 30, 4],
      [12, 34],
    ],
    [[12, 0, 4], [16]],
    [[4, 0, 12], [16]],
    [
      [12, 0, 12],
      [12, 0, 12],
    ],
    [[5, 4, 3, 9], [21]],
    [[5, 4], []],
    [[0, 0], []],
  ])('turns cells of %j accounts into %j', (counts, merged) => {
    const cells = publicCells(tiers(counts))
    expect(cells.map(({ accounts }) => accounts)).toEqual(merged)
  })

  it('leave no gap and lose nobody', () => {
    const cells = publicCells(tiers([1, 2, 30, 0, 4, 0, 11, 2]))
    expect(cells.map(({ from, to }) => [from, to])).toEqual([
      [0n, 3n],
      [3n, 4n],
      [4n, null],
    ])
    expect(cells.map(({ base }) => base)).toEqual([33n, 0n, 17n])
  })
})
