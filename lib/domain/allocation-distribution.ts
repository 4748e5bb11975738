// How levies and payouts lie over a population: tiers, histogram, Lorenz curve (allocation.md §4).
import { assert } from './assert'
import type { Claim } from './claim'
import { fraction, ZERO, type Fraction } from './fraction'
import { sum } from './money'

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
  for (const { claim, levy } of chargedPopulation(claims, levies)) {
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

/** One account of the charged population and what it pays, in minor units. */
export type Charged = { claim: Claim; levy: bigint }

/**
 * The charged population: eligible and house accounts in their order. Accounts below an exemption
 * threshold are among them with a levy of 0, so that populations of several policies compare.
 */
export const chargedPopulation = (
  claims: readonly Claim[],
  levies: readonly bigint[],
): Charged[] => {
  assert(claims.length === levies.length, 'expected one levy per claim')
  return claims.flatMap((claim, index) =>
    claim.class === 'exempt' ? [] : [{ claim, levy: levies[index] ?? 0n }],
  )
}

/**
 * Levies and payouts (base − levy) of the charged population in minor units, each ascending on its
 * own. One amount fits in 63 bits, and a typed array sorts a million of them without a comparator.
 */
export const ascendingAmounts = (
  charged: readonly Charged[],
): { levies: BigUint64Array; payouts: BigUint64Array } => ({
  levies: BigUint64Array.from(charged, ({ levy }) => levy).sort(),
  payouts: BigUint64Array.from(charged, ({ claim, levy }) => claim.base - levy).sort(),
})

const HISTOGRAM_BINS = 64

/**
 * How many amounts fall into each of 64 bins whose edges never move: bin 0 below one minor unit,
 * bin k from 2^(k−1) up to, not including, 2^k. `ascending` in minor units, below 2^63 each.
 */
export const histogram = (ascending: BigUint64Array): number[] => {
  const below = Array.from({ length: HISTOGRAM_BINS }, (_, bin) => {
    return countBelow(ascending, 2n ** BigInt(bin))
  })
  return below.map((count, bin) => count - (below[bin - 1] ?? 0))
}

const countBelow = (ascending: BigUint64Array, edge: bigint): number => {
  let [low, high] = [0, ascending.length]
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if ((ascending[middle] ?? edge) < edge) low = middle + 1
    else high = middle
  }
  return low
}

const LORENZ_POINTS = 100

/**
 * Lorenz curve: point k (k = 1 … 100, at index k − 1) is the exact share of the total that the
 * ⌈k·n/100⌉ smallest of n amounts hold. Shares of 1; all 0 when the total is 0.
 */
export const lorenzCurve = (ascending: BigUint64Array): Fraction[] => {
  const total = sum(ascending)
  let [held, counted] = [0n, 0]
  return Array.from({ length: LORENZ_POINTS }, (_, index) => {
    const count = Math.ceil(((index + 1) * ascending.length) / LORENZ_POINTS)
    held += sum(ascending.subarray(counted, count))
    counted = count
    return total === 0n ? ZERO : fraction(held, total)
  })
}
