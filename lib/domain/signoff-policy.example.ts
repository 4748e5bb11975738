// Three tiers as they are in signoff.md §1, for tests.
import type { SignoffPolicy, TierLimits } from './signoff-policy'

const among = ['compliance', 'risk', 'treasury']
const limits = (usdt: string, shareBps: string, accounts: string): TierLimits => ({
  amounts: { BTC: usdt.slice(0, -2), USDT: usdt },
  shareBps,
  accounts,
})

export const THREE_TIERS: SignoffPolicy = {
  tiers: [
    {
      name: 'T1',
      day: limits('1000000', '50', '500'),
      week: limits('3000000', '150', '1500'),
      quorum: { approvals: '1', groups: '1', among, deviceBound: false },
      coolingOffSeconds: '0',
    },
    {
      name: 'T2',
      day: limits('10000000', '500', '50000'),
      week: limits('30000000', '1500', '150000'),
      quorum: { approvals: '2', groups: '2', among, deviceBound: false },
      coolingOffSeconds: '1800',
    },
    {
      name: 'T3',
      day: null,
      week: null,
      quorum: { approvals: '3', groups: '2', among, deviceBound: true },
      coolingOffSeconds: '14400',
    },
  ],
  changeDelaySeconds: '259200',
  keysPerApprover: '2',
}
