// The kernel against a slow oracle that shares nothing with it: to the unit, for every rule and rounding.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { allocate } from './allocation'
import { groupByOwner } from './allocation-group'
import { leviesBy } from './allocation-levy'
import { oracle, oracleCapacity, type Ratio } from './allocation-oracle.example'
import { population, problems, type Problem } from './allocation-population.example'
import { ROUNDINGS, RULES, type Rounding, type Rule, type Schedule } from './allocation-schedule'
import { solve } from './allocation-solve'
import { plainTerms } from './allocation-terms'
import type { Claim } from './claim'
import { fraction, fractionToJson, type FractionJson } from './fraction'
import { MAX_AMOUNT, sum } from './money'

const variants = RULES.flatMap((rule) => ROUNDINGS.map((rounding) => ({ rule, rounding })))

const json = ([numerator, denominator]: Ratio): FractionJson =>
  fractionToJson(fraction(numerator, denominator))

/** What a schedule of the kernel should hold, from the oracle's answer. */
const constantsOf = (rule: Rule, rounding: Rounding, answer: ReturnType<typeof oracle>) => {
  const constant = answer.constant && json(answer.constant)
  const edge = answer.edge && {
    account: answer.edge.account,
    amount: answer.edge.amount.toString(),
  }
  const remainder =
    rounding === 'floor' || rule === 'queue'
      ? undefined
      : answer.edge
        ? json(answer.edge.remainder)
        : { numerator: '1', denominator: '1' }
  return {
    theta: rule === 'level-down' ? undefined : (constant ?? undefined),
    mu: rule === 'level-down' ? (constant ?? undefined) : undefined,
    half: answer.half ?? undefined,
    cutoff: edge ?? undefined,
    remainder,
  }
}

const constantsIn = (schedule: Schedule) => ({
  theta: 'theta' in schedule ? schedule.theta : undefined,
  mu: 'mu' in schedule ? schedule.mu : undefined,
  half: 'half' in schedule ? schedule.half : undefined,
  cutoff: schedule.cutoff,
  remainder: schedule.remainder,
})

const expectAgreement = ({ claims, terms, collected }: Problem): void => {
  const answer = oracle(claims, { ...terms, collected })
  const allocation = allocate(claims, { ...terms, collected })
  const { capacity, missing } = answer
  if (allocation.kind === 'infeasible') {
    expect(allocation).toEqual({ kind: 'infeasible', capacity, missing })
    return
  }
  const { levies, residual, chargedBase, schedule } = allocation
  expect({ capacity: allocation.capacity, missing: 0n }).toEqual({ capacity, missing })
  expect(levies).toEqual(answer.levies)
  expect({ residual, chargedBase }).toEqual({
    residual: answer.residual,
    chargedBase: answer.chargedBase,
  })
  expect(constantsIn(schedule)).toEqual(constantsOf(terms.rule, terms.rounding, answer))
  expectReadingCopy({ claims, terms, collected }, answer, schedule)
}

/** The plain functions themselves, whatever way `allocate` went. */
const expectReadingCopy = (
  { claims, terms, collected }: Problem,
  answer: ReturnType<typeof oracle>,
  schedule: Schedule,
): void => {
  const groups = groupByOwner(claims)
  const parties = groups.map(({ claim }) => claim)
  expect(solve(parties, { ...terms, collected })).toEqual(schedule)
  const paid = groups.map(({ members }) => sum(members.map((index) => answer.levies[index] ?? 0n)))
  expect(parties.map(leviesBy(schedule))).toEqual(paid)
}

describe.each(variants)('$rule with $rounding', ({ rule, rounding }) => {
  it('agrees with the oracle on random problems of up to 12 claims', () => {
    fc.assert(fc.property(problems(rule, { rounding }), expectAgreement), { numRuns: 1000 })
  })

  it('agrees with the oracle on random problems of 60 to 200 claims', () => {
    const size = { minLength: 60, maxLength: 200 }
    fc.assert(fc.property(problems(rule, { rounding, size }), expectAgreement), { numRuns: 40 })
  })

  const plain = plainTerms(rule, rounding)
  const spared = { ...plain, limits: { ...plain.limits, exemptBelow: 1000n } }
  const most = MAX_AMOUNT
  const exempt = (claims: readonly Claim[]): Claim[] =>
    claims.map((one) => ({ ...one, class: 'exempt' }))
  const populations: [string, Claim[], typeof plain][] = [
    ['one claim', population([7n]), plain],
    ['one claim of one unit', population([1n]), plain],
    ['one claim of the largest amount', population([most]), plain],
    ['ties', population([5n, 5n, 5n, 2n, 2n, 9n, 9n]), plain],
    ['zeros', population([0n, 0n, 3n, 0n, 1n]), plain],
    ['nothing but zeros', population([0n, 0n]), plain],
    ['nobody', [], plain],
    ['all exempt', exempt(population([10n, 20n])), plain],
    ['all below the threshold', population([10n, 20n, 999n]), spared],
    ['one at the threshold', population([10n, 20n, 1000n]), spared],
    ['the largest amounts', population(Array.from({ length: 9 }, () => most)), plain],
    ['one unit beside the largest amounts', population([1n, most, most - 1n, 1n]), plain],
    ['odd halves', population([1n, 3n, 5n, 7n]), plain],
    ['200 tied claims', population(Array.from({ length: 200 }, () => 3n)), plain],
  ]
  if (rule !== 'talmud') {
    populations.push(
      ['caps at 0', population([10n, 20n, 30n], [0n, 0n, 30n]), plain],
      ['nothing but caps at 0', population([10n, 20n], [0n, 0n]), plain],
      ['caps that order the claims another way', population([9n, 8n, 7n], [1n, 2n, 3n]), plain],
    )
  }

  it.each(populations)('agrees on %s, from one unit to one above capacity', (_, claims, terms) => {
    const most = oracleCapacity(claims, terms.limits)
    const edges = [1n, 2n, most / 3n, most / 2n, most / 2n + 1n, most - 1n, most, most + 1n]
    for (const collected of edges.filter((amount) => amount > 0n)) {
      expectAgreement({ claims, terms, collected })
    }
  })
})
