// The figures by which people judge an allocation (allocation.md §4), exact where counts and sums are.
import type { Allocation } from './allocation'
import { assert } from './assert'
import { capOf, type Claim, type ClaimClass } from './claim'
import { compareFractions, fraction, ZERO, type Fraction } from './fraction'
import { sum } from './money'

type ClassTotal = { accounts: number; base: bigint; levy: bigint }

/**
 * Amounts in minor units, shares as exact fractions of 1. "Top p %" are the ⌈p·n/100⌉ largest levies
 * of the charged population (eligible + house, n accounts), as a share of all that is levied.
 * `medianLevy` is over the same population, the mean of the middle two when n is even.
 * `cappedCount`: accounts whose levy is all they may lose; `exemptCount`: accounts of class exempt.
 */
export type Metrics = {
  rate: Fraction
  utilisation: Fraction
  gini: Fraction
  largestLevy: bigint
  largestLevyShareOfBase: Fraction
  medianLevy: Fraction
  cappedCount: number
  chargedCount: number
  exemptCount: number
  top1Share: Fraction
  top10Share: Fraction
  top1PercentShare: Fraction
  top10PercentShare: Fraction
  byClass: Record<ClaimClass, ClassTotal>
}

/**
 * Measures an allocation on the claims it was made from, in the same order.
 * rate = C/D, utilisation = C/U; Gini of payouts (base − levy) over the charged population.
 * Refuses (Fault) claims and levies of different counts.
 */
export const measure = (claims: readonly Claim[], allocation: Allocation): Metrics => {
  const { collected, capacity, chargedBase, levies } = allocation
  assert(claims.length === levies.length, 'expected one levy per claim')
  const charged = chargedPairs(claims, levies)
  const ascending = sortedAmounts(charged.map((pair) => pair.levy))
  const largest = largestLevy(charged)
  return {
    rate: fraction(collected, chargedBase),
    utilisation: fraction(collected, capacity),
    gini: gini(sortedAmounts(charged.map(({ claim, levy }) => claim.base - levy))),
    largestLevy: largest.levy,
    largestLevyShareOfBase: largest.share,
    medianLevy: median(ascending),
    cappedCount: charged.filter(({ claim, levy }) => levy > 0n && levy === capOf(claim)).length,
    chargedCount: allocation.accountsCharged,
    exemptCount: claims.length - charged.length,
    top1Share: topShare(ascending, 1),
    top10Share: topShare(ascending, 10),
    top1PercentShare: topShare(ascending, Math.ceil(ascending.length / 100)),
    top10PercentShare: topShare(ascending, Math.ceil(ascending.length / 10)),
    byClass: classTotals(claims, levies),
  }
}

type Pair = { claim: Claim; levy: bigint }

const chargedPairs = (claims: readonly Claim[], levies: readonly bigint[]): Pair[] =>
  claims.flatMap((claim, index) =>
    claim.class === 'exempt' ? [] : [{ claim, levy: levies[index] ?? 0n }],
  )

// One amount fits in 63 bits, and a typed array sorts a million of them without a comparator.
const sortedAmounts = (amounts: readonly bigint[]): BigUint64Array =>
  BigUint64Array.from(amounts).sort()

/** Ties go to the larger share of base, so the order of the claims does not matter. */
const largestLevy = (pairs: readonly Pair[]): { levy: bigint; share: Fraction } => {
  let largest = { levy: 0n, share: ZERO }
  for (const { claim, levy } of pairs) {
    if (levy === 0n || levy < largest.levy) continue
    const share = fraction(levy, claim.base)
    if (levy > largest.levy || compareFractions(share, largest.share) > 0) largest = { levy, share }
  }
  return largest
}

const median = (ascending: BigUint64Array): Fraction => {
  if (ascending.length === 0) return ZERO
  const upper = ascending[Math.floor(ascending.length / 2)] ?? 0n
  const lower = ascending[Math.floor((ascending.length - 1) / 2)] ?? 0n
  return fraction(lower + upper, 2n)
}

