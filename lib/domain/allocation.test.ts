// The golden tables of allocation.md §6 for every rule, and what owners and classes mean for a run.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { allocate } from './allocation'
import { groupByOwner, ownerDisagreements, splitOverMembers } from './allocation-group'
import { levy } from './allocation-levy'
import { NO_LIMITS } from './allocation-limits'
import { amounts, feasible, population, realLevies } from './allocation-population.example'
import { RULES, type Rounding, type Rule } from './allocation-schedule'
import { plainTerms } from './allocation-terms'
import { Fault } from './assert'
import type { Claim } from './claim'
import { plainClaim as claim } from './claim.example'
import { formatFractionShort, fraction, type Fraction } from './fraction'
import { sum } from './money'

const run = (
  claims: readonly Claim[],
  collected: bigint,
  [rule, rounding]: [Rule, Rounding?] = ['pro-rata'],
) => feasible(claims, { ...plainTerms(rule, rounding), collected })

/** "16⅔, 33⅓" as fractions. */
const read = (text: string): string[] =>
  text.split(', ').map((one) => {
    const [, whole = '0', part = ''] = /^(\d*)([⅓⅔½]?)$/.exec(one) ?? []
    const parts: Record<string, Fraction> = {
      '⅓': fraction(1n, 3n),
      '⅔': fraction(2n, 3n),
      '½': fraction(1n, 2n),
    }
    const { numerator, denominator } = parts[part] ?? { numerator: 0n, denominator: 1n }
    return formatFractionShort(fraction(BigInt(whole) * denominator + numerator, denominator))
  })

const profits = population([100n, 200n, 300n])
const real = (rule: Rule, collected: bigint): Fraction[] =>
  realLevies(profits, { ...plainTerms(rule), collected })

describe('payouts on claims 100, 200, 300', () => {
  it.each([
    [100n, 'pro-rata', '16⅔, 33⅓, 50'],
    [100n, 'level-down', '33⅓, 33⅓, 33⅓'],
    [100n, 'equal-levy', '0, 0, 100'],
    [100n, 'talmud', '33⅓, 33⅓, 33⅓'],
    [200n, 'pro-rata', '33⅓, 66⅔, 100'],
    [200n, 'level-down', '66⅔, 66⅔, 66⅔'],
    [200n, 'equal-levy', '0, 50, 150'],
    [200n, 'talmud', '50, 75, 75'],
    [300n, 'pro-rata', '50, 100, 150'],
    [300n, 'level-down', '100, 100, 100'],
    [300n, 'equal-levy', '0, 100, 200'],
    [300n, 'talmud', '50, 100, 150'],
    [400n, 'pro-rata', '66⅔, 133⅓, 200'],
    [400n, 'level-down', '100, 150, 150'],
    [400n, 'equal-levy', '33⅓, 133⅓, 233⅓'],
    [400n, 'talmud', '50, 125, 225'],
    [500n, 'pro-rata', '83⅓, 166⅔, 250'],
    [500n, 'level-down', '100, 200, 200'],
    [500n, 'equal-levy', '66⅔, 166⅔, 266⅔'],
    [500n, 'talmud', '66⅔, 166⅔, 266⅔'],
  ] as const)(
    'of %i by %s are %s, and floored levies leave less than a unit more',
    (paid, rule, expected) => {
      const taken = real(rule, 600n - paid)
      const payouts = profits.map(({ base }, index) => {
        const { numerator, denominator } = taken[index]!
        return fraction(base * denominator - numerator, denominator)
      })
      expect(payouts.map(formatFractionShort)).toEqual(read(expected))
      const { levies } = run(profits, 600n - paid, [rule])
      expect(levies).toEqual(taken.map(({ numerator, denominator }) => numerator / denominator))
    },
  )
})

