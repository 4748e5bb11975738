// Pro-rata with floor: golden tables, the properties of allocation.md §5, and a slow oracle.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { allocate, levy, solve, type Allocation, type Infeasible } from './allocation'
import { capacityOf, groupByOwner, ownerDisagreements, splitOverMembers } from './allocation-group'
import { Fault } from './assert'
import type { Claim } from './claim'
import { plainClaim as claim } from './claim.example'
import { fraction } from './fraction'
import { MAX_AMOUNT, sum } from './money'

const population = (bases: readonly bigint[], caps: readonly bigint[] = []): Claim[] =>
  bases.map((base, index) => claim(`account-${index}`, base, { cap: caps[index] ?? null }))
const run = (claims: readonly Claim[], collected: bigint): Allocation | Infeasible =>
  allocate(claims, { collected, rule: 'pro-rata', rounding: 'floor' })
const feasible = (claims: readonly Claim[], collected: bigint): Allocation => {
  const allocation = run(claims, collected)
  if (allocation.kind === 'infeasible') throw new Error('expected a feasible run')
  return allocation
}

describe('golden tables', () => {
  it.each([
    [60n, [10n, 20n, 30n], 0n],
    [200n, [33n, 66n, 100n], 1n],
    [400n, [66n, 133n, 200n], 1n],
  ])('levies on profits 100, 200, 300 for a loss of %i', (loss, levies, residual) => {
    expect(feasible(population([100n, 200n, 300n]), loss)).toMatchObject({ levies, residual })
  })

  it.each([
    [100n, '16.66 33.33 50.00'],
    [200n, '33.33 66.66 100.00'],
    [300n, '50.00 100.00 150.00'],
    [400n, '66.66 133.33 200.00'],
    [500n, '83.33 166.66 250.00'],
  ])('payouts of %i to claims 100, 200, 300 are proportional', (paidOut, expected) => {
    const cents = population([10000n, 20000n, 30000n])
    const { levies } = feasible(cents, 60000n - paidOut * 100n)
    const payouts = levies.map((amount, index) => (cents[index]?.base ?? 0n) - amount)
    const exact = expected.split(' ').map((text) => BigInt(text.replace('.', '')))
    // Levies are floored, so payouts are the exact ones rounded up.
    payouts.forEach((payout, index) => {
      expect(payout - (exact[index] ?? 0n)).toBeLessThanOrEqual(1n)
      expect(payout).toBeGreaterThanOrEqual(exact[index] ?? 0n)
    })
  })

  it('fills a claim up to its cap and shares what is left over the others', () => {
    const claims = population([100n, 200n, 300n], [50n, 20n, 300n])
    const allocation = feasible(claims, 120n)
    expect(allocation.schedule.theta).toEqual({ numerator: '1', denominator: '4' })
    expect(allocation).toMatchObject({ levies: [25n, 20n, 75n], residual: 0n, capacity: 370n })
  })

  it('says what is missing when the claims cannot bear the loss', () => {
    const claims = population([100n, 200n, 300n], [50n, 20n, 300n])
    expect(run(claims, 371n)).toEqual({ kind: 'infeasible', capacity: 370n, missing: 1n })
    expect(run(claims, 370n)).toMatchObject({ levies: [50n, 20n, 300n], residual: 0n })
  })

  it('agrees with Chitra (2025)', () => {
    const tenths = population([80n, 40n, 5n])
    expect(feasible(tenths, 75n).levies).toEqual([48n, 24n, 3n])
    expect(run(tenths, 150n)).toEqual({ kind: 'infeasible', capacity: 125n, missing: 25n })
  })

  it('floors levies where Vega floors payouts', () => {
    expect(feasible(population([1400n, 700n]), 500n)).toMatchObject({
      levies: [333n, 166n],
      residual: 1n,
    })
  })

  it('charges nobody when every exact levy is below one unit', () => {
    const allocation = feasible(population(Array.from({ length: 1000 }, () => 1n)), 500n)
    expect(allocation).toMatchObject({ levied: 0n, residual: 500n, accountsCharged: 0 })
  })

  it('divides exactly where a rounded quotient would be one too high', () => {
    const whole = 1208925819614629174706175n
    const schedule = {
      rule: 'pro-rata',
      rounding: 'floor',
      weighted: false,
      theta: { numerator: (whole - 1n).toString(), denominator: whole.toString() },
    } as const
    expect(levy(schedule, claim('a', 5n))).toBe(4n)
  })
})

