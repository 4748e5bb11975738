// Where a fund's balance came from: what it opened with, what each kind of entry brought or took, and the exact sum.
import { Amount } from '@/components/ui/amount'
import { Section } from '@/components/ui/section'
import { Table, type FootRow } from '@/components/ui/table'
import type { FundJson } from '@/lib/wire/fund'
import { entryKindName } from './entry-kind'

export type FlowsSectionProps = { fund: FundJson; asOf: string }

type Line = { key: string; name: string; amount: string; entries?: number }

export const FlowsSection = ({ fund, asOf }: FlowsSectionProps) => {
  const opening: Line = {
    key: 'opening',
    name: `Opening balance, ${yearBefore(asOf)}`,
    amount: fund.opening,
  }
  const flows = fund.flows.map(({ kind, ...flow }): Line => ({
    key: kind,
    name: entryKindName(kind),
    ...flow,
  }))
  return (
    <Section
      title="Where the balance came from"
      id="flows"
      unit={`${fund.asset.code}, 12 months`}
      span={4}
    >
      <Table
        caption={`${fund.name}: opening balance, sums by kind of entry, balance`}
        hideCaption
        columns={[
          { key: 'name', head: 'Kind of entry', rowHead: true, cell: ({ name }) => name },
          {
            key: 'entries',
            head: 'Entries',
            numeric: true,
            cell: ({ entries }) => entries?.toLocaleString('en-US'),
          },
          {
            key: 'amount',
            head: 'Amount',
            unit: fund.asset.code,
            numeric: true,
            cell: ({ key, amount }) => (
              <Amount amount={amount} scale={fund.asset.scale} signed={key !== 'opening'} />
            ),
          },
        ]}
        rows={[opening, ...flows]}
        rowKey={({ key }) => key}
        foot={footOf(fund, asOf)}
      />
    </Section>
  )
}

const footOf = ({ asset, balance, opening, flows }: FundJson, asOf: string): FootRow[] => {
  const total = flows.reduce((sum, { amount }) => sum + BigInt(amount), BigInt(opening))
  const booked = BigInt(balance) - total
  const amount = (value: bigint) => <Amount amount={value} scale={asset.scale} />
  const sum: FootRow = {
    key: 'sum',
    kind: 'sum',
    cells: { name: `Balance, ${asOf.slice(0, 10)}`, amount: amount(total) },
  }
  if (booked === 0n) return [sum]
  const late: FootRow = {
    key: 'late',
    kind: 'plain',
    cells: { name: 'Booked while this was read', amount: amount(booked) },
  }
  return [sum, late]
}

const yearBefore = (asOf: string): string => {
  const date = new Date(asOf)
  date.setUTCFullYear(date.getUTCFullYear() - 1)
  return date.toISOString().slice(0, 10)
}