describe('levies on profits 100, 200, 300', () => {
  it.each([
    [60n, 'pro-rata', '10, 20, 30', [10n, 20n, 30n], [10n, 20n, 30n]],
    [60n, 'equal-levy', '20, 20, 20', [20n, 20n, 20n], [20n, 20n, 20n]],
    [60n, 'level-down', '0, 0, 60', [0n, 0n, 60n], [0n, 0n, 60n]],
    [60n, 'talmud', '20, 20, 20', [20n, 20n, 20n], [20n, 20n, 20n]],
    [60n, 'queue', '60, 0, 0', [60n, 0n, 0n], [60n, 0n, 0n]],
    [200n, 'pro-rata', '33⅓, 66⅔, 100', [33n, 66n, 100n], [33n, 67n, 100n]],
    [200n, 'equal-levy', '66⅔, 66⅔, 66⅔', [66n, 66n, 66n], [67n, 67n, 66n]],
    [200n, 'level-down', '0, 50, 150', [0n, 50n, 150n], [0n, 50n, 150n]],
    [200n, 'talmud', '50, 75, 75', [50n, 75n, 75n], [50n, 75n, 75n]],
    [200n, 'queue', '100, 100, 0', [100n, 100n, 0n], [100n, 100n, 0n]],
    [400n, 'pro-rata', '66⅔, 133⅓, 200', [66n, 133n, 200n], [67n, 133n, 200n]],
    [400n, 'equal-levy', '100, 150, 150', [100n, 150n, 150n], [100n, 150n, 150n]],
    [400n, 'level-down', '33⅓, 133⅓, 233⅓', [33n, 133n, 233n], [34n, 133n, 233n]],
    [400n, 'talmud', '50, 125, 225', [50n, 125n, 225n], [50n, 125n, 225n]],
    [400n, 'queue', '100, 200, 100', [100n, 200n, 100n], [100n, 200n, 100n]],
  ] as const)('for a loss of %i by %s are %s', (loss, rule, expected, floors, whole) => {
    expect(real(rule, loss).map(formatFractionShort)).toEqual(read(expected))
    expect(run(profits, loss, [rule])).toMatchObject({
      levies: floors,
      residual: loss - sum(floors),
    })
    expect(run(profits, loss, [rule, 'largest-remainder'])).toMatchObject({
      levies: whole,
      residual: 0n,
    })
  })

  it('have the published constants', () => {
    const constants = (rule: Rule, loss: bigint) => {
      const { schedule } = run(profits, loss, [rule])
      return { theta: undefined, mu: undefined, half: undefined, ...schedule }
    }
    const half = { numerator: '1', denominator: '2' }
    const whole = (amount: number) => ({ numerator: amount.toString(), denominator: '1' })
    expect(constants('pro-rata', 300n)).toMatchObject({ theta: half, mu: undefined })
    expect(constants('equal-levy', 400n)).toMatchObject({ theta: whole(150), mu: undefined })
    expect(constants('level-down', 200n)).toMatchObject({ theta: undefined, mu: whole(150) })
    expect(constants('talmud', 200n)).toMatchObject({ theta: whole(75), half: 'low' })
    expect(constants('talmud', 300n)).toMatchObject({ theta: whole(150), half: 'low' })
    expect(constants('talmud', 400n)).toMatchObject({ theta: whole(75), half: 'high' })
    expect(constants('queue', 400n)).toMatchObject({
      score: '1',
      cutoff: { account: 'c', amount: '100' },
    })
  })

  it('carry under largest remainder who gets the last unit', () => {
    expect(run(profits, 200n, ['equal-levy', 'largest-remainder']).schedule).toMatchObject({
      remainder: { numerator: '2', denominator: '3' },
      cutoff: { account: 'b', amount: '67' },
    })
    const even = run(profits, 60n, ['pro-rata', 'largest-remainder']).schedule
    expect(even.remainder).toEqual({ numerator: '1', denominator: '1' })
    expect(even).not.toHaveProperty('cutoff')
  })
})