describe('weights and classes', () => {
  it('charge in proportion to weight times base', () => {
    const claims = [
      claim('a', 100n, { weight: fraction(3n, 2n) }),
      claim('b', 100n, { weight: fraction(1n, 3n) }),
      claim('c', 100n),
    ]
    const allocation = feasible(claims, 85n)
    expect(allocation.schedule).toMatchObject({
      weighted: true,
      theta: { numerator: '3', denominator: '10' },
    })
    expect(allocation).toMatchObject({ levies: [45n, 10n, 30n], residual: 0n })
  })

  it('call a population unweighted when every weight is 1', () => {
    const claims = [claim('a', 100n, { weight: fraction(1n, 1n) }), claim('b', 100n)]
    expect(feasible(claims, 20n).schedule.weighted).toBe(false)
  })

  it('let house accounts pay like everybody and exempt ones nothing', () => {
    const claims = [
      claim('a', 100n),
      claim('b', 100n, { class: 'house' }),
      claim('c', 500n, { class: 'exempt' }),
    ]
    expect(feasible(claims, 100n)).toMatchObject({
      levies: [50n, 50n, 0n],
      capacity: 200n,
      chargedBase: 200n,
      accountsCharged: 2,
    })
    expect(run(claims, 201n)).toMatchObject({ kind: 'infeasible', missing: 1n })
  })
})

describe('solve', () => {
  it('takes the smallest θ when everything is taken', () => {
    const claims = population([100n, 100n], [10n, 40n])
    expect(solve(claims, 50n).theta).toEqual({ numerator: '2', denominator: '5' })
  })

  it('refuses an amount of 0 and one above capacity', () => {
    expect(() => solve(population([100n]), 0n)).toThrow(Fault)
    expect(() => solve(population([100n]), 101n)).toThrow(Fault)
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
    const allocation = feasible(claims, 10n)
    expect(allocation.levies).toEqual([1n, 1n, 1n, 7n])
    expect(feasible(claims, 14n).levies).toEqual([1n, 2n, 1n, 9n])
  })

  it('add bases and caps, and no cap counts as base', () => {
    const claims = [
      claim('a', 10n, { owner: 'o', cap: 3n }),
      claim('b', 20n, { owner: 'o' }),
      claim('c', 5n),
    ]
    expect(groupByOwner(claims)).toMatchObject([
      { claim: { base: 30n, cap: 23n }, members: [0, 1] },
      { claim: { base: 5n, cap: null }, members: [2] },
    ])
    expect(capacityOf(claims)).toBe(28n)
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
    const bases = fc.array(fc.bigInt({ min: 0n, max: MAX_AMOUNT }), { minLength: 1, maxLength: 9 })
    fc.assert(
      fc.property(bases, fc.bigInt({ min: 0n, max: 10n ** 6n }), (all, part) => {
        const members = population(all)
        const amount = (sum(all) * part) / 10n ** 6n
        const parts = splitOverMembers(members, amount)
        expect(sum(parts)).toBe(amount)
        parts.forEach((value, index) => expect(value <= (all[index] ?? 0n)).toBe(true))
      }),
    )
  })
})

