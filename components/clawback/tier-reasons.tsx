// Why a run is of its tier: what it takes itself, and what other runs took or are about to take beside it.
import { moneyText, type AssetUnit } from '@/components/ui/money-text'
import { Table } from '@/components/ui/table'
import { fraction, toPercent } from '@/lib/domain/fraction'
import { groupThousands } from '@/lib/domain/money'
import type { Taken } from '@/lib/domain/signoff-policy'
import type { ClawbackDetail } from '@/lib/wire/clawback'

export type TierReasonsProps = { tier: NonNullable<ClawbackDetail['tier']>; asset: AssetUnit }

export const TierReasons = ({ tier, asset }: TierReasonsProps) => (
  <details className="text-small">
    <summary className="min-h-6 w-fit">Why tier {tier.name}</summary>
    <p className="max-w-[92ch] py-1 text-ink-2">
      The tier follows from the policy’s bounds for a day and a week. What other runs of any fund
      took or are about to take counts, so that splitting a run does not lower it.
    </p>
    <div className="max-w-[48rem]">
      <Table
        caption={`Inputs of tier ${tier.name}`}
        hideCaption
        rows={rowsOf(tier.inputs)}
        rowKey={({ name }) => name}
        columns={[
          { key: 'name', head: 'Taken', rowHead: true, cell: ({ name }) => name },
          {
            key: 'amounts',
            head: 'Amounts',
            numeric: true,
            cell: ({ taken }) => amountsText(taken, asset),
          },
          {
            key: 'share',
            head: 'Share of what may be charged, %',
            numeric: true,
            cell: ({ taken }) =>
              toPercent(fraction(BigInt(taken.shareBps), 10_000n), { digits: 2 }),
          },
          {
            key: 'accounts',
            head: 'Accounts',
            numeric: true,
            cell: ({ taken }) => groupThousands(taken.accounts),
          },
        ]}
      />
    </div>
  </details>
)

const rowsOf = (inputs: TierReasonsProps['tier']['inputs']): { name: string; taken: Taken }[] => [
  { name: 'by this run', taken: inputs.own },
  { name: 'by others within 24 hours', taken: inputs.day },
  { name: 'by others within 7 days', taken: inputs.week },
]

/** Only the run's own asset has a scale here; amounts of others are counted in their smallest units. */
const amountsText = ({ amounts }: Taken, asset: AssetUnit): string => {
  const parts = Object.entries(amounts).map(([code, units]) =>
    code === asset.code
      ? moneyText(units, asset)
      : `${groupThousands(units)} smallest units of ${code}`,
  )
  return parts.length === 0 ? 'nothing' : parts.join(' + ')
}
