// The funds side by side: what each holds, what is open against it, and how much of that it covers.
import Link from 'next/link'
import { Sparkline } from '@/components/chart/sparkline'
import { Absent } from '@/components/ui/absent'
import { Amount } from '@/components/ui/amount'
import { Percent } from '@/components/ui/percent'
import { Ratio } from '@/components/ui/ratio'
import { spanText } from '@/components/ui/relative-text'
import { Status } from '@/components/ui/status'
import { countText } from '@/components/ui/money-text'
import { Table, type Column } from '@/components/ui/table'
import { freshnessOf } from '@/lib/domain/fund'
import type { FundJson } from '@/lib/wire/fund'
import { closings } from './fund-history'

export type FundsTableProps = {
  funds: readonly FundJson[]
  asOf: string
  // The fund whose history stands below.
  shown: FundJson
  onShow: (fundId: string) => void
}

export const FundsTable = ({ funds, asOf, shown, onShow }: FundsTableProps) => (
  <Table
    caption="Funds, each in its own currency"
    hideCaption
    columns={columnsFor(asOf, onShow)}
    rows={funds}
    rowKey={({ id }) => id}
    isCurrent={({ id }) => id === shown.id}
  />
)

const columnsFor = (asOf: string, onShow: (fundId: string) => void): Column<FundJson>[] => [
  {
    key: 'fund',
    head: 'Fund',
    rowHead: true,
    cell: (fund) => <FundName fund={fund} onShow={onShow} />,
  },
  {
    key: 'shape',
    head: '90 days',
    secondRank: true,
    cell: (fund) => <Shape fund={fund} asOf={asOf} />,
  },
  { key: 'balance', head: 'Balance', numeric: true, cell: (fund) => <Balance fund={fund} /> },
  {
    key: 'committed',
    head: 'Committed',
    numeric: true,
    secondRank: true,
    cell: ({ committed, asset }) => <Amount amount={committed} scale={asset.scale} />,
  },
  {
    key: 'usable',
    head: 'Usable',
    numeric: true,
    cell: ({ usable, asset }) => <Amount amount={usable} scale={asset.scale} />,
  },
  {
    key: 'open',
    head: 'Open losses',
    numeric: true,
    cell: (fund) => <OpenLosses fund={fund} />,
  },
  {
    key: 'covered',
    head: 'Share covered',
    unit: 'usable ÷ open losses',
    numeric: true,
    cell: (fund) => <Covered fund={fund} />,
  },
  {
    key: 'freshness',
    head: 'Freshness',
    cell: (fund) => <FreshnessCell fund={fund} asOf={asOf} />,
  },
]

const FundName = ({ fund, onShow }: { fund: FundJson; onShow: (fundId: string) => void }) => (
  <>
    <button
      type="button"
      onClick={() => onShow(fund.id)}
      className="min-h-6 text-left font-semibold underline decoration-accent underline-offset-3"
    >
      <span className="sr-only">Show </span>
      {fund.name}
    </button>
    <small>
      {fund.kind}, {fund.scope}
    </small>
  </>
)

const Shape = ({ fund, asOf }: { fund: FundJson; asOf: string }) => (
  <Sparkline
    balances={closings(fund, { asOf, days: 90 }).map(({ balance }) => balance)}
    label={`${fund.name}, balance over 90 days`}
  />
)

const Balance = ({ fund: { balance, floor, target, asset } }: { fund: FundJson }) => (
  <>
    <b>
      <Amount amount={balance} scale={asset.scale} unit={asset.code} />
    </b>
    <small>
      floor <Amount amount={floor} scale={asset.scale} />
    </small>
    <small>
      target <Amount amount={target} scale={asset.scale} />
    </small>
  </>
)

const OpenLosses = ({ fund: { id, name, openLoss, openLossCount, asset } }: { fund: FundJson }) =>
  openLossCount === 0 ? (
    <Absent />
  ) : (
    <>
      <Amount amount={openLoss} scale={asset.scale} />
      <small>
        <Link
          href={`/losses?fund=${encodeURIComponent(id)}&state=open`}
          className="inline-block min-h-6"
        >
          {countText(openLossCount, 'loss', 'losses')}
          <span className="sr-only"> of {name}</span>
        </Link>
      </small>
    </>
  )

const Covered = ({ fund: { usable, openLoss, coverage, asset } }: { fund: FundJson }) => {
  if (coverage === null) {
    return (
      <>
        <Absent kind="not-applicable" />
        <small>nothing open</small>
      </>
    )
  }
  const covered = BigInt(usable) < BigInt(openLoss) ? usable : openLoss
  return (
    <Ratio
      value={
        <b className={covered === openLoss ? undefined : 'text-trader'}>
          <Percent of={coverage} digits={2} cut />
        </b>
      }
      numerator={<Amount amount={covered} scale={asset.scale} />}
      denominator={<Amount amount={openLoss} scale={asset.scale} />}
    />
  )
}

const FreshnessCell = ({ fund, asOf }: { fund: FundJson; asOf: string }) => {
  const { lastEntryAt, cadenceSeconds } = fund
  const age = lastEntryAt === null ? null : Date.parse(asOf) - Date.parse(lastEntryAt)
  return (
    <>
      <Status of={freshnessOf(fund, asOf)} />
      <small>
        {age === null ? 'no entry yet' : spanText(Math.max(0, age))}, every{' '}
        {spanText(cadenceSeconds * 1000)}
      </small>
    </>
  )
}
