// Invented policies: one plain, one with limits, one whose lowest tier is nearly empty, and who must sign under each.
import type { PolicyContent } from '@/lib/domain/policy'
import type { SignoffPolicy, Tier, TierLimits } from '@/lib/domain/signoff-policy'

const among = ['compliance', 'risk', 'treasury']

/** Bounds in whole units of each asset: a week takes four times a day. */
const bounded = (day: {
  usd: bigint
  btc: bigint
  shareBps: bigint
  accounts: bigint
}): Pick<Tier, 'day' | 'week'> => {
  const limits = (times: bigint): TierLimits => {
    const usd = (day.usd * times * 100n).toString()
    const btc = (day.btc * times * 100_000_000n).toString()
    return {
      amounts: { BTC: btc, USDC: usd, USDT: usd },
      shareBps: (day.shareBps * times).toString(),
      accounts: (day.accounts * times).toString(),
    }
  }
  return { day: limits(1n), week: limits(4n) }
}

const oneApproval = { approvals: '1', groups: '1', among, deviceBound: false }
const twoApprovals = { approvals: '2', groups: '2', among, deviceBound: false }
const threeApprovals = { approvals: '3', groups: '2', among, deviceBound: false }

/** Demo: the order of the default tiers with delays that a visitor can wait for, and one key a person. */
const TIERED: SignoffPolicy = {
  tiers: [
    {
      name: 'T1',
      ...bounded({ usd: 50_000_000n, btc: 500n, shareBps: 5_000n, accounts: 100_000n }),
      quorum: oneApproval,
      coolingOffSeconds: '0',
    },
    {
      name: 'T2',
      ...bounded({ usd: 200_000_000n, btc: 2_000n, shareBps: 10_000n, accounts: 400_000n }),
      quorum: twoApprovals,
      coolingOffSeconds: '60',
    },
    { name: 'T3', day: null, week: null, quorum: threeApprovals, coolingOffSeconds: '120' },
  ],
  changeDelaySeconds: '60',
  keysPerApprover: '1',
}

/** Demo: nearly every run needs two groups and a short wait, so that both can be tried with small amounts. */
const DRILL: SignoffPolicy = {
  ...TIERED,
  tiers: [
    {
      name: 'T1',
      ...bounded({ usd: 1_000n, btc: 1n, shareBps: 1n, accounts: 10n }),
      quorum: oneApproval,
      coolingOffSeconds: '0',
    },
    {
      name: 'T2',
      ...bounded({ usd: 400_000_000n, btc: 4_000n, shareBps: 40_000n, accounts: 1_600_000n }),
      quorum: twoApprovals,
      coolingOffSeconds: '30',
    },
    { name: 'T3', day: null, week: null, quorum: threeApprovals, coolingOffSeconds: '40' },
  ],
}

const PLAIN: PolicyContent = {
  layers: ['fund', 'operator', 'traders'],
  rule: 'pro-rata',
  rounding: 'floor',
  fundToleranceBps: '10',
  signoff: TIERED,
}
/** Demo: nobody loses more than half of his profit, and a profit below 10.00 USDT nothing. */
const LIMITED: PolicyContent = {
  ...PLAIN,
  limits: { capFraction: { numerator: '1', denominator: '2' }, exemptBelow: '1000' },
  asset: 'USDT',
}

export const POLICIES: readonly { id: string; content: PolicyContent }[] = [
  { id: 'P-1', content: PLAIN },
  { id: 'P-2', content: LIMITED },
  { id: 'P-3', content: { ...PLAIN, signoff: DRILL } },
]
