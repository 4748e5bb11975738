// How a loss is shared over a population: owners grouped, the rule solved, every levy applied (allocation.md §3).
import {
  groupByOwner,
  splitOverMembers,
  type ChargeableClaim,
  type OwnerGroup,
} from './allocation-group'
import { leviesBy } from './allocation-levy'
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
  const capacity = capacityUnder(parties, options)
  if (collected > capacity) return { kind: 'infeasible', capacity, missing: collected - capacity }
  const schedule = solve(parties, options)
  const { levies, cappedCount } = leviesOf(claims, groups, { schedule, limits })
  const levied = sum(levies)
  assert(levied <= collected, 'expected levies of at most what is collected')
  const spared = groups.filter(
    ({ claim }) => claim.class !== 'exempt' && isBelowThreshold(claim, limits),
  )
  return {
    kind: 'allocation',
    schedule,
    capacity,
    chargedBase: sum(parties.filter((claim) => isCharged(claim, limits)).map(({ base }) => base)),
    collected,
    levied,
    residual: collected - levied,
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

/** Levy of every claim, at its own index: the schedule applied to each group, then split over it. */
const leviesOf = (
  claims: readonly Claim[],
  groups: readonly OwnerGroup[],
  { schedule, limits }: { schedule: Schedule } & Pick<Terms, 'limits'>,
): { levies: bigint[]; cappedCount: number } => {
  const levyOf = leviesBy(schedule)
  const levies = claims.map(() => 0n)
  let cappedCount = 0
  for (const { claim, members } of groups) {
    const amount = levyOf(claim)
    if (amount === 0n) continue
    const owned = members.flatMap((index) => claims[index] ?? [])
    const parts = owned.length === 1 ? [amount] : splitOverMembers(owned, amount)
    for (const [position, part] of parts.entries()) levies[members[position] ?? 0] = part
    const isCapped = amount === capUnder(claim, limits)
    if (isCapped) cappedCount += parts.filter((part) => part > 0n).length
  }
  return { levies, cappedCount }
}
