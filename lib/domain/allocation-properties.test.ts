// The properties of allocation.md §5, for the rules and roundings that have them, and who breaks which.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { allocate } from './allocation'
import { groupByOwner } from './allocation-group'
import { exactLevies, leviesBy } from './allocation-levy'
import { capUnder, NO_LIMITS } from './allocation-limits'
import {
  amounts,
  bearable,
  capacity,
  feasible,
  population,
  realLevies,
  uniform,
  type Problem,
} from './allocation-population.example'
import { RULES, type Rule, type Schedule } from './allocation-schedule'
import { plainTerms } from './allocation-terms'
import type { Claim } from './claim'
import { plainClaim as claim } from './claim.example'
import { compareFractions, formatFractionShort, fraction, type Fraction } from './fraction'
import { sum } from './money'

const run = ({ claims, terms, collected }: Problem) => feasible(claims, { ...terms, collected })
const reals = ({ claims, terms, collected }: Problem) => realLevies(claims, { ...terms, collected })
const partiesOf = (claims: readonly Claim[]) => groupByOwner(claims).map(({ claim: one }) => one)
/** What every owner pays, in the order of their first accounts. */
const paidByOwner = (problem: Problem): bigint[] => {
  const { levies } = run(problem)
  return groupByOwner(problem.claims).map(({ members }) => sum(members.map((at) => levies[at]!)))
}
const times = (f: Fraction, by: bigint) => fraction(f.numerator * by, f.denominator)
const texts = (fractions: readonly Fraction[]) => fractions.map(formatFractionShort)

describe('every rule and rounding', () => {
  it('adds up: levies and residual make what is collected, and no owner pays above his cap', () => {
    fc.assert(
      fc.property(bearable(), (problem) => {
        const { claims, terms, collected } = problem
        const { levies, levied, residual } = run(problem)
        expect(sum(levies)).toBe(levied)
        expect(levied + residual).toBe(collected)
        partiesOf(claims).forEach((party, at) => {
          const paid = paidByOwner(problem)[at]!
          expect(paid >= 0n && paid <= capUnder(party, terms.limits)).toBe(true)
        })
        levies.forEach((levy, at) => expect(levy >= 0n && levy <= claims[at]!.base).toBe(true))
      }),
      { numRuns: 500 },
    )
  })

  it('leaves a residual below the count of fractional levies, and none but under floor', () => {
    fc.assert(
      fc.property(bearable(), (problem) => {
        const { schedule, residual } = run(problem)
        const fractional = partiesOf(problem.claims)
          .map(exactLevies(schedule))
          .filter(({ numerator, denominator }) => numerator % denominator !== 0n).length
        if (problem.terms.rounding === 'largest-remainder' || fractional === 0) {
          expect(residual).toBe(0n)
        } else {
          expect(residual >= 0n && residual < BigInt(fractional)).toBe(true)
        }
      }),
      { numRuns: 1000 },
    )
  })

  it('stays within a unit of the real values, which add up to what is collected', () => {
    fc.assert(
      fc.property(bearable(), (problem) => {
        const { schedule } = run(problem)
        const parties = partiesOf(problem.claims)
        const exact = parties.map(exactLevies(schedule))
        parties.map(leviesBy(schedule)).forEach((levy, at) => {
          const { numerator, denominator } = exact[at]!
          const off = numerator - levy * denominator
          expect(off < denominator && off > -denominator).toBe(true)
          if (problem.terms.rounding === 'floor') expect(off >= 0n).toBe(true)
        })
        const unit = exact.reduce((all, { denominator }) => all * denominator, 1n)
        const parts = exact.map(({ numerator, denominator }) => numerator * (unit / denominator))
        expect(sum(parts)).toBe(problem.collected * unit)
      }),
    )
  })

  it('is the same for every order of the claims', () => {
    fc.assert(
      fc.property(bearable(), fc.array(fc.nat(), { minLength: 12 }), (problem, keys) => {
        const keyed = problem.claims.map((value, index) => ({ value, key: keys[index] ?? 0 }))
        const shuffled = keyed.toSorted((a, b) => a.key - b.key).map(({ value }) => value)
        const byAccount = (claims: Claim[]) => {
          const { levies, ...rest } = run({ ...problem, claims })
          const pairs = claims.map(({ account }, index) => [account, levies[index]] as const)
          return { ...rest, levies: Object.fromEntries(pairs) }
        }
        expect(byAccount(shuffled)).toEqual(byAccount(problem.claims))
      }),
      { numRuns: 500 },
    )
  })

  it('is the same after a renaming that keeps the order of the ids', () => {
    fc.assert(
      fc.property(bearable(), (problem) => {
        const claims = problem.claims.map((one) => ({
          ...one,
          account: `0.${one.account}`,
          owner: one.owner === null ? null : `y${one.owner}`,
        }))
        const [before, after] = [run(problem), run({ ...problem, claims })]
        const cutoff = before.schedule.cutoff && {
          ...before.schedule.cutoff,
          account: `0.${before.schedule.cutoff.account}`,
        }
        const schedule = cutoff ? { ...before.schedule, cutoff } : before.schedule
        expect(after).toEqual({ ...before, schedule })
      }),
      { numRuns: 500 },
    )
  })

  it('can be applied in pieces, in any order, from the schedule as it is sent', () => {
    fc.assert(
      fc.property(bearable(), fc.integer({ min: 1, max: 5 }), (problem, size) => {
        const sent = JSON.stringify(run(problem).schedule)
        const parties = partiesOf(problem.claims)
        const starts = parties.map((_, at) => at).filter((at) => at % size === 0)
        const pieces = starts.map((start) => parties.slice(start, start + size)).reverse()
        const paid = pieces.map((piece) => piece.map(leviesBy(JSON.parse(sent) as Schedule)))
        expect(paid.reverse().flat()).toEqual(paidByOwner(problem))
      }),
      { numRuns: 500 },
    )
  })

  it('takes every cap at capacity and is infeasible from one unit above it on', () => {
    fc.assert(
      fc.property(bearable(), ({ claims, terms }) => {
        const most = capacity({ claims, terms })
        const caps = partiesOf(claims).map((party) => capUnder(party, terms.limits))
        expect(paidByOwner({ claims, terms, collected: most })).toEqual(caps)
        expect(run({ claims, terms, collected: most }).residual).toBe(0n)
        expect(allocate(claims, { ...terms, collected: most + 1n })).toEqual({
          kind: 'infeasible',
          capacity: most,
          missing: 1n,
        })
      }),
    )
  })
})

