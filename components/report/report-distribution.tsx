// Who paid, by size of account, in cells of at least ten accounts: chart, then the table with its sums.
import { DistributionBars } from '@/components/chart/distribution-bars'
import { tierLabel } from '@/components/chart/tier-label'
import { Absent } from '@/components/ui/absent'
import { Amount } from '@/components/ui/amount'
import { Percent } from '@/components/ui/percent'
import { Section } from '@/components/ui/section'
import { Table, type Column, type FootRow } from '@/components/ui/table'
import { fraction, toPercent } from '@/lib/domain/fraction'
import { groupThousands } from '@/lib/domain/money'
import type { PublicCell, Report } from '@/lib/domain/report'
import { collectedOf } from './report-money'
import { words } from './words'

const text = words.distribution

export const ReportDistribution = ({ report }: { report: Report }) => {
  const { distribution } = report
  const scale = Number(report.asset.scale)
  if (distribution.length === 0) {
    return (
      <Section id="distribution" title={text.title}>
        <p className="max-w-prose text-read leading-read">{text.withheld}</p>
      </Section>
    )
  }
  const totals = totalsOf(distribution)
  return (
    <Section
      id="distribution"
      title={text.title}
      note={text.note}
      takeaway={takeawayOf(report, totals)}
    >
      <figure className="mt-4 mb-6 overflow-x-auto overflow-y-hidden print:overflow-visible print:pl-6">
        <DistributionBars
          tiers={distribution.map((cell) => ({ ...cell, accounts: Number(cell.accounts) }))}
          scale={scale}
          label={text.label}
          words={text.chart}
        />
      </figure>
      <Table
        caption={text.caption}
        hideCaption
        columns={columnsOf(report, totals)}
        rows={distribution}
        rowKey={({ from }) => from}
        foot={footOf(report, totals)}
      />
      {isPlainFloor(report) ? <p className="mt-2 text-small text-ink-2">{text.small}</p> : null}
    </Section>
  )
}

/** Only one rate for all, rounded down, makes the last column tell of the rounding alone. */
const isPlainFloor = ({ rule: { schedule, example } }: Report) =>
  schedule.rule === 'pro-rata' && schedule.rounding === 'floor' && example !== null

type Totals = { accounts: bigint; base: bigint; levy: bigint }

const totalsOf = (cells: readonly PublicCell[]): Totals =>
  cells.reduce(
    (total, cell) => ({
      accounts: total.accounts + BigInt(cell.accounts),
      base: total.base + BigInt(cell.base),
      levy: total.levy + BigInt(cell.levy),
    }),
    { accounts: 0n, base: 0n, levy: 0n },
  )

const labelOf = (cell: PublicCell, report: Report) =>
  tierLabel(cell, { scale: Number(report.asset.scale), words: text.chart.tier })

const takeawayOf = (report: Report, totals: Totals) => {
  const top = report.distribution.findLast(({ accounts }) => accounts !== '0')
  if (top === undefined || totals.levy === 0n) return null
  return text.takeaway(
    groupThousands(top.accounts),
    toPercent(fraction(BigInt(top.accounts), totals.accounts), { digits: 2 }),
    labelOf(top, report),
    toPercent(fraction(BigInt(top.levy), totals.levy), { digits: 2 }),
    report.numeraire,
  )
}

const columnsOf = (report: Report, totals: Totals): Column<PublicCell>[] => {
  const scale = Number(report.asset.scale)
  const { code } = report.asset
  const { columns } = text
  return [
    {
      key: 'tier',
      head: capitalised(columns.tier(report.numeraire)),
      unit: code,
      rowHead: true,
      cell: (cell) => labelOf(cell, report),
    },
    {
      key: 'accounts',
      head: columns.accounts,
      numeric: true,
      cell: ({ accounts }) => groupThousands(accounts),
    },
    {
      key: 'base',
      head: columns.base(report.numeraire),
      unit: code,
      numeric: true,
      cell: ({ base }) => <Amount amount={base} scale={scale} />,
    },
    {
      key: 'levy',
      head: columns.levy,
      unit: code,
      numeric: true,
      cell: ({ levy }) => <Amount amount={levy} scale={scale} />,
    },
    {
      key: 'share',
      head: columns.share,
      unit: '%',
      numeric: true,
      cell: ({ levy }) => <Share part={BigInt(levy)} whole={totals.levy} digits={2} />,
    },
    {
      key: 'rate',
      head: columns.rate(report.numeraire),
      unit: '%',
      numeric: true,
      cell: ({ levy, base }) => <Share part={BigInt(levy)} whole={BigInt(base)} digits={4} />,
    },
  ]
}

const footOf = (report: Report, totals: Totals): FootRow[] => {
  const scale = Number(report.asset.scale)
  const amount = (value: bigint | string) => <Amount amount={value} scale={scale} />
  return [
    {
      key: 'all',
      kind: 'sum',
      cells: {
        tier: text.all,
        accounts: groupThousands(totals.accounts.toString()),
        base: amount(totals.base),
        levy: amount(totals.levy),
        share: <Share part={totals.levy} whole={totals.levy} digits={2} />,
        rate: <Share part={totals.levy} whole={totals.base} digits={4} />,
      },
    },
    {
      key: 'residual',
      kind: 'plain',
      cells: { tier: text.residual, levy: amount(report.waterfall.residual) },
    },
    {
      key: 'shared',
      kind: 'plain',
      cells: { tier: text.shared, levy: <b>{amount(collectedOf(report))}</b> },
    },
  ]
}

const Share = ({ part, whole, digits }: { part: bigint; whole: bigint; digits: number }) =>
  whole === 0n ? (
    <Absent kind="not-applicable" />
  ) : (
    <Percent of={fraction(part, whole)} digits={digits} bare />
  )

const capitalised = (name: string) => `${name.charAt(0).toUpperCase()}${name.slice(1)}`