describe('caps', () => {
  const capped = population([100n, 200n, 300n], [50n, 20n, 300n])

  it('are filled, and what is left is shared over the others', () => {
    const allocation = run(capped, 120n)
    expect(allocation.schedule).toMatchObject({ theta: { numerator: '1', denominator: '4' } })
    expect(allocation).toMatchObject({ levies: [25n, 20n, 75n], residual: 0n, capacity: 370n })
    expect(allocation).toMatchObject({ accountsCharged: 3, cappedCount: 1 })
  })

  it.each(RULES.filter((rule) => rule !== 'talmud'))('bound what %s can bear', (rule) => {
    const terms = plainTerms(rule)
    expect(allocate(capped, { ...terms, collected: 371n })).toEqual({
      kind: 'infeasible',
      capacity: 370n,
      missing: 1n,
    })
    expect(run(capped, 370n, [rule])).toMatchObject({ levies: [50n, 20n, 300n], residual: 0n })
  })

  it.each([
    ['pro-rata', 270n, [45n, 90n, 135n]],
    ['equal-levy', 200n, [50n, 75n, 75n]],
    ['level-down', 200n, [0n, 50n, 150n]],
    ['level-down', 220n, [0n, 70n, 150n]],
    ['queue', 270n, [50n, 100n, 120n]],
  ] as const)('of one half by policy make %s take of %i what they should', (rule, loss, levies) => {
    const limits = { ...NO_LIMITS, capFraction: fraction(1n, 2n) }
    const options = { ...plainTerms(rule), limits }
    expect(feasible(profits, { ...options, collected: loss })).toMatchObject({
      levies,
      capacity: 300n,
      chargedBase: 600n,
    })
    expect(allocate(profits, { ...options, collected: 301n })).toMatchObject({ missing: 1n })
  })
})

describe('published examples', () => {
  it('Chitra (2025): pro-rata, and the queue in the order 2, 1, 3', () => {
    const tenths = population([80n, 40n, 5n])
    expect(run(tenths, 75n).levies).toEqual([48n, 24n, 3n])
    const scores = ['2', '3', '1']
    const ranked = tenths.map((one, index) => ({ ...one, score: scores[index]! }))
    expect(run(ranked, 75n, ['queue']).levies).toEqual([35n, 40n, 0n])
  })

  it.each(RULES)('Chitra (2025): %s cannot take 15 from a capacity of 12.5', (rule) => {
    const tenths = population([80n, 40n, 5n])
    expect(allocate(tenths, { ...plainTerms(rule), collected: 150n })).toEqual({
      kind: 'infeasible',
      capacity: 125n,
      missing: 25n,
    })
  })

  it('Vega: levies are floored where Vega floors payouts', () => {
    const wins = population([1400n, 700n])
    expect(run(wins, 500n)).toMatchObject({ levies: [333n, 166n], residual: 1n })
    expect(wins.map(({ base }, index) => base - run(wins, 500n).levies[index]!)).toEqual([
      1067n,
      534n,
    ])
  })

  it('Bitfinex (2016): 36.067 % of every holding', () => {
    const holdings = population([100_000n, 250_000n, 3_000n, 647_000n])
    expect(run(holdings, 360_670n)).toMatchObject({
      levies: [36_067n, 90_167n, 1_082n, 233_353n],
      residual: 1n,
    })
  })
})

describe('the last units', () => {
  it('are exact where a rounded quotient would be one too high', () => {
    const whole = 2n ** 80n - 1n
    expect(whole).toBe(1208925819614629174706175n)
    const schedule = {
      rule: 'pro-rata',
      rounding: 'floor',
      weighted: false,
      theta: { numerator: (whole - 1n).toString(), denominator: whole.toString() },
    } as const
    expect(levy(schedule, claim('a', 5n))).toBe(4n)
    expect(run(population([5n, whole - 5n]), whole - 1n)).toMatchObject({
      schedule,
      levies: [4n, whole - 6n],
      residual: 1n,
    })
  })

  const tiny = population(Array.from({ length: 1000 }, () => 1n))
  const parametric = RULES.filter((rule) => rule !== 'queue')

  it.each(parametric)('of tiny claims are nobody’s under %s with floor', (rule) => {
    const allocation = run(tiny, 500n, [rule])
    expect(allocation).toMatchObject({ levied: 0n, residual: 500n, accountsCharged: 0 })
  })

  it.each(parametric)('of tiny claims go by account under %s with largest remainder', (rule) => {
    const { levies, residual, schedule } = run(tiny, 500n, [rule, 'largest-remainder'])
    const accounts = tiny.map(({ account }) => account).sort()
    const paying = tiny.filter((_, index) => levies[index] === 1n).map(({ account }) => account)
    expect(paying.sort()).toEqual(accounts.slice(0, 500))
    expect(residual).toBe(0n)
    expect(schedule.cutoff).toEqual({ account: accounts[499], amount: '1' })
  })

  it('go by the bytes of the account: digits, capitals, small letters', () => {
    const ties = ['b', 'a', 'B', '10', '9'].map((account) => claim(account, 10n, { score: '1' }))
    const payers = (rule: Rule, collected: bigint) => {
      const { levies } = run(ties, collected, [rule, 'largest-remainder'])
      return ties.filter((_, index) => levies[index]! > 0n).map(({ account }) => account)
    }
    expect(payers('pro-rata', 1n)).toEqual(['10'])
    expect(payers('pro-rata', 3n).sort()).toEqual(['10', '9', 'B'])
    expect(payers('queue', 31n).sort()).toEqual(['10', '9', 'B', 'a'])
  })

  it('go to the claim that loses most by flooring, whoever it is', () => {
    // Exact levies 2.5, 3.75, 0.75, 3.
    const claims = population([10n, 15n, 3n, 12n])
    expect(run(claims, 10n).levies).toEqual([2n, 3n, 0n, 3n])
    expect(run(claims, 10n, ['pro-rata', 'largest-remainder']).levies).toEqual([2n, 4n, 1n, 3n])
  })
})