/** The rules of which §5 speaks in real values; a queue ranks, so it treats nobody equally. */
const fair = RULES.filter((rule) => rule !== 'queue')

/** Pairs of neighbours by base, what each pays and what it keeps. */
const neighbours = (problem: Problem, levies: readonly Fraction[]) => {
  const all = problem.claims
    .map(({ base }, at) => ({ base, levy: levies[at]!, kept: minus(base, levies[at]!) }))
    .toSorted((a, b) => (a.base < b.base ? -1 : Number(a.base > b.base)))
  return all.slice(1).map((larger, at) => ({ smaller: all[at]!, larger }))
}
const minus = (base: bigint, { numerator, denominator }: Fraction) =>
  fraction(base * denominator - numerator, denominator)
const whole = (amount: bigint) => fraction(amount, 1n)
const plus = (a: Fraction, units: bigint) => minus(units, { ...a, numerator: -a.numerator })

describe('without weights and with one cap fraction', () => {
  it.each(fair)('%s treats equals equally, in real values and floored', (rule) => {
    fc.assert(
      fc.property(uniform([rule]), (problem) => {
        for (const levies of [reals(problem), run(problem).levies.map(whole)]) {
          for (const { smaller, larger } of neighbours(problem, levies)) {
            if (smaller.base === larger.base) expect(smaller.levy).toEqual(larger.levy)
          }
        }
      }),
    )
  })

  it.each(fair)('%s keeps the order of levies, in real values and floored', (rule) => {
    fc.assert(
      fc.property(uniform([rule]), (problem) => {
        for (const levies of [reals(problem), run(problem).levies.map(whole)]) {
          for (const { smaller, larger } of neighbours(problem, levies)) {
            expect(compareFractions(smaller.levy, larger.levy)).not.toBe(1)
          }
        }
      }),
    )
  })

  it.each(fair)('%s keeps the order of payouts, floored within a unit', (rule) => {
    fc.assert(
      fc.property(uniform([rule]), (problem) => {
        for (const { smaller, larger } of neighbours(problem, reals(problem))) {
          expect(compareFractions(smaller.kept, larger.kept)).not.toBe(1)
        }
        for (const { smaller, larger } of neighbours(problem, run(problem).levies.map(whole))) {
          expect(compareFractions(smaller.kept, plus(larger.kept, 1n))).not.toBe(1)
        }
      }),
    )
  })

  it.each(RULES)('%s scales with the amounts', (rule) => {
    fc.assert(
      fc.property(uniform([rule]), fc.bigInt({ min: 1n, max: 1000n }), (problem, by) => {
        const claims = problem.claims.map((one) => ({ ...one, base: one.base * by }))
        const scaled = reals({ ...problem, claims, collected: problem.collected * by })
        expect(texts(scaled)).toEqual(texts(reals(problem).map((levy) => times(levy, by))))
      }),
    )
  })

  it.each(['pro-rata', 'equal-levy', 'level-down'] as const)(
    '%s takes in two runs what it takes in one, in real values',
    (rule) => {
      fc.assert(
        fc.property(uniform([rule]), fc.bigInt({ min: 1n, max: 9n }), (problem, part) => {
          const first = (problem.collected * part) / 10n
          fc.pre(first > 0n)
          expect(texts(inTwoRuns(problem, first))).toEqual(texts(reals(problem)))
          const { levies } = run(problem)
          const both = inTwoRuns(problem, first).map((f) => f.numerator / f.denominator)
          expect(levies).toEqual(both)
        }),
      )
    },
  )

  it.each(['pro-rata', 'equal-levy', 'level-down'] as const)(
    '%s does so with individual caps and limits as well',
    (rule) => {
      const unweighted = bearable([rule], ['floor']).map(({ claims, ...problem }) => ({
        ...problem,
        claims: partiesOf(claims).map((party) => ({ ...party, owner: null, weight: null })),
      }))
      fc.assert(
        fc.property(unweighted, fc.bigInt({ min: 1n, max: 9n }), (problem, part) => {
          const first = (problem.collected * part) / 10n
          fc.pre(first > 0n)
          expect(texts(inTwoRuns(problem, first))).toEqual(texts(reals(problem)))
        }),
      )
    },
  )

  it('talmud does not: 200 and then 200 of 100, 200, 300 is not 400', () => {
    const problem = {
      claims: population([100n, 200n, 300n]),
      terms: plainTerms('talmud'),
      collected: 400n,
    }
    expect(texts(reals(problem))).toEqual(['50', '125', '225'])
    expect(texts(inTwoRuns(problem, 200n))).toEqual(['75', '275/2', '375/2'])
  })
})

