// Every rule side by side on one choice of losses and claims, and what each shifts to whom.
import 'server-only'
import { allocate, type Allocation, capacityUnder } from '@/lib/domain/allocation'
import {
  compareAllocations,
  floorResidual,
  lostAllInWords,
  type Shift,
  shiftInWords,
} from '@/lib/domain/allocation-comparison'
import { type ChargeableClaim, groupByOwner } from '@/lib/domain/allocation-group'
import { capUnder, isCharged, limitsToJson, NO_LIMITS } from '@/lib/domain/allocation-limits'
import { measure } from '@/lib/domain/allocation-metrics'
import { type Rule, RULES } from '@/lib/domain/allocation-schedule'
import { termsProblems } from '@/lib/domain/allocation-terms'
import { problemsInWords, type Wording } from '@/lib/domain/allocation-wording'
import { fractionToJson } from '@/lib/domain/fraction'
import { ruleComparison, type RuleComparison, type RuleFigures } from '@/lib/wire/allocation'
import { runInput } from '@/lib/wire/clawback'
import { type Basis, moneyOf, readBasis } from './clawback-basis'
import { verb } from './verb'

/** Asked by POST because of its size; it changes nothing and leaves no trace. */
export const compareRules = verb({
  name: 'clawback.comparison',
  kind: 'read',
  access: 'officer',
  input: runInput,
  output: ruleComparison,
  run: async ({ db, input }) => {
    const basis = await readBasis(db, input)
    return 'kind' in basis ? basis : compared(basis)
  },
})

const compared = (basis: Basis): RuleComparison => {
  const { fund, snapshot, collected, claims, terms } = basis
  const parties = groupByOwner(claims).map(({ claim }) => claim)
  const capacity = capacityUnder(parties, terms)
  const applied = RULES.map((rule) => ({ rule, outcome: apply(basis, rule) }))
  const reference = applied.find(({ rule }) => rule === 'pro-rata')?.outcome
  return {
    asset: { code: fund.asset, scale: fund.scale },
    numeraire: snapshot.numeraire,
    collected: collected.toString(),
    capacity: capacity.toString(),
    isCapped: isCapped(parties, terms),
    rows: applied.map(({ rule, outcome }) =>
      typeof outcome === 'string' || reference === undefined || typeof reference === 'string'
        ? { rule, problem: typeof outcome === 'string' ? outcome : null, figures: null }
        : {
            rule,
            problem: null,
            figures: figuresOf(basis, { rule, reference, allocation: outcome }),
          },
    ),
  }
}

const isCapped = (parties: readonly ChargeableClaim[], { limits }: Basis['terms']): boolean =>
  parties.some((claim) => isCharged(claim, limits) && capUnder(claim, limits) < claim.base)

/** The allocation of a rule on these claims, or the sentence why there is none. */
const apply = ({ claims, terms, collected, fund }: Basis, rule: Rule): Allocation | string => {
  const own = { ...terms, rule }
  const problem = problemsInWords(termsProblems(claims, own), rule)
  if (problem !== null) return problem
  const allocation = allocate(claims, { collected, ...own })
  if (allocation.kind === 'allocation') return allocation
  const money = moneyOf({ fund })
  return `The claims can bear ${money(allocation.capacity)}: ${money(allocation.missing)} is missing.`
}

type Applied = { rule: Rule; reference: Allocation; allocation: Allocation }

const figuresOf = (basis: Basis, applied: Applied): RuleFigures => {
  const { claims } = basis
  const { reference, allocation } = applied
  const metrics = measure(claims, allocation)
  const shift = compareAllocations(claims, reference, allocation)
  const residual = floorResidual(claims, allocation)
  return {
    rate: fractionToJson(metrics.rate),
    accountsCharged: metrics.chargedCount,
    cappedCount: metrics.cappedCount,
    lostAllCount: shift.lostAll,
    largestLevy: metrics.largestLevy.toString(),
    largestLevyShare: fractionToJson(metrics.largestLevyShareOfBase),
    medianLevy: fractionToJson(metrics.medianLevy),
    top1PercentShare: fractionToJson(metrics.top1PercentShare),
    top10PercentShare: fractionToJson(metrics.top10PercentShare),
    gini: fractionToJson(metrics.gini),
    residual: residual.toString(),
    extraUnits: Number(residual),
    payMore: shift.payMore,
    payLess: shift.payLess,
    moved: shift.more.toString(),
    sentence: sentenceOf(basis, applied, shift),
  }
}

/** Pro-rata is what the others are held against; it is held against itself without the limits. */
const sentenceOf = (basis: Basis, { rule, allocation }: Applied, shift: Shift): string => {
  const { claims, terms, collected, snapshot } = basis
  const wording: Wording = { money: moneyOf(basis), numeraire: snapshot.numeraire }
  if (rule !== 'pro-rata') return shiftInWords(shift, wording)
  if (limitsToJson(terms.limits) !== null) {
    const limitless = { ...terms, rule, limits: NO_LIMITS, collected }
    const free = allocate(claims, limitless)
    if (free.kind === 'allocation') {
      const moved = compareAllocations(claims, free, allocation)
      return shiftInWords(moved, { ...wording, opening: 'The limits of the policy take' })
    }
  }
  const weighted = allocation.schedule.weighted ? ', times its weight' : ''
  const capped = isCapped(
    groupByOwner(claims).map(({ claim }) => claim),
    terms,
  )
  const upTo = capped ? ', up to the caps' : ''
  return `Takes the same share of every ${snapshot.numeraire}${weighted}${upTo}${lostAllInWords(shift, snapshot.numeraire)}.`
}