describe('weights and classes', () => {
  it('charge in proportion to weight times base', () => {
    const claims = [
      claim('a', 100n, { weight: fraction(3n, 2n) }),
      claim('b', 100n, { weight: fraction(1n, 3n) }),
      claim('c', 100n),
    ]
    const allocation = run(claims, 85n)
    expect(allocation.schedule).toMatchObject({
      weighted: true,
      theta: { numerator: '3', denominator: '10' },
    })
    expect(allocation).toMatchObject({ levies: [45n, 10n, 30n], residual: 0n })
  })

  it('call a population unweighted when every weight is 1', () => {
    const claims = [
      claim('a', 100n, { weight: fraction(1n, 1n) }),
      claim('b', 100n),
      claim('c', 100n, { class: 'exempt', weight: fraction(2n, 1n) }),
    ]
    expect(run(claims, 20n).schedule.weighted).toBe(false)
  })

  it.each(RULES)('let house accounts pay like everybody and exempt ones nothing: %s', (rule) => {
    const claims = [
      claim('a', 100n, { score: '1' }),
      claim('b', 100n, { score: '1', class: 'house' }),
      claim('c', 500n, { class: 'exempt' }),
    ]
    expect(run(claims, 200n, [rule])).toMatchObject({
      levies: [100n, 100n, 0n],
      capacity: 200n,
      chargedBase: 200n,
      accountsCharged: 2,
    })
    expect(allocate(claims, { ...plainTerms(rule), collected: 201n })).toMatchObject({
      kind: 'infeasible',
      missing: 1n,
    })
  })

  it.each(RULES)('spare whoever is below the threshold, who keeps his class: %s', (rule) => {
    const limits = { ...NO_LIMITS, exemptBelow: 100n }
    const claims = [...population([99n, 100n, 100n]), claim('x', 50n, { class: 'exempt' })]
    const options = { ...plainTerms(rule), limits, collected: 200n }
    expect(feasible(claims, options)).toMatchObject({
      levies: [0n, 100n, 100n, 0n],
      capacity: 200n,
      chargedBase: 200n,
      belowThresholdCount: 1,
    })
    expect(allocate(claims, { ...options, collected: 201n })).toMatchObject({ missing: 1n })
  })

  it('refuse terms that do not fit', () => {
    const claims = population([10n], [5n])
    expect(() => allocate(claims, { ...plainTerms('talmud'), collected: 1n })).toThrow(Fault)
  })
})

