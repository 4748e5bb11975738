// The terms of a run: rule, rounding and limits, and which of them a population cannot be charged under.
import { NO_LIMITS, type Limits } from './allocation-limits'
import type { Rounding, Rule } from './allocation-schedule'
import type { Claim } from './claim'

/** Under which rule a loss is shared, how levies become whole units, and what a claim may lose at most. */
export type Terms = { rule: Rule; rounding: Rounding; limits: Limits }

/** Terms without limits. */
export const plainTerms = (rule: Rule, rounding: Rounding = 'floor'): Terms => ({
  rule,
  rounding,
  limits: NO_LIMITS,
})

/**
 * What keeps a rule from being applied. `index` is the claim, or null when the terms themselves
 * cannot stand; `field` is the claim's column or the limit; `sentence` says what was expected.
 */
export type TermsProblem = {
  index: number | null
  field: 'cap' | 'weight' | 'score' | keyof Limits
  sentence: string
}

const WEIGHTS_BELONG = 'expected no weight other than 1: weights belong to the rule pro-rata'
const NO_CAPS = 'expected no cap below the base: the rule talmud takes no caps'
const NEEDS_SCORE = 'expected a score: the rule queue ranks every claim'

/**
 * Everything that forbids the terms on these claims, claims in their order; empty when they may be
 * applied. Weights belong to pro-rata, Talmud takes no caps, the queue needs a score of every claim
 * that is not exempt; a cap fraction is 0 … 1, the other limits are at least 0. Exempt claims pay
 * nothing under any rule and are not looked at. Source: allocation.md §3.
 */
export const termsProblems = (claims: readonly Claim[], terms: Terms): TermsProblem[] => [
  ...limitProblems(terms),
  ...claims.flatMap((claim, index) => {
    if (claim.class === 'exempt') return []
    return claimProblems(claim, terms).map((problem) => ({ index, ...problem }))
  }),
]

const limitProblems = ({ rule, limits }: Terms): TermsProblem[] => {
  const { capFraction, minEquity, exemptBelow } = limits
  const problems: TermsProblem[] = []
  const refuse = (field: keyof Limits, sentence: string) =>
    problems.push({ index: null, field, sentence })
  if (capFraction !== null) {
    const isShare = capFraction.numerator >= 0n && capFraction.numerator <= capFraction.denominator
    if (!isShare) refuse('capFraction', 'expected a fraction from 0 to 1')
    if (rule === 'talmud') refuse('capFraction', 'expected none: the rule talmud takes no caps')
  }
  if (minEquity !== null) {
    if (minEquity < 0n) refuse('minEquity', 'expected an amount of at least 0')
    if (rule === 'talmud') refuse('minEquity', 'expected none: the rule talmud takes no caps')
  }
  if (exemptBelow !== null && exemptBelow < 0n) {
    refuse('exemptBelow', 'expected an amount of at least 0')
  }
  return problems
}

type ClaimProblem = Omit<TermsProblem, 'index'>

const claimProblems = ({ base, cap, weight, score }: Claim, { rule }: Terms): ClaimProblem[] => {
  const problems: ClaimProblem[] = []
  const isWeighted = weight !== null && weight.numerator !== weight.denominator
  if (isWeighted && rule !== 'pro-rata')
    problems.push({ field: 'weight', sentence: WEIGHTS_BELONG })
  if (rule === 'talmud' && cap !== null && cap < base) {
    problems.push({ field: 'cap', sentence: NO_CAPS })
  }
  if (rule === 'queue' && score === null) problems.push({ field: 'score', sentence: NEEDS_SCORE })
  return problems
}
