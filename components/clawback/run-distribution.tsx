// Who pays, by tier of what an account has: counts, sums, shares and the rate that each tier really pays.
import { BarCell } from '@/components/chart/bar-cell'
import { tierLabel } from '@/components/chart/tier-label'
import { Absent } from '@/components/ui/absent'
import { Amount } from '@/components/ui/amount'
import { Percent } from '@/components/ui/percent'
import { Table, type Column } from '@/components/ui/table'
import { fraction } from '@/lib/domain/fraction'
import { groupThousands, sum } from '@/lib/domain/money'
import type { Simulation, TierJson } from '@/lib/wire/clawback'
import { capitalised } from './run-words'

export type RunDistributionProps = { run: Simulation; numeraire: string }

export const RunDistribution = ({ run, numeraire }: RunDistributionProps) => {
  const total = totalOf(run.distribution)
  return (
    <Table
      caption={`Levies by ${numeraire} of the account, accounts in scope`}
      hideCaption
      columns={columnsOf(run, { numeraire, levied: total.levy })}
      rows={run.distribution}
      rowKey={(tier) => tier.from}
      foot={[
        {
          key: 'all',
          kind: 'sum',
          cells: {
            tier: 'All',
            accounts: groupThousands(String(total.accounts)),
            base: <Amount amount={total.base} scale={run.asset.scale} />,
            levy: <Amount amount={total.levy} scale={run.asset.scale} />,
            share: <ShareOf part={total.levy} whole={total.levy} digits={2} />,
            rate: <ShareOf part={total.levy} whole={total.base} digits={4} />,
          },
        },
      ]}
    />
  )
}

const totalOf = (tiers: readonly TierJson[]) => ({
  accounts: tiers.reduce((accounts, tier) => accounts + tier.accounts, 0),
  base: sum(tiers.map((tier) => BigInt(tier.base))),
  levy: sum(tiers.map((tier) => BigInt(tier.levy))),
})

const columnsOf = (
  { asset }: Simulation,
  { numeraire, levied }: { numeraire: string; levied: bigint },
): Column<TierJson>[] => [
  {
    key: 'tier',
    head: `${capitalised(numeraire)} of the account`,
    unit: asset.code,
    rowHead: true,
    numeric: true,
    cell: (tier) => tierLabel(tier, { scale: asset.scale }),
  },
  {
    key: 'accounts',
    head: 'Accounts',
    numeric: true,
    cell: (tier) => groupThousands(String(tier.accounts)),
  },
  {
    key: 'base',
    head: `Σ ${numeraire}`,
    unit: asset.code,
    numeric: true,
    cell: (tier) => <Amount amount={tier.base} scale={asset.scale} />,
  },
  {
    key: 'levy',
    head: 'Σ levy',
    unit: asset.code,
    numeric: true,
    cell: (tier) => <Amount amount={tier.levy} scale={asset.scale} />,
  },
  {
    key: 'share',
    head: 'Share of levy, %',
    numeric: true,
    cell: (tier) => <ShareOf part={BigInt(tier.levy)} whole={levied} digits={2} />,
  },
  {
    key: 'bar',
    head: '0 to 100 %',
    secondRank: true,
    cell: (tier) => <BarCell part={tier.levy} whole={levied} tone="trader" />,
  },
  {
    key: 'rate',
    head: `Levy ÷ ${numeraire}, %`,
    numeric: true,
    cell: (tier) => <ShareOf part={BigInt(tier.levy)} whole={BigInt(tier.base)} digits={4} />,
  },
]

const ShareOf = ({ part, whole, digits }: { part: bigint; whole: bigint; digits: number }) =>
  whole === 0n ? (
    <Absent kind="not-applicable" />
  ) : (
    <Percent of={fraction(part, whole)} digits={digits} bare />
  )
