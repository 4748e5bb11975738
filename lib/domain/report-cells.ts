// What of a distribution may be shown to the public: no cell speaks of a few people.
import type { Tier } from './allocation-distribution'
import { FEWEST_ACCOUNTS } from './report'

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
