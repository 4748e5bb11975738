// Money and counts as they stand inside a sentence or a button: 12,191,008.91 USDT from 19,028 accounts.
import { formatAmount, groupThousands } from '@/lib/domain/money'

export type AssetUnit = { code: string; scale: number }

export const moneyText = (amount: bigint | string, { code, scale }: AssetUnit): string =>
  `${groupThousands(formatAmount(BigInt(amount), { scale }))} ${code}`

export const countText = (count: number, one: string, many = `${one}s`): string =>
  `${groupThousands(String(count))} ${count === 1 ? one : many}`

/** The object of every button about a run: its amount and how many accounts give it. */
export const clawbackText = (run: {
  asset: AssetUnit
  waterfall: { levied: string }
  metrics: { accountsCharged: number }
}): string =>
  `${moneyText(run.waterfall.levied, run.asset)} from ${countText(run.metrics.accountsCharged, 'account')}`

/** Writes minor units of any of these assets in currency units; of an asset that is not among them as they are. */
export const amountWords =
  (assets: readonly AssetUnit[]) =>
  (amount: string, asset: string): string => {
    const unit = assets.find(({ code }) => code === asset)
    return unit === undefined
      ? `${groupThousands(amount)} minor units of ${asset}`
      : moneyText(amount, unit)
  }
