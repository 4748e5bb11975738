// Invented losses and claims: a crash in twelve markets, and twenty thousand accounts in profit.
import type { Claim } from '@/lib/domain/claim'
import { formatAmount } from '@/lib/domain/money'
import type { Draw } from './seed-random'

export type SeedLoss = {
  id: string
  market: string
  minutesAgo: number
  shortfall: bigint
  side: 'long' | 'short'
  bankruptcyPrice: string
  fillPrice: string
}

const MARKETS = [
  'BTC',
  'ETH',
  'SOL',
  'DOGE',
  'AVAX',
  'LINK',
  'ARB',
  'OP',
  'SUI',
  'TIA',
  'WIF',
  'PEPE',
]

export const seedLosses = (draw: Draw): SeedLoss[] =>
  Array.from({ length: 24 }, (_, index) => {
    const price = 100 + draw(90_000)
    return {
      id: `DEMO-LE-${String(index + 1).padStart(4, '0')}`,
      market: `${MARKETS[index % MARKETS.length] ?? 'BTC'}-USDT`,
      minutesAgo: 1500 - index * 2,
      shortfall: 1_000_000n + BigInt(draw(120_000_000)),
      side: 'long',
      bankruptcyPrice: `${price}.50`,
      fillPrice: `${Math.floor(price * 0.97)}.25`,
    }
  })

const ACCOUNTS = 20_000
/** Out of 1,000 accounts, how many earn 10^tier … 10^(tier+1) minor units. */
const TIERS = [
  { exponent: 1, weight: 15 },
  { exponent: 2, weight: 70 },
  { exponent: 3, weight: 260 },
  { exponent: 4, weight: 350 },
  { exponent: 5, weight: 200 },
  { exponent: 6, weight: 75 },
  { exponent: 7, weight: 25 },
  { exponent: 8, weight: 5 },
]

export const seedClaims = (draw: Draw): Claim[] =>
  Array.from({ length: ACCOUNTS }, (_, index) => ({
    account: `demo-${String(index + 1).padStart(5, '0')}-${draw(65_536).toString(16).padStart(4, '0').toUpperCase()}`,
    owner: null,
    class: classOf(index),
    base: profit(draw),
    equity: null,
    cap: null,
    weight: null,
    score: score(index),
  }))

/** 14 house accounts and 212 exempt ones, spread over the population. */
const classOf = (index: number): Claim['class'] => {
  if (index % 1_450 === 7) return 'house'
  return index % 94 === 3 ? 'exempt' : 'eligible'
}

/** 0 … 99.99 in no order of profit, each value twice, so that a queue has ties to break. */
const score = (index: number): string => {
  const hundredths = BigInt((index * 7_919 + 1_237) % 10_000)
  return formatAmount(hundredths, { scale: 2 }).replace(/\.?0+$/, '')
}

const profit = (draw: Draw): bigint => {
  let place = draw(1000)
  const tier = TIERS.find(({ weight }) => (place -= weight) < 0)
  const low = 10n ** BigInt(tier?.exponent ?? 3)
  return low + (BigInt(draw(1_000_000)) * low * 9n) / 1_000_000n
}