/** A first run, and a second on what it left of bases and caps; stretched until both are integers. */
const inTwoRuns = (problem: Problem, first: bigint): Fraction[] => {
  const before = reals({ ...problem, collected: first })
  const unit = before.reduce((all, { denominator }) => leastMultiple(all, denominator), 1n)
  const claims = problem.claims.map((one, at) => {
    const taken = times(before[at]!, unit).numerator
    const cap = capUnder(one, problem.terms.limits) * unit - taken
    return { ...one, base: one.base * unit - taken, cap }
  })
  const terms = { ...problem.terms, limits: NO_LIMITS }
  const after = reals({ claims, terms, collected: (problem.collected - first) * unit })
  return before.map((one, at) => {
    const second = fraction(after[at]!.numerator, after[at]!.denominator * unit)
    return fraction(
      one.numerator * second.denominator + second.numerator * one.denominator,
      one.denominator * second.denominator,
    )
  })
}
const leastMultiple = (a: bigint, b: bigint) => a * fraction(a, b).denominator

describe('a bigger loss', () => {
  it('lowers nobody’s levy under floor, whatever rule, weights, caps and limits', () => {
    fc.assert(
      fc.property(bearable(RULES, ['floor']), fc.bigInt({ min: 1n, max: 99n }), (problem, part) => {
        const less = (problem.collected * part) / 100n
        fc.pre(less > 0n)
        const before = paidByOwner({ ...problem, collected: less })
        paidByOwner(problem).forEach((paid, at) => expect(paid >= before[at]!).toBe(true))
      }),
      { numRuns: 1000 },
    )
  })
})