// Populations: amounts up to 2^63 − 1 (totals beyond 2^64), ties, zeros, caps, weights, owners.
const base = fc.oneof(
  fc.bigInt({ min: 0n, max: 20n }),
  fc.bigInt({ min: 0n, max: 10n ** 9n }),
  fc.bigInt({ min: MAX_AMOUNT - 5n, max: MAX_AMOUNT }),
)
const weight = fc.option(
  fc
    .tuple(fc.bigInt({ min: 1n, max: 9n }), fc.bigInt({ min: 1n, max: 9n }))
    .map(([numerator, denominator]) => fraction(numerator, denominator)),
)
const drawn = fc.record({
  base,
  capShare: fc.option(fc.bigInt({ min: 0n, max: 16n })),
  owner: fc.option(fc.constantFrom('o', 'p', 'q')),
  class: fc.constantFrom<Claim['class'][]>('eligible', 'eligible', 'house', 'exempt'),
  weight,
})
const mixed: fc.Arbitrary<Claim[]> = fc
  .array(drawn, { minLength: 1, maxLength: 40 })
  .map((rows) =>
    rows.map((row, index) => {
      const like = rows.find(({ owner }) => owner !== null && owner === row.owner) ?? row
      return claim(`id-${index.toString().padStart(3, '0')}`, row.base, {
        owner: row.owner,
        class: like.class,
        weight: like.weight,
        cap: row.capShare === null ? null : (row.base * row.capShare) / 16n,
      })
    }),
  )
  .filter((claims) => capacityOf(claims) > 0n)
const plain: fc.Arbitrary<Claim[]> = fc
  .array(base, { minLength: 1, maxLength: 40 })
  .map((bases) => population(bases))
  .filter((claims) => capacityOf(claims) > 0n)
/** A population and a part of its capacity, from one unit to all of it. */
const problems = (claims: fc.Arbitrary<Claim[]>) =>
  fc
    .tuple(claims, fc.bigInt({ min: 0n, max: 2n ** 20n }))
    .map(([all, part]) => ({ claims: all, collected: atLeastOne(all, part) }))
const atLeastOne = (claims: readonly Claim[], part: bigint): bigint => {
  const collected = (capacityOf(claims) * part) / 2n ** 20n
  return collected === 0n ? 1n : collected
}

describe('every allocation', () => {
  it('adds up: levies and residual make what is collected, no levy above its cap', () => {
    fc.assert(
      fc.property(problems(mixed), ({ claims, collected }) => {
        const allocation = feasible(claims, collected)
        const groups = groupByOwner(claims)
        expect(sum(allocation.levies) + allocation.residual).toBe(collected)
        expect(allocation.residual >= 0n && allocation.residual < BigInt(groups.length)).toBe(true)
        for (const group of groups) {
          const paid = sum(group.members.map((index) => allocation.levies[index] ?? 0n))
          const cap = group.claim.class === 'exempt' ? 0n : (group.claim.cap ?? group.claim.base)
          expect(paid >= 0n && paid <= cap).toBe(true)
        }
      }),
    )
  })

  it('is the same for every order of the claims', () => {
    fc.assert(
      fc.property(problems(mixed), fc.array(fc.nat(), { minLength: 40 }), (problem, keys) => {
        const { claims, collected } = problem
        const keyed = claims.map((value, index) => ({ value, key: keys[index] ?? 0 }))
        const shuffled = keyed.toSorted((a, b) => a.key - b.key).map(({ value }) => value)
        const byAccount = (all: readonly Claim[]) => {
          const { levies, schedule } = feasible(all, collected)
          const pairs = all.map(({ account }, index) => [account, levies[index]] as const)
          return { schedule, levies: Object.fromEntries(pairs) }
        }
        expect(byAccount(shuffled)).toEqual(byAccount(claims))
      }),
    )
  })

  it('is the same after a renaming that keeps the order of the ids', () => {
    fc.assert(
      fc.property(problems(mixed), ({ claims, collected }) => {
        const renamed = claims.map((one) => ({
          ...one,
          account: `z${one.account}`,
          owner: one.owner === null ? null : `y${one.owner}`,
        }))
        expect(feasible(renamed, collected)).toEqual(feasible(claims, collected))
      }),
    )
  })

  it('can be repeated claim by claim from the published schedule', () => {
    fc.assert(
      fc.property(problems(mixed), ({ claims, collected }) => {
        const { schedule, levies } = feasible(claims, collected)
        for (const group of groupByOwner(claims)) {
          const paid = sum(group.members.map((index) => levies[index] ?? 0n))
          expect(levy(schedule, group.claim)).toBe(paid)
        }
      }),
    )
  })

  it('is infeasible from one unit above capacity on', () => {
    fc.assert(
      fc.property(mixed, (claims) => {
        const capacity = capacityOf(claims)
        expect(run(claims, capacity + 1n)).toEqual({ kind: 'infeasible', capacity, missing: 1n })
        expect(feasible(claims, capacity).residual).toBe(0n)
      }),
    )
  })

  it('agrees to the unit with the slow oracle', () => {
    fc.assert(
      fc.property(problems(mixed), ({ claims, collected }) => {
        expect(feasible(claims, collected).levies).toEqual(oracle(claims, collected))
      }),
      { numRuns: 1000 },
    )
  })
})

