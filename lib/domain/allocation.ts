// The rule that shares a loss: solve reads the population once, levy reads one claim (allocation.md §3).
import {
  capacityOf,
  groupByOwner,
  splitOverMembers,
  type ChargeableClaim,
  type OwnerGroup,
} from './allocation-group'
import { assert } from './assert'
import { capOf, type Claim } from './claim'
import {
  fraction,
  fractionFromJson,
  fractionToJson,
  greatestCommonDivisor,
  type Fraction,
  type FractionJson,
} from './fraction'
import { sum } from './money'

export const RULES = ['pro-rata'] as const
export type Rule = (typeof RULES)[number]

export const ROUNDINGS = ['floor'] as const
export type Rounding = (typeof ROUNDINGS)[number]

/** The few constants from which every levy follows; published beside the run. */
export type Schedule = { rule: Rule; rounding: Rounding; weighted: boolean; theta: FractionJson }

/**
 * Minor units. levied + residual = collected; `levies[i]` belongs to the i-th claim given.
 * `chargedBase` is D, the bases of eligible and house claims; `accountsCharged` counts levies ≥ 1.
 */
export type Allocation = {
  kind: 'allocation'
  schedule: Schedule
  capacity: bigint
  chargedBase: bigint
  collected: bigint
  levied: bigint
  residual: bigint
  accountsCharged: number
  levies: bigint[]
}

/** The population cannot bear the amount; `missing` = collected − capacity, in minor units. */
export type Infeasible = { kind: 'infeasible'; capacity: bigint; missing: bigint }

/**
 * Shares `collected` minor units (above 0) over a population by a rule, owners grouped first.
 * Levies are whole units, 0 ≤ levy ≤ cap of the owner; the order of the claims does not matter.
 * Source: allocation.md §3; proportional rule in Thomson (2019), water-filling where caps bind.
 */
export const allocate = (
  claims: readonly Claim[],
  options: { collected: bigint; rule: Rule; rounding: Rounding },
): Allocation | Infeasible => {
  const { collected } = options
  const capacity = capacityOf(claims)
  if (collected > capacity) return { kind: 'infeasible', capacity, missing: collected - capacity }
  const groups = groupByOwner(claims)
  const schedule = solve(
    groups.map((group) => group.claim),
    collected,
  )
  const levies = leviesOf(claims, groups, schedule)
  const levied = sum(levies)
  assert(levied <= collected, 'expected levies of at most what is collected')
  return {
    kind: 'allocation',
    schedule,
    capacity,
    chargedBase: sum(claims.map((claim) => (claim.class === 'exempt' ? 0n : claim.base))),
    collected,
    levied,
    residual: collected - levied,
    accountsCharged: levies.filter((amount) => amount > 0n).length,
    levies,
  }
}

/** Levy of every claim, at its own index, in minor units: the schedule applied to each group. */
const leviesOf = (
  claims: readonly Claim[],
  groups: readonly OwnerGroup[],
  schedule: Schedule,
): bigint[] => {
  const theta = fractionFromJson(schedule.theta)
  const levies = claims.map(() => 0n)
  for (const { claim, members } of groups) {
    const amount = levyAt(theta, schedule.weighted, claim)
    if (amount === 0n) continue
    const owned = members.flatMap((index) => claims[index] ?? [])
    const parts = owned.length === 1 ? [amount] : splitOverMembers(owned, amount)
    for (const [position, part] of parts.entries()) levies[members[position] ?? 0] = part
  }
  return levies
}

/**
 * One claim's levy in minor units: ⌊min(θ·w·base, cap)⌋, 0 for exempt claims.
 * Reads nothing but the schedule and the claim, so each trader can repeat it. For an owner of
 * several accounts, give the grouped claim.
 */
export const levy = (schedule: Schedule, claim: ChargeableClaim): bigint =>
  levyAt(fractionFromJson(schedule.theta), schedule.weighted, claim)

const levyAt = (theta: Fraction, weighted: boolean, claim: ChargeableClaim): bigint => {
  const cap = capOf(claim)
  if (cap === 0n) return 0n
  const weight = weighted ? claim.weight : null
  const uncapped = weight
    ? (theta.numerator * weight.numerator * claim.base) / (theta.denominator * weight.denominator)
    : (theta.numerator * claim.base) / theta.denominator
  return uncapped < cap ? uncapped : cap
}

/**
 * The smallest θ with Σ min(θ·wᵢ·dᵢ, cᵢ) = collected, exactly, over claims that are grouped already.
 * Fills like water: raise θ until the open claims carry what is left, close those that are full,
 * repeat. θ only rises, and each round is one pass in integers.
 * Refuses (Fault) an amount outside 0 < collected ≤ capacity.
 */
export const solve = (claims: readonly ChargeableClaim[], collected: bigint): Schedule => {
  const weighted = claims.some(({ weight }) => weight !== null && !isOne(weight))
  const unit = weighted ? commonDenominator(claims) : 1n
  let open = claims.map((claim) => filling(claim, unit)).filter(({ cap }) => cap > 0n)
  let left = collected
  assert(
    collected > 0n && collected <= sum(open.map(({ cap }) => cap)),
    'expected an amount above 0 and within capacity',
  )
  for (;;) {
    const theta: Fraction = { numerator: left, denominator: sum(open.map(({ pull }) => pull)) }
    const still = open.filter((claim) => !isFull(claim, theta))
    if (still.length === open.length || still.length === 0) return scheduled(theta, unit, weighted)
    left -= sum(open.filter((claim) => isFull(claim, theta)).map(({ cap }) => cap))
    open = still
  }
}

/** A claim while θ rises: it takes `pull`·θ (weight × base × unit) until it is full at `cap`. */
type Filling = { pull: bigint; cap: bigint }

const filling = (claim: ChargeableClaim, unit: bigint): Filling => {
  const { numerator, denominator } = claim.weight ?? { numerator: 1n, denominator: 1n }
  return { pull: claim.base * numerator * (unit / denominator), cap: capOf(claim) }
}

const isFull = ({ pull, cap }: Filling, theta: Fraction): boolean =>
  theta.numerator * pull >= cap * theta.denominator

const scheduled = (theta: Fraction, unit: bigint, weighted: boolean): Schedule => ({
  rule: 'pro-rata',
  rounding: 'floor',
  weighted,
  theta: fractionToJson(fraction(theta.numerator * unit, theta.denominator)),
})

const isOne = ({ numerator, denominator }: Fraction): boolean => numerator === denominator

/** Least common multiple of the weights' denominators, so that weights become integers. */
const commonDenominator = (claims: readonly Pick<Claim, 'weight'>[]): bigint => {
  const denominators = new Set(claims.map(({ weight }) => weight?.denominator ?? 1n))
  let multiple = 1n
  for (const denominator of denominators) {
    multiple *= denominator / greatestCommonDivisor(multiple, denominator)
  }
  return multiple
}
