// How a loss is shared over a population: owners grouped, the rule solved, every levy applied (allocation.md §3).
import {
  groupByOwner,
  pick,
  splitOverMembers,
  type ChargeableClaim,
  type OwnerGroup,
} from './allocation-group'
import { javascriptEngine } from './allocation-apply-javascript'
import { leviesBy } from './allocation-levy'
import { levyTiers, packClaims, searchConstants } from './allocation-packed'
import { capUnder, isBelowThreshold, isCharged } from './allocation-limits'
import type { Schedule } from './allocation-schedule'
import { solve } from './allocation-solve'
import { termsProblems, type Terms } from './allocation-terms'
import { assert } from './assert'
import type { Claim } from './claim'
import { sum } from './money'

/**
 * Minor units. levied + residual = collected; `levies[i]` belongs to the i-th claim given.
 * `capacity` is U and `chargedBase` D: caps and bases of eligible and house claims that are not
 * below the exemption threshold. `accountsCharged` counts levies ≥ 1, `cappedCount` those among
 * them whose owner pays all he may lose, `belowThresholdCount` accounts that the threshold spares.
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
  cappedCount: number
  belowThresholdCount: number
  levies: bigint[]
}

/** The population cannot bear the amount; `missing` = collected − capacity, in minor units. */
export type Infeasible = { kind: 'infeasible'; capacity: bigint; missing: bigint }

/**
 * Shares `collected` minor units (above 0) over a population by a rule, owners grouped first.
 * Levies are whole units, 0 ≤ levy ≤ cap of the owner; the order of the claims does not matter.
 * Refuses (Fault) terms that `termsProblems` finds fault with.
 * Source: allocation.md §3; Thomson, How to divide when there isn't enough (2019).
 */
export const allocate = (
  claims: readonly Claim[],
  options: Terms & { collected: bigint },
): Allocation | Infeasible => {
  const { collected, limits } = options
  const problems = termsProblems(claims, options).length
  assert(problems === 0, `expected terms that fit the claims, got ${problems} problems`)
  const groups = groupByOwner(claims)
  const parties = groups.map(({ claim }) => claim)
  const caps = parties.map((claim) => capUnder(claim, limits))
  const capacity = sum(caps)
  if (collected > capacity) return { kind: 'infeasible', capacity, missing: collected - capacity }
  const { schedule, amounts } = solveAndLevy(parties, { ...options, caps })
  const { levies, cappedCount } = splitOverAccounts(claims, groups, { amounts, caps })
  const total = sum(levies)
  assert(total <= collected, 'expected levies of at most what is collected')
  const spared = groups.filter(
    ({ claim }) => claim.class !== 'exempt' && isBelowThreshold(claim, limits),
  )
  return {
    kind: 'allocation',
    schedule,
    capacity,
    chargedBase: sum(parties.filter((claim) => isCharged(claim, limits)).map(({ base }) => base)),
    collected,
    levied: total,
    residual: collected - total,
    accountsCharged: levies.filter((amount) => amount > 0n).length,
    cappedCount,
    belowThresholdCount: spared.reduce((count, { members }) => count + members.length, 0),
    levies,
  }
}

/** U of allocation.md §1: Σ cap under the limits, in minor units, over claims that are grouped already. */
export const capacityUnder = (
  claims: readonly ChargeableClaim[],
  { limits }: Pick<Terms, 'limits'>,
): bigint => sum(claims.map((claim) => capUnder(claim, limits)))

/** Over packed columns where they serve; what they give is what solve and leviesBy give. */
const solveAndLevy = (
  parties: readonly ChargeableClaim[],
  options: Terms & { collected: bigint; caps: readonly bigint[] },
): { schedule: Schedule; amounts: bigint[] } => {
  const { rule, rounding } = options
  const tiers = rule === 'queue' ? null : packClaims(parties, options)
  if (rule === 'queue' || tiers === null) return levied(parties, solve(parties, options))
  const constants = searchConstants(tiers, { ...options, rule })
  const schedule = solve(parties, options, constants)
  if (rounding !== 'floor') return levied(parties, schedule)
  return { schedule, amounts: levyTiers(javascriptEngine, { tiers, constants }) }
}

const levied = (
  parties: readonly ChargeableClaim[],
  schedule: Schedule,
): { schedule: Schedule; amounts: bigint[] } => ({
  schedule,
  amounts: parties.map(leviesBy(schedule)),
})

/** Levy of every claim at its own index, from those of the groups; both in minor units. */
const splitOverAccounts = (
  claims: readonly Claim[],
  groups: readonly OwnerGroup[],
  { amounts, caps }: { amounts: readonly bigint[]; caps: readonly bigint[] },
): { levies: bigint[]; cappedCount: number } => {
  const levies = claims.map(() => 0n)
  let cappedCount = 0
  groups.forEach(({ members }, index) => {
    const amount = amounts[index] ?? 0n
    const parts = members.length === 1 ? [amount] : splitOverMembers(pick(claims, members), amount)
    parts.forEach((part, position) => {
      levies[members[position] ?? 0] = part
      if (part > 0n && amount === caps[index]) cappedCount += 1
    })
  })
  return { levies, cappedCount }
}
