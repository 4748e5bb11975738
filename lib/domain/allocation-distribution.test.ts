// Tiers, histogram and Lorenz curve, by hand and against slow definitions.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  ascendingAmounts,
  chargedPopulation,
  distribution,
  histogram,
  lorenzCurve,
} from './allocation-distribution'
import { plainClaim } from './claim.example'
import { formatFractionShort } from './fraction'

describe('distribution', () => {
  it('puts each account into the tier of its base, edges belonging upwards', () => {
    const bases = [0n, 999n, 1000n, 99999999n, 100000000n, 5n]
    const classes = ['eligible', 'eligible', 'house', 'eligible', 'eligible', 'exempt'] as const
    const population = bases.map((base, index) =>
      plainClaim(`a${index}`, base, { class: classes[index] ?? 'eligible' }),
    )
    const tiers = distribution(population, [0n, 1n, 2n, 3n, 4n, 0n], { scale: 2 })
    expect(tiers.map(({ accounts }) => accounts)).toEqual([2, 1, 0, 0, 0, 1, 1])
    expect(tiers[0]).toEqual({ from: 0n, to: 1000n, accounts: 2, base: 999n, levy: 1n })
    expect(tiers.at(-1)).toMatchObject({ from: 100000000n, to: null, levy: 4n })
  })
})

describe('ascendingAmounts', () => {
  it('sorts levies and payouts of all but the exempt, each on its own', () => {
    const population = [
      plainClaim('a', 10n),
      plainClaim('b', 7n, { class: 'house' }),
      plainClaim('c', 99n, { class: 'exempt' }),
    ]
    const { levies, payouts } = ascendingAmounts(chargedPopulation(population, [9n, 2n, 0n]))
    expect([[...levies], [...payouts]]).toEqual([
      [2n, 9n],
      [1n, 5n],
    ])
  })

  it('refuses claims and levies of different counts', () => {
    expect(() => chargedPopulation([plainClaim('a', 1n)], [])).toThrow('one levy per claim')
  })
})

const ascendingArray = fc
  .array(fc.oneof(fc.bigInt(0n, 20n), fc.bigInt(0n, 2n ** 63n - 1n)), { maxLength: 250 })
  .map((amounts) => BigUint64Array.from(amounts).sort())

describe('histogram', () => {
  it('has edges at the powers of two, which belong upwards', () => {
    const bins = histogram(BigUint64Array.of(0n, 0n, 1n, 2n, 3n, 4n, 2n ** 62n, 2n ** 63n - 1n))
    expect(bins).toHaveLength(64)
    expect(bins.slice(0, 5)).toEqual([2, 1, 2, 1, 0])
    expect(bins.at(-1)).toBe(2)
  })

  it('counts every amount once, in the bin of its number of binary digits', () => {
    fc.assert(
      fc.property(ascendingArray, (amounts) => {
        const bins = Array.from({ length: 64 }, () => 0)
        for (const amount of amounts) bins[amount === 0n ? 0 : amount.toString(2).length]! += 1
        expect(histogram(amounts)).toEqual(bins)
      }),
    )
  })
})

describe('lorenzCurve', () => {
  it('gives the share of the smallest, counted upwards to a whole account', () => {
    const curve = lorenzCurve(BigUint64Array.of(1n, 2n, 3n, 4n)).map(formatFractionShort)
    expect([curve[0], curve[24], curve[25], curve[74], curve[99]]).toEqual([
      '1/10',
      '1/10',
      '3/10',
      '3/5',
      '1',
    ])
  })

  it('is 0 everywhere when there is nothing to hold', () => {
    const nothing = Array.from({ length: 100 }, () => '0')
    expect(lorenzCurve(BigUint64Array.of(0n, 0n)).map(formatFractionShort)).toEqual(nothing)
    expect(lorenzCurve(BigUint64Array.of()).map(formatFractionShort)).toEqual(nothing)
  })

  it('is the exact share of a slow sum at every point', () => {
    fc.assert(
      fc.property(ascendingArray, (amounts) => {
        const total = amounts.reduce((a, b) => a + b, 0n)
        for (const [index, { numerator, denominator }] of lorenzCurve(amounts).entries()) {
          const smallest = amounts.slice(0, Math.ceil(((index + 1) * amounts.length) / 100))
          const held = smallest.reduce((a, b) => a + b, 0n)
          expect(numerator * total).toBe(held * denominator)
        }
      }),
    )
  })
})