const topShare = (ascending: BigUint64Array, count: number): Fraction => {
  const total = sum(ascending)
  if (total === 0n) return ZERO
  return fraction(sum(ascending.subarray(Math.max(0, ascending.length - count))), total)
}

/** 1 − Σ (Xₖ − Xₖ₋₁)(Yₖ + Yₖ₋₁) with Xₖ = k/n over ascending values; 0 when the total is 0. */
const gini = (ascending: BigUint64Array): Fraction => {
  let [cumulative, area] = [0n, 0n]
  for (const value of ascending) {
    area += 2n * cumulative + value
    cumulative += value
  }
  if (cumulative === 0n) return ZERO
  const whole = BigInt(ascending.length) * cumulative
  return fraction(whole - area, whole)
}

const classTotals = (
  claims: readonly Claim[],
  levies: readonly bigint[],
): Record<ClaimClass, ClassTotal> => {
  const empty = (): ClassTotal => ({ accounts: 0, base: 0n, levy: 0n })
  const totals = { eligible: empty(), house: empty(), exempt: empty() }
  for (const [index, claim] of claims.entries()) {
    const total = totals[claim.class]
    total.accounts += 1
    total.base += claim.base
    total.levy += levies[index] ?? 0n
  }
  return totals
}

/** Accounts with from ≤ base < to, in minor units; `to` is null for the open top. */
export type Tier = { from: bigint; to: bigint | null; accounts: number; base: bigint; levy: bigint }

/** Edges of the tiers of profit, in currency units: below 10, 10–100, … 1,000,000 and more. */
export const DISTRIBUTION_EDGES = [10n, 100n, 1_000n, 10_000n, 100_000n, 1_000_000n] as const

/**
 * Accounts, bases and levies of the charged population (eligible + house) by tier of base.
 * `levies[i]` belongs to `claims[i]`; `scale` is the asset's fraction digits; seven tiers ascending,
 * empty ones included.
 */
export const distribution = (
  claims: readonly Claim[],
  levies: readonly bigint[],
  options: { scale: number },
): Tier[] => {
  const tiers = emptyTiers(10n ** BigInt(options.scale))
  for (const { claim, levy } of chargedPairs(claims, levies)) {
    const tier = tiers.findLast(({ from }) => claim.base >= from)
    assert(tier !== undefined, 'expected a base of at least 0')
    tier.accounts += 1
    tier.base += claim.base
    tier.levy += levy
  }
  return tiers
}

const emptyTiers = (unit: bigint): Tier[] => {
  const edges = DISTRIBUTION_EDGES.map((edge) => edge * unit)
  return [0n, ...edges].map((from, index) => {
    return { from, to: edges[index] ?? null, accounts: 0, base: 0n, levy: 0n }
  })
}

const FEWEST_ACCOUNTS = 10

/**
 * Tiers fit for the public: neighbours are merged until every cell holds at least 10 accounts or
 * none, so no figure speaks of a few people. Empty when there are fewer than 10 accounts in all.
 */
export const publicCells = (tiers: readonly Tier[]): Tier[] => {
  const accounts = tiers.reduce((total, tier) => total + tier.accounts, 0)
  if (accounts < FEWEST_ACCOUNTS) return []
  const cells: Tier[] = []
  for (const tier of tiers) {
    const last = cells.at(-1)
    if (last && isRevealing(last)) cells.splice(-1, 1, merged(last, tier))
    else cells.push(tier)
  }
  return withoutRevealingEnd(cells)
}

const withoutRevealingEnd = (cells: readonly Tier[]): Tier[] => {
  const [last, before] = [cells.at(-1), cells.at(-2)]
  if (!last || !before || !isRevealing(last)) return [...cells]
  return withoutRevealingEnd([...cells.slice(0, -2), merged(before, last)])
}

const isRevealing = ({ accounts }: Tier): boolean => accounts > 0 && accounts < FEWEST_ACCOUNTS

const merged = (below: Tier, above: Tier): Tier => ({
  from: below.from,
  to: above.to,
  accounts: below.accounts + above.accounts,
  base: below.base + above.base,
  levy: below.levy + above.levy,
})
