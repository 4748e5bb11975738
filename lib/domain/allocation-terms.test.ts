// Every refusal of terms that do not fit a population, by name and at the claim or the limit.
import { describe, expect, it } from 'vitest'
import { allocate } from './allocation'
import { NO_LIMITS, type Limits } from './allocation-limits'
import { RULES, type Rule } from './allocation-schedule'
import { plainTerms, termsProblems } from './allocation-terms'
import { Fault } from './assert'
import type { Claim } from './claim'
import { plainClaim as claim } from './claim.example'
import { fraction } from './fraction'

const problems = (rule: Rule, claims: readonly Claim[], limits: Partial<Limits> = {}) =>
  termsProblems(claims, { ...plainTerms(rule), limits: { ...NO_LIMITS, ...limits } })
const scored = (rest: Partial<Claim>) => claim('b', 10n, { score: '1', ...rest })
const first = claim('a', 10n, { score: '1' })
const others = (...rules: Rule[]) => RULES.filter((rule) => !rules.includes(rule))

describe('terms', () => {
  it.each(RULES)('stand on a plain population with a score: %s', (rule) => {
    expect(problems(rule, [first, scored({})])).toEqual([])
    expect(problems(rule, [])).toEqual([])
  })

  it('refuse a cap below the base for Talmud, at the claim', () => {
    expect(problems('talmud', [first, scored({ cap: 9n })])).toEqual([
      {
        index: 1,
        field: 'cap',
        sentence: 'expected no cap below the base: the rule talmud takes no caps',
      },
    ])
    expect(problems('talmud', [first, scored({ cap: 0n })])).toMatchObject([{ field: 'cap' }])
  })

  it('take a cap that does not limit for Talmud', () => {
    expect(problems('talmud', [scored({ cap: 10n })])).toEqual([])
  })

  it.each(others('talmud'))('take caps for %s', (rule) => {
    expect(problems(rule, [scored({ cap: 9n })], { capFraction: fraction(1n, 2n) })).toEqual([])
  })

  it.each(others('pro-rata'))('refuse weights for %s, at the claim', (rule) => {
    expect(problems(rule, [first, scored({ weight: fraction(3n, 2n) })])).toEqual([
      {
        index: 1,
        field: 'weight',
        sentence: 'expected no weight other than 1: weights belong to the rule pro-rata',
      },
    ])
    expect(problems(rule, [scored({ weight: fraction(1n, 1n) })])).toEqual([])
  })

  it('take weights for pro-rata', () => {
    expect(problems('pro-rata', [scored({ weight: fraction(3n, 2n) })])).toEqual([])
  })

  it('refuse the queue without a score, at every claim that lacks one', () => {
    const unscored = [claim('a', 10n), scored({}), claim('c', 0n)]
    const sentence = 'expected a score: the rule queue ranks every claim'
    expect(problems('queue', unscored)).toEqual([
      { index: 0, field: 'score', sentence },
      { index: 2, field: 'score', sentence },
    ])
    for (const rule of others('queue')) expect(problems(rule, unscored)).toEqual([])
  })

  it.each([
    [-1n, 2n],
    [3n, 2n],
    [2n, 1n],
  ])('refuse a cap fraction of %i/%i, at the limit', (numerator, denominator) => {
    const capFraction = fraction(numerator, denominator)
    for (const rule of others('talmud')) {
      expect(problems(rule, [first], { capFraction })).toEqual([
        { index: null, field: 'capFraction', sentence: 'expected a fraction from 0 to 1' },
      ])
    }
  })

  it.each([
    [0n, 1n],
    [1n, 1n],
  ])('take a cap fraction of %i/%i', (numerator, denominator) => {
    expect(
      problems('pro-rata', [first], { capFraction: fraction(numerator, denominator) }),
    ).toEqual([])
  })

  it('refuse cap fraction and minimum equity for Talmud, and take its threshold', () => {
    const sentence = 'expected none: the rule talmud takes no caps'
    const limits = { capFraction: fraction(1n, 2n), minEquity: 1n, exemptBelow: 5n }
    expect(problems('talmud', [first], limits)).toEqual([
      { index: null, field: 'capFraction', sentence },
      { index: null, field: 'minEquity', sentence },
    ])
  })

  it('refuse negative amounts, at the limit', () => {
    const sentence = 'expected an amount of at least 0'
    expect(problems('pro-rata', [first], { minEquity: -1n, exemptBelow: -1n })).toEqual([
      { index: null, field: 'minEquity', sentence },
      { index: null, field: 'exemptBelow', sentence },
    ])
    expect(problems('pro-rata', [first], { minEquity: 0n, exemptBelow: 0n })).toEqual([])
  })

  it('name everything at once, limits first and claims in their order', () => {
    const weight = fraction(2n, 1n)
    const claims = [scored({ weight, cap: 1n }), first, scored({ weight })]
    const found = problems('talmud', claims, { capFraction: fraction(2n, 1n) })
    expect(found.map(({ index, field }) => [index, field])).toEqual([
      [null, 'capFraction'],
      [null, 'capFraction'],
      [0, 'weight'],
      [0, 'cap'],
      [2, 'weight'],
    ])
  })

  it('do not look at exempt claims, which pay nothing', () => {
    const exempt = claim('x', 10n, { class: 'exempt', weight: fraction(2n, 1n), cap: 1n })
    for (const rule of RULES) expect(problems(rule, [exempt])).toEqual([])
  })

  it('that do not fit are a fault when they are run all the same', () => {
    const run = (rule: Rule, one: Claim) => () =>
      allocate([one], { ...plainTerms(rule), collected: 1n })
    expect(run('talmud', scored({ cap: 9n }))).toThrow(Fault)
    expect(run('equal-levy', scored({ weight: fraction(2n, 1n) }))).toThrow(Fault)
    expect(run('queue', claim('a', 10n))).toThrow(Fault)
  })
})
