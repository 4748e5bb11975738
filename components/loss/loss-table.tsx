// Loss events, newest first, with the exact sum of all that match at the foot.
import Link from 'next/link'
import { Absent } from '@/components/ui/absent'
import { Amount } from '@/components/ui/amount'
import { Status } from '@/components/ui/status'
import { Table, type Column, type FootRow } from '@/components/ui/table'
import { countText } from '@/components/ui/money-text'
import { Time } from '@/components/ui/time'
import { groupThousands } from '@/lib/domain/money'
import type { LossJson, LossList } from '@/lib/wire/loss-event'

export type LossTableProps = Pick<LossList, 'losses' | 'totals' | 'notListed'>

type Total = LossList['totals'][number]

export const LossTable = ({ losses, totals, notListed }: LossTableProps) => (
  <Table
    caption={
      notListed === 0
        ? 'Loss events, newest first'
        : `The newest ${countText(losses.length, 'loss event')}; ${groupThousands(String(notListed))} more are in the sums but not listed`
    }
    hideCaption={notListed === 0}
    columns={columnsFor(totals)}
    rows={losses}
    rowKey={({ id }) => id}
    foot={footOf(totals)}
  />
)

const columnsFor = (totals: readonly Total[]): Column<LossJson>[] => {
  const totalOf = new Map(totals.map((total) => [total.fundId, total]))
  const [first] = totals
  const unit = totals.every(({ asset }) => asset.code === first?.asset.code)
    ? first?.asset.code
    : undefined
  return [
    {
      key: 'time',
      head: 'Time',
      unit: 'UTC',
      cell: ({ occurredAt }) => <Time at={occurredAt} bare />,
    },
    { key: 'id', head: 'Loss', rowHead: true, cell: ({ id }) => <code>{id}</code> },
    {
      key: 'fund',
      head: 'Fund',
      secondRank: true,
      cell: ({ fundId }) => totalOf.get(fundId)?.fundName ?? fundId,
    },
    { key: 'market', head: 'Market', cell: ({ market }) => market },
    { key: 'side', head: 'Side', secondRank: true, cell: ({ side }) => side ?? <Absent /> },
    {
      key: 'account',
      head: 'Account',
      secondRank: true,
      cell: ({ account }) => (account === null ? <Absent /> : <code>{account}</code>),
    },
    {
      key: 'shortfall',
      head: 'Shortfall',
      unit,
      numeric: true,
      cell: ({ fundId, shortfall }) => (
        <Shortfall amount={shortfall} total={totalOf.get(fundId)} hasUnit={unit === undefined} />
      ),
    },
    { key: 'state', head: 'State', cell: ({ state }) => <Status of={state} /> },
    { key: 'run', head: 'Run', cell: ({ clawbackId }) => <RunLink clawbackId={clawbackId} /> },
    { key: 'cause', head: 'Cause', secondRank: true, cell: ({ cause }) => cause ?? <Absent /> },
  ]
}

type ShortfallProps = { amount: string; total: Total | undefined; hasUnit: boolean }

const Shortfall = ({ amount, total, hasUnit }: ShortfallProps) =>
  total === undefined ? (
    <Absent kind="not-applicable" />
  ) : (
    <Amount
      amount={amount}
      scale={total.asset.scale}
      unit={hasUnit ? total.asset.code : undefined}
    />
  )

const RunLink = ({ clawbackId }: { clawbackId: string | null }) =>
  clawbackId === null ? (
    <Absent />
  ) : (
    <Link href={`/clawbacks/${encodeURIComponent(clawbackId)}`} className="whitespace-nowrap">
      {clawbackId}
    </Link>
  )

const footOf = (totals: readonly Total[]): FootRow[] =>
  totals.map(({ fundId, fundName, asset, shortfall, count }) => ({
    key: fundId,
    kind: 'sum',
    cells: {
      id: `${countText(count, 'loss', 'losses')} of ${fundName}`,
      shortfall: <Amount amount={shortfall} scale={asset.scale} unit={asset.code} />,
    },
  }))