describe('uncapped, unweighted pro-rata', () => {
  it('has the rate collected over base, exactly', () => {
    fc.assert(
      fc.property(problems(plain), ({ claims, collected }) => {
        const { schedule, chargedBase } = feasible(claims, collected)
        const { numerator, denominator } = schedule.theta
        expect(BigInt(numerator) * chargedBase).toBe(BigInt(denominator) * collected)
      }),
    )
  })

  it('treats equals equally and keeps the order of levies and of payouts', () => {
    fc.assert(
      fc.property(problems(plain), ({ claims, collected }) => {
        const { levies } = feasible(claims, collected)
        const pairs = claims.map((one, index) => ({ base: one.base, levy: levies[index] ?? 0n }))
        pairs.sort((a, b) => (a.base < b.base ? -1 : Number(a.base > b.base)))
        for (const [index, { base: larger, levy: more }] of pairs.slice(1).entries()) {
          const { base: smaller, levy: less } = pairs[index] ?? { base: 0n, levy: 0n }
          expect(more >= less && (smaller !== larger || more === less)).toBe(true)
          // Flooring the levies may turn two payouts around by one unit.
          expect(larger - more + 1n >= smaller - less).toBe(true)
        }
      }),
    )
  })

  it('lowers nobody’s levy when the loss is bigger', () => {
    const twice = fc.tuple(
      plain,
      fc.bigInt({ min: 1n, max: 99n }),
      fc.bigInt({ min: 1n, max: 99n }),
    )
    fc.assert(
      fc.property(twice, ([claims, a, b]) => {
        const capacity = capacityOf(claims)
        const [low, high] = [a < b ? a : b, a < b ? b : a].map((part) => (capacity * part) / 99n)
        fc.pre((low ?? 0n) > 0n)
        const [before, after] = [feasible(claims, low ?? 0n), feasible(claims, high ?? 0n)]
        before.levies.forEach((value, index) => {
          expect((after.levies[index] ?? 0n) >= value).toBe(true)
        })
      }),
    )
  })

  it('takes the same in two runs as in one, within one unit a run', () => {
    fc.assert(
      fc.property(
        problems(plain),
        fc.bigInt({ min: 1n, max: 9n }),
        ({ claims, collected }, part) => {
          const first = (collected * part) / 10n
          fc.pre(first > 0n && collected - first > 0n)
          const theta = feasible(claims, first).schedule.theta
          const once = feasible(claims, collected).levies
          // In real values: what remains after the first run, scaled so that it stays whole.
          const [p, q] = [BigInt(theta.numerator), BigInt(theta.denominator)]
          const remaining = claims.map((one) => ({ ...one, base: one.base * (q - p) }))
          fc.pre(capacityOf(remaining) > 0n)
          const second = solve(remaining, (collected - first) * q).theta
          claims.forEach((one, index) => {
            const [r, s] = [BigInt(second.numerator), BigInt(second.denominator)]
            const both = (one.base * p * s + (remaining[index]?.base ?? 0n) * r) / (q * s)
            expect(both).toBe(once[index])
          })
        },
      ),
    )
  })

  it('does not reward splitting an account in two', () => {
    fc.assert(
      fc.property(
        problems(plain),
        fc.bigInt({ min: 0n, max: 8n }),
        ({ claims, collected }, part) => {
          const [first, ...others] = claims as [Claim, ...Claim[]]
          const half = (first.base * part) / 8n
          const split = [claim('x', half), claim('y', first.base - half), ...others]
          const [x = 0n, y = 0n, ...rest] = feasible(split, collected).levies
          const [whole = 0n, ...before] = feasible(claims, collected).levies
          expect(rest).toEqual(before)
          expect(whole - (x + y) === 0n || whole - (x + y) === 1n).toBe(true)
        },
      ),
    )
  })

  it('scales with the amounts', () => {
    fc.assert(
      fc.property(
        problems(plain),
        fc.bigInt({ min: 1n, max: 1000n }),
        ({ claims, collected }, k) => {
          const larger = claims.map((one) => ({ ...one, base: one.base * k }))
          expect(solve(larger, collected * k).theta).toEqual(solve(claims, collected).theta)
        },
      ),
    )
  })
})

