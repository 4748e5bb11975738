// What the kinds of ledger entries are called.
const names: Record<string, string | undefined> = {
  LIQUIDATION_SURPLUS: 'Liquidation surplus',
  LIQUIDATION_FEE: 'Liquidation fees',
  FEE_CONTRIBUTION: 'Share of trading fees',
  TREASURY_TOP_UP: 'Treasury top-ups',
  CLAWBACK_CREDIT: 'Levies received',
  RECOVERY_RECEIVED: 'Recoveries received',
  BANKRUPTCY_LOSS: 'Bankruptcy losses',
  CLAWBACK_PAYOUT: 'Losses paid from levies',
  RECOVERY_REFUND: 'Recoveries paid back',
  WITHDRAWAL: 'Withdrawals',
  REVALUATION: 'Revaluation',
  TRANSFER: 'Transfers',
}

export const entryKindName = (kind: string): string => names[kind] ?? kind
