// What a file of losses holds: the sums by market and its first lines, before anything is sent.
import { Absent } from '@/components/ui/absent'
import { Amount } from '@/components/ui/amount'
import { Table } from '@/components/ui/table'
import { countText } from '@/components/ui/money-text'
import { Time } from '@/components/ui/time'
import { maskAccount } from '@/lib/domain/claim'
import { sum } from '@/lib/domain/money'
import type { LossRow } from '@/lib/wire/loss'

export type LossPreviewProps = {
  losses: readonly LossRow[]
  // Line of each loss in the file.
  lines: readonly number[]
  asset: { code: string; scale: number }
}

const FIRST = 10

export const LossPreview = (props: LossPreviewProps) => (
  <div className="grid items-start gap-x-6 gap-y-6 lg:grid-cols-3">
    <MarketSums {...props} />
    <div className="min-w-0 lg:col-span-2">
      <FirstLosses {...props} />
    </div>
  </div>
)

const MarketSums = ({ losses, asset }: LossPreviewProps) => {
  const rows = largestFirst(losses)
  const amount = (value: bigint) => <Amount amount={value} scale={asset.scale} />
  return (
    <Table
      caption="By market, largest first"
      columns={[
        { key: 'market', head: 'Market', rowHead: true, cell: ({ market }) => market },
        {
          key: 'count',
          head: 'Losses',
          numeric: true,
          cell: ({ count }) => count.toLocaleString('en-US'),
        },
        {
          key: 'shortfall',
          head: 'Shortfall',
          unit: asset.code,
          numeric: true,
          cell: ({ shortfall }) => amount(shortfall),
        },
      ]}
      rows={rows}
      rowKey={({ market }) => market}
      foot={[
        {
          key: 'sum',
          kind: 'sum',
          cells: {
            market: 'All',
            count: losses.length.toLocaleString('en-US'),
            shortfall: amount(sum(losses.map(({ shortfall }) => shortfall))),
          },
        },
      ]}
    />
  )
}

type MarketSum = { market: string; count: number; shortfall: bigint }

const LISTED_MARKETS = 10

/** Markets beyond the largest are added up in one row, so that the column still sums. */
const largestFirst = (losses: readonly LossRow[]): MarketSum[] => {
  const sums = new Map<string, MarketSum>()
  for (const { market, shortfall } of losses) {
    const known = sums.get(market) ?? { market, count: 0, shortfall: 0n }
    sums.set(market, { market, count: known.count + 1, shortfall: known.shortfall + shortfall })
  }
  const sorted = [...sums.values()].sort((a, b) => (a.shortfall < b.shortfall ? 1 : -1))
  const rest = sorted.slice(LISTED_MARKETS)
  if (rest.length === 0) return sorted
  const others = {
    market: `${rest.length} others`,
    count: rest.reduce((total, { count }) => total + count, 0),
    shortfall: sum(rest.map(({ shortfall }) => shortfall)),
  }
  return [...sorted.slice(0, LISTED_MARKETS), others]
}

const FirstLosses = ({ losses, lines, asset }: LossPreviewProps) => (
  <Table
    caption={
      losses.length > FIRST
        ? `The first ${FIRST} of ${countText(losses.length, 'loss', 'losses')}`
        : 'The losses'
    }
    columns={[
      {
        key: 'line',
        head: 'Line',
        numeric: true,
        cell: (_, index) => lines[index]?.toLocaleString('en-US'),
      },
      { key: 'id', head: 'Loss', rowHead: true, cell: ({ id }) => <code>{id}</code> },
      {
        key: 'time',
        head: 'Time',
        unit: 'UTC',
        cell: ({ occurredAt }) => <Time at={occurredAt} bare />,
      },
      { key: 'market', head: 'Market', cell: ({ market }) => market },
      { key: 'side', head: 'Side', secondRank: true, cell: ({ side }) => side ?? <Absent /> },
      {
        key: 'account',
        head: 'Account',
        secondRank: true,
        cell: ({ account }) =>
          account === null ? <Absent /> : <code>{maskAccount(account)}</code>,
      },
      {
        key: 'shortfall',
        head: 'Shortfall',
        unit: asset.code,
        numeric: true,
        cell: ({ shortfall }) => <Amount amount={shortfall} scale={asset.scale} />,
      },
      { key: 'cause', head: 'Cause', secondRank: true, cell: ({ cause }) => cause ?? <Absent /> },
    ]}
    rows={losses.slice(0, FIRST)}
    rowKey={({ id }) => id}
  />
)