// The oracle: exact fractions straight from the definition, sharing nothing with the kernel.
type Ratio = readonly [bigint, bigint]
const add = ([a, b]: Ratio, [c, d]: Ratio): Ratio => [a * d + c * b, b * d]
const times = ([a, b]: Ratio, [c, d]: Ratio): Ratio => [a * c, b * d]
const isBelow = ([a, b]: Ratio, [c, d]: Ratio): boolean => a * d < c * b
type Member = { slope: Ratio; cap: bigint; parts: { index: number; base: bigint; id: string }[] }

function oracle(claims: readonly Claim[], collected: bigint): bigint[] {
  const members = oracleMembers(claims)
  const taken = (theta: Ratio): Ratio =>
    members.reduce<Ratio>((total, member) => add(total, oracleLevy(member, theta)), [0n, 1n])
  const breakpoints = members
    .filter(({ slope }) => slope[0] > 0n)
    .map(({ slope, cap }): Ratio => [cap * slope[1], slope[0]])
    .sort((a, b) => (isBelow(a, b) ? -1 : Number(isBelow(b, a))))
  const above = breakpoints.findIndex((theta) => !isBelow(taken(theta), [collected, 1n]))
  const below: Ratio = breakpoints[above - 1] ?? [0n, 1n]
  const [low, high] = [taken(below), taken(breakpoints[above] ?? [0n, 1n])]
  const width = add(breakpoints[above] ?? [0n, 1n], times(below, [-1n, 1n]))
  const rise = add(high, times(low, [-1n, 1n]))
  const missing = add([collected, 1n], times(low, [-1n, 1n]))
  const theta =
    rise[0] === 0n ? below : add(below, times(times(missing, width), [rise[1], rise[0]]))
  const levies = claims.map(() => 0n)
  for (const member of members) {
    const [numerator, denominator] = oracleLevy(member, theta)
    oracleSplit(member, numerator / denominator, levies)
  }
  return levies
}

function oracleMembers(claims: readonly Claim[]): Member[] {
  const keys = [...new Set(claims.map(({ owner, account }) => owner ?? `account ${account}`))]
  return keys.map((key) => {
    const parts = claims
      .map((one, index) => ({ one, index }))
      .filter(({ one }) => (one.owner ?? `account ${one.account}`) === key)
    const first = parts[0]!.one
    const total = parts.reduce((bases, { one }) => bases + one.base, 0n)
    const caps = parts.reduce((all, { one }) => all + (one.cap ?? one.base), 0n)
    const heft: Ratio = [first.weight?.numerator ?? 1n, first.weight?.denominator ?? 1n]
    return {
      slope: times(heft, [total, 1n]),
      cap: first.class === 'exempt' ? 0n : caps,
      parts: parts.map(({ one, index }) => ({ index, base: one.base, id: one.account })),
    }
  })
}

function oracleLevy({ slope, cap }: Member, theta: Ratio): Ratio {
  const open = times(theta, slope)
  return isBelow(open, [cap, 1n]) ? open : [cap, 1n]
}

function oracleSplit({ parts }: Member, amount: bigint, levies: bigint[]): void {
  const total = parts.reduce((bases, part) => bases + part.base, 0n)
  if (total === 0n) return
  const shares = parts.map((part) => ({ ...part, rest: (amount * part.base) % total }))
  for (const { index, base: own } of parts) levies[index] = (amount * own) / total
  let left = amount - shares.reduce((given, { index }) => given + (levies[index] ?? 0n), 0n)
  shares.sort((a, b) => (a.rest === b.rest ? (a.id < b.id ? -1 : 1) : a.rest > b.rest ? -1 : 1))
  for (const { index } of shares) {
    if (left === 0n) return
    levies[index] = (levies[index] ?? 0n) + 1n
    left -= 1n
  }
}
