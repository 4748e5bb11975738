// A year of invented fund ledgers that ends on round balances, with two losses that nearly empty a fund.
import type { Draw } from './seed-random'

export type SeedEntry = {
  sourceId: string
  kind: string
  amount: bigint
  daysAgo: number
  reference: string
}
export type SeedFund = {
  id: string
  name: string
  asset: string
  kind: 'isolated' | 'shared'
  scope: string
  floor: bigint
  target: bigint
  balance: bigint
  /** Mean inflow a day, minor units. */
  inflow: bigint
  events: { daysAgo: number; kind: string; amount: bigint; reference: string }[]
}

const DAYS = 365
const KINDS = [
  { kind: 'LIQUIDATION_SURPLUS', share: 6n },
  { kind: 'LIQUIDATION_FEE', share: 3n },
  { kind: 'FEE_CONTRIBUTION', share: 1n },
]

/** The opening entry is what remains, so that the sum is exactly the fund's balance. */
export const ledgerOf = (fund: SeedFund, draw: Draw): SeedEntry[] => {
  const daily = Array.from({ length: DAYS }, (_, index) => DAYS - index - 1).flatMap((daysAgo) =>
    entriesOf(fund, daysAgo, draw),
  )
  const events = fund.events.map((event, index) => ({ ...event, sourceId: `demo/event/${index}` }))
  const later = [...daily, ...events]
  const booked = later.reduce((total, { amount }) => total + amount, 0n)
  const opening = {
    sourceId: 'demo/opening',
    kind: 'TRANSFER',
    amount: fund.balance - booked,
    daysAgo: DAYS + 1,
    reference: 'Demo: opening balance',
  }
  return [opening, ...later]
}

const entriesOf = (fund: SeedFund, daysAgo: number, draw: Draw): SeedEntry[] =>
  KINDS.map(({ kind, share }) => ({
    sourceId: `demo/${kind.toLowerCase()}/${daysAgo}`,
    kind,
    amount: 1n + (fund.inflow * share * BigInt(20 + draw(160))) / 1000n,
    daysAgo,
    reference: '',
  }))

export const FUNDS: readonly SeedFund[] = [
  {
    id: 'usdt-linear',
    name: 'USDT linear',
    asset: 'USDT',
    kind: 'shared',
    scope: '41 contracts',
    floor: 200_000_000n,
    target: 1_000_000_000n,
    balance: 1_000_000_000n,
    inflow: 3_300_000n,
    events: [
      {
        daysAgo: 306,
        kind: 'BANKRUPTCY_LOSS',
        amount: -291_420_736n,
        reference: 'Demo: book gap in 6 markets',
      },
      {
        daysAgo: 257,
        kind: 'TREASURY_TOP_UP',
        amount: 200_000_000n,
        reference: 'Demo: treasury top-up',
      },
      {
        daysAgo: 182,
        kind: 'BANKRUPTCY_LOSS',
        amount: -348_011_590n,
        reference: 'Demo: stablecoin depeg',
      },
      {
        daysAgo: 99,
        kind: 'BANKRUPTCY_LOSS',
        amount: -120_633_418n,
        reference: 'Demo: listing squeeze',
      },
    ],
  },
  {
    id: 'btc-inverse',
    name: 'BTC inverse',
    asset: 'BTC',
    kind: 'isolated',
    scope: '6 contracts',
    floor: 30_000_000_000n,
    target: 200_000_000_000n,
    balance: 128_440_617_732n,
    inflow: 380_000_000n,
    events: [
      {
        daysAgo: 3,
        kind: 'BANKRUPTCY_LOSS',
        amount: -45_860_000_000n,
        reference: 'Demo: gap over a weekend',
      },
    ],
  },
  {
    id: 'usdc-options',
    name: 'Options USDC',
    asset: 'USDC',
    kind: 'isolated',
    scope: '2 underlyings',
    floor: 100_000_000n,
    target: 500_000_000n,
    balance: 431_688_240n,
    inflow: 900_000n,
    events: [
      {
        daysAgo: 140,
        kind: 'TREASURY_TOP_UP',
        amount: 50_000_000n,
        reference: 'Demo: treasury top-up',
      },
    ],
  },
]