describe('duality: what is taken under a rule is what is paid out under its dual', () => {
  const dual: Record<string, Rule> = {
    'pro-rata': 'pro-rata',
    'equal-levy': 'level-down',
    'level-down': 'equal-levy',
    talmud: 'talmud',
  }
  const unlimited = (rule: Rule) =>
    uniform([rule]).map(({ claims, terms, collected }) => ({
      claims,
      terms: { ...terms, limits: NO_LIMITS },
      collected,
    }))

  it.each(fair)('%s', (rule) => {
    fc.assert(
      fc.property(unlimited(rule), (problem) => {
        const paidOut = sum(problem.claims.map(({ base }) => base)) - problem.collected
        fc.pre(paidOut > 0n)
        const terms = plainTerms(dual[rule]!)
        const payouts = reals({ ...problem, terms, collected: paidOut })
        const levies = problem.claims.map(({ base }, at) => minus(base, payouts[at]!))
        expect(texts(reals(problem))).toEqual(texts(levies))
      }),
    )
  })

  it('is not mixed up: level-down levels payouts, equal-levy levels levies', () => {
    // Aumann and Maschler's three widows: an estate of 200 over 100, 200, 300.
    const widows = population([100n, 200n, 300n])
    const levelled = (rule: Rule) =>
      reals({ claims: widows, terms: plainTerms(rule), collected: 400n })
    const payouts = levelled('level-down').map((levy, at) => minus(widows[at]!.base, levy))
    expect(texts(payouts)).toEqual(['200/3', '200/3', '200/3'])
    expect(texts(levelled('equal-levy'))).toEqual(['100', '150', '150'])
  })

  it('talmud is equal-levy over halves up to one half, as Aumann and Maschler define it', () => {
    fc.assert(
      fc.property(
        fc.array(amounts, { minLength: 1, maxLength: 12 }),
        fc.bigInt({ min: 1n, max: 1000n }),
        (halves, part) => {
          const claims = population(halves.map((half) => 2n * half))
          const collected = (sum(halves) * part) / 1000n
          fc.pre(collected > 0n)
          const limits = { ...NO_LIMITS, capFraction: fraction(1n, 2n) }
          const capped = { claims, terms: { ...plainTerms('equal-levy'), limits }, collected }
          const talmud = { claims, terms: plainTerms('talmud'), collected }
          expect(texts(reals(talmud))).toEqual(texts(reals(capped)))
        },
      ),
    )
  })
})

describe('uncapped, unweighted pro-rata', () => {
  const unlimited = uniform(['pro-rata']).map((problem) => ({
    ...problem,
    terms: plainTerms('pro-rata'),
  }))

  it('has the rate collected over base, exactly', () => {
    fc.assert(
      fc.property(unlimited, (problem) => {
        const { schedule, chargedBase } = run(problem)
        const { numerator, denominator } = fraction(problem.collected, chargedBase)
        expect(schedule).toMatchObject({
          theta: { numerator: numerator.toString(), denominator: denominator.toString() },
        })
      }),
    )
  })

  it('takes the same of an account split in two, floored less by at most a unit', () => {
    fc.assert(
      fc.property(unlimited, fc.bigInt({ min: 0n, max: 8n }), (problem, part) => {
        const [first, ...others] = problem.claims as [Claim, ...Claim[]]
        const half = (first.base * part) / 8n
        const halves = [claim('x', half), claim('y', first.base - half)]
        const split = { ...problem, claims: [...halves, ...others] }
        const [x, y, ...rest] = reals(split) as [Fraction, Fraction, ...Fraction[]]
        const [before, ...beside] = reals(problem) as [Fraction, ...Fraction[]]
        expect(texts(rest)).toEqual(texts(beside))
        const both = x.numerator * y.denominator + y.numerator * x.denominator
        expect(fraction(both, x.denominator * y.denominator)).toEqual(before)
        const [a, b] = run(split).levies as [bigint, bigint]
        expect([0n, 1n]).toContain(run(problem).levies[0]! - (a + b))
      }),
    )
  })
})