describe('owners', () => {
  it('are charged as one claim, split by base with the largest remainder', () => {
    const claims = [
      claim('b', 10n, { owner: 'o' }),
      claim('a', 10n, { owner: 'o' }),
      claim('c', 10n, { owner: 'o' }),
      claim('d', 70n),
    ]
    expect(run(claims, 10n).levies).toEqual([1n, 1n, 1n, 7n])
    expect(run(claims, 14n).levies).toEqual([1n, 2n, 1n, 9n])
  })

  it.each([
    ['equal-levy', [30n, 30n]],
    ['level-down', [20n, 40n]],
    ['queue', [60n, 0n]],
  ] as const)('pay under %s what one account of theirs would', (rule, levies) => {
    const rank = { score: '1' }
    const whole = [claim('a', 80n, { score: '2' }), claim('b', 100n, rank)]
    expect(run(whole, 60n, [rule]).levies).toEqual(levies)
    const own = { owner: 'o', ...rank }
    const split = [claim('a', 80n, { score: '2' }), claim('b', 50n, own), claim('c', 50n, own)]
    const [alone, ...parts] = run(split, 60n, [rule]).levies
    expect([alone, sum(parts)]).toEqual(levies)
  })

  it('stand in a tie where their first account stands', () => {
    const rank = { score: '1' }
    const claims = [
      claim('z', 10n, { owner: 'o', ...rank }),
      claim('m', 20n, rank),
      claim('a', 10n, { owner: 'o', ...rank }),
    ]
    expect(run(claims, 20n, ['queue'])).toMatchObject({
      schedule: { cutoff: { account: 'a', amount: '20' } },
      levies: [10n, 0n, 10n],
    })
    expect(run(claims, 1n, ['equal-levy', 'largest-remainder']).levies).toEqual([0n, 0n, 1n])
  })

  it('add bases, caps and equities, and no cap counts as base', () => {
    const claims = [
      claim('b', 10n, { owner: 'o', cap: 3n, equity: -5n }),
      claim('a', 20n, { owner: 'o', equity: 7n }),
      claim('c', 5n),
      claim('d', 5n, { owner: 'p', equity: 7n }),
      claim('e', 5n, { owner: 'p' }),
    ]
    expect(groupByOwner(claims)).toMatchObject([
      { claim: { account: 'a', base: 30n, cap: 23n, equity: 2n }, members: [0, 1] },
      { claim: { account: 'c', base: 5n, cap: null, equity: null }, members: [2] },
      { claim: { account: 'd', base: 10n, cap: 10n, equity: null }, members: [3, 4] },
    ])
    expect(allocate(claims, { ...plainTerms('pro-rata'), collected: 39n })).toMatchObject({
      capacity: 38n,
    })
  })

  it('count as capped with all their accounts that pay', () => {
    const own = { owner: 'o', cap: 1n }
    const claims = [claim('a', 10n, own), claim('b', 10n, own), claim('c', 0n, { ...own, cap: 0n })]
    expect(run([...claims, claim('d', 100n)], 50n)).toMatchObject({
      levies: [1n, 1n, 0n, 48n],
      cappedCount: 2,
      accountsCharged: 3,
    })
  })

  it('must agree in class, weight and score', () => {
    const claims = [
      claim('a', 1n, { owner: 'o' }),
      claim('b', 1n, { owner: 'o', class: 'house' }),
      claim('c', 1n, { owner: 'o', weight: fraction(2n, 1n) }),
      claim('d', 1n, { owner: 'o', score: '1' }),
      claim('e', 1n, { owner: 'o', weight: fraction(1n, 1n) }),
      claim('f', 1n, { owner: 'p', class: 'exempt' }),
    ]
    expect(ownerDisagreements(claims)).toEqual([
      { index: 1, firstIndex: 0, field: 'class' },
      { index: 2, firstIndex: 0, field: 'weight' },
      { index: 3, firstIndex: 0, field: 'score' },
    ])
    expect(() => run(claims, 1n)).toThrow(Fault)
  })

  it('never split more than the levy or above a base', () => {
    const bases = fc.array(amounts, { minLength: 1, maxLength: 9 })
    fc.assert(
      fc.property(bases, fc.bigInt({ min: 0n, max: 10n ** 6n }), (all, part) => {
        const members = population(all)
        const amount = (sum(all) * part) / 10n ** 6n
        const parts = splitOverMembers(members, amount)
        expect(sum(parts)).toBe(amount)
        parts.forEach((value, index) => expect(value <= (all[index] ?? 0n)).toBe(true))
      }),
    )
    expect(() => splitOverMembers(population([1n]), 2n)).toThrow(Fault)
  })
})
