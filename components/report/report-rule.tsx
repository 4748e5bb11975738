// The rule as a formula, one worked example, and the exact constants that a recomputation needs.
import type { ReactNode } from 'react'
import { Amount } from '@/components/ui/amount'
import { Digest } from '@/components/ui/digest'
import { Section } from '@/components/ui/section'
import { Table } from '@/components/ui/table'
import { groupThousands } from '@/lib/domain/money'
import type { Report } from '@/lib/domain/report'
import { chargedBaseOf, collectedOf, moneyOf } from './report-money'
import { words } from './words'

const text = words.rule

export const ReportRule = ({ report }: { report: Report }) => {
  const { rule } = report
  return (
    <Section id="rule" title={text.title} note={text.policy(rule.policy.id, rule.policy.version)}>
      <p className="py-2 text-[1.125rem] font-semibold">{rule.formula}</p>
      <p className="mb-4 max-w-prose text-read leading-read">
        {exampleOf(report)} {text.residual(moneyOf(report)(report.waterfall.residual))}
      </p>
      <Table
        caption={text.caption}
        columns={[
          { key: 'constant', head: text.columns.constant, rowHead: true, cell: ({ name }) => name },
          { key: 'value', head: text.columns.value, cell: ({ value }) => value },
        ]}
        rows={constantsOf(report)}
        rowKey={({ name }) => name}
      />
    </Section>
  )
}

/** Only a plain rate can be written as one product and one quotient of published totals. */
const exampleOf = (report: Report): string => {
  const { example } = report.rule
  if (example === null) return ''
  const money = moneyOf(report)
  return text.example(
    `${report.numeraire} of ${money(example.base)}`,
    `${money(example.base)} × ${money(collectedOf(report))} ÷ ${money(chargedBaseOf(report))}`,
    groupThousands(example.exactly),
    money(example.levy),
  )
}

const constantsOf = (report: Report): { name: string; value: ReactNode }[] => {
  const { schedule, policy } = report.rule
  const { code } = report.asset
  const scale = Number(report.asset.scale)
  return [
    { name: text.rule, value: `${schedule.rule}, ${schedule.rounding}` },
    { name: text.rounding, value: report.rule.rounding },
    { name: text.weighted, value: schedule.weighted ? text.yes : text.no },
    { name: text.numerator, value: <Exact digits={schedule.theta.numerator} /> },
    { name: text.denominator, value: <Exact digits={schedule.theta.denominator} /> },
    {
      name: text.collected,
      value: <Amount amount={collectedOf(report)} scale={scale} unit={code} />,
    },
    {
      name: text.base(capitalised(report.numeraire)),
      value: <Amount amount={chargedBaseOf(report)} scale={scale} unit={code} />,
    },
    { name: text.policyDigest, value: <Digest digest={policy.digest} /> },
  ]
}

const Exact = ({ digits }: { digits: string }) => (
  <data value={digits} className="break-all">
    {groupThousands(digits)}
  </data>
)

const capitalised = (name: string) => `${name.charAt(0).toUpperCase()}${name.slice(1)}`
