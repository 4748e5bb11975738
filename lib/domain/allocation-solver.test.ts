// The one solver: ramps by hand, and that its answer is the first point at which the sum is reached.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { amounts, population } from './allocation-population.example'
import { RULES } from './allocation-schedule'
import { solve } from './allocation-solve'
import { solveRamps, type Ramp } from './allocation-solver'
import { plainTerms } from './allocation-terms'
import { Fault } from './assert'
import { fraction, type Fraction } from './fraction'
import { sum } from './money'

/** What the ramps pay at t, times t's denominator. */
const paid = (ramps: readonly Ramp[], { numerator, denominator }: Fraction): bigint =>
  sum(
    ramps.map(({ start, slope, cap }) => {
      const open = slope * (numerator - start * denominator)
      const most = cap * denominator
      return open < 0n ? 0n : open < most ? open : most
    }),
  )

describe('solveRamps', () => {
  const ramps: Ramp[] = [
    { start: 0n, slope: 1n, cap: 10n },
    { start: 4n, slope: 2n, cap: 12n },
    { start: 20n, slope: 3n, cap: 6n },
  ]

  it.each([
    [1n, fraction(1n, 1n)],
    [4n, fraction(4n, 1n)],
    // t + 2(t − 4) = 5.
    [5n, fraction(13n, 3n)],
    // At t = 10 both are full: 10 + 12; nothing rises until 20.
    [22n, fraction(10n, 1n)],
    [23n, fraction(61n, 3n)],
    [28n, fraction(22n, 1n)],
  ])('reaches %i at the first point that does', (amount, expected) => {
    expect(solveRamps(ramps, amount)).toEqual(expected)
  })

  it('starts below 0 where a ramp does', () => {
    expect(solveRamps([{ start: -5n, slope: 2n, cap: 20n }], 3n)).toEqual(fraction(-7n, 2n))
  })

  it('looks past ramps that pay nothing', () => {
    const empty = { start: -100n, slope: 1n, cap: 0n }
    expect(solveRamps([empty, ...ramps], 4n)).toEqual(fraction(4n, 1n))
  })

  it('pays exactly the amount, and less at any point before', () => {
    const ramp = fc.record({
      start: amounts.map((start) => -start),
      slope: amounts.map((slope) => slope + 1n),
      cap: amounts,
    })
    const some = fc.array(ramp, { minLength: 1, maxLength: 12 })
    fc.assert(
      fc.property(some, fc.bigInt({ min: 0n, max: 1000n }), (all, part) => {
        const most = sum(all.map(({ cap }) => cap))
        fc.pre(most > 0n)
        const share = (most * part) / 1000n
        const amount = share === 0n ? 1n : share
        const at = solveRamps(all, amount)
        expect(paid(all, at)).toBe(amount * at.denominator)
        const step = 10n ** 60n
        const before = {
          numerator: at.numerator * step - 1n,
          denominator: at.denominator * step,
        }
        expect(paid(all, before) < amount * before.denominator).toBe(true)
      }),
      { numRuns: 500 },
    )
  })

  it('refuses an amount of 0, a negative one and one above what the ramps pay', () => {
    const sentence = 'expected an amount above 0 and within capacity'
    for (const amount of [0n, -1n, 29n]) {
      expect(() => solveRamps(ramps, amount)).toThrow(new Fault(sentence))
    }
    expect(() => solveRamps([], 1n)).toThrow(Fault)
  })
})

describe('solve', () => {
  it('takes the smallest θ where a whole interval collects the amount', () => {
    const capped = population([100n, 100n], [10n, 40n])
    const theta = (rule: 'pro-rata' | 'equal-levy') =>
      solve(capped, { ...plainTerms(rule), collected: 50n })
    expect(theta('pro-rata')).toMatchObject({ theta: { numerator: '2', denominator: '5' } })
    expect(theta('equal-levy')).toMatchObject({ theta: { numerator: '40', denominator: '1' } })
  })

  it('takes the largest μ where a whole interval collects the amount', () => {
    // The larger claim is capped at 50 from μ = 250 on, the smaller one pays from μ = 100 on.
    const capped = population([100n, 300n], [null, 50n])
    const options = { ...plainTerms('level-down'), collected: 50n }
    expect(solve(capped, options)).toMatchObject({ mu: { numerator: '250', denominator: '1' } })
  })

  it('takes the smallest θ for Talmud at half and at the whole of all claims', () => {
    const claims = population([10n, 30n, 21n, 1n])
    const talmud = (collected: bigint) => solve(claims, { ...plainTerms('talmud'), collected })
    const theta = { numerator: '15', denominator: '1' }
    expect(talmud(31n)).toMatchObject({ theta, half: 'low' })
    expect(talmud(62n)).toMatchObject({ theta: { numerator: '0' }, half: 'high' })
  })

  it('stops the queue at the claim that completes the amount, not at the next', () => {
    const claims = population([10n, 20n, 30n])
    const queue = (collected: bigint) => solve(claims, { ...plainTerms('queue'), collected })
    expect(queue(10n)).toMatchObject({ score: '3', cutoff: { account: 'a', amount: '10' } })
    expect(queue(11n)).toMatchObject({ score: '2', cutoff: { account: 'b', amount: '1' } })
  })

  it('keeps θ exact over weights without a common denominator', () => {
    const weights = [fraction(1n, 3n), fraction(2n, 7n), fraction(5n, 11n)]
    const claims = population([1n, 1n, 1n]).map((one, index) => ({
      ...one,
      weight: weights[index]!,
    }))
    // θ(77 + 66 + 105)/231 = 1.
    const theta = { numerator: '231', denominator: '248' }
    expect(solve(claims, { ...plainTerms('pro-rata'), collected: 1n })).toMatchObject({ theta })
  })

  it.each(RULES)('refuses an amount of 0 and one above capacity: %s', (rule) => {
    const claims = population([100n])
    expect(() => solve(claims, { ...plainTerms(rule), collected: 101n })).toThrow(Fault)
    expect(() => solve(claims, { ...plainTerms(rule), collected: 0n })).toThrow(Fault)
    expect(() => solve(claims, { ...plainTerms(rule), collected: -1n })).toThrow(Fault)
  })
})
