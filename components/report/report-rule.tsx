// The rule in words and as a formula, how it departs from the policy, one worked example, and its exact constants.
import { Amount } from '@/components/ui/amount'
import { Digest } from '@/components/ui/digest'
import { Icon } from '@/components/ui/icon'
import { Section } from '@/components/ui/section'
import { Table } from '@/components/ui/table'
import { groupThousands } from '@/lib/domain/money'
import type { Report } from '@/lib/domain/report'
import { collectedOf, moneyOf, rateBaseOf } from './report-money'
import { scheduleConstants, type Constant } from './schedule-constants'
import { words } from './words'

const text = words.rule

export const ReportRule = ({ report }: { report: Report }) => {
  const { rule } = report
  return (
    <Section id="rule" title={text.title} note={text.policy(rule.policy.id, rule.policy.version)}>
      <p className="py-2 text-[1.125rem] font-semibold">{rule.formula}</p>
      <p className="max-w-prose text-read leading-read">
        {[text.does(rule.schedule.rule, report.numeraire), ...rule.limits].join(' ')}
      </p>
      {rule.departure === null ? null : (
        <p className="max-w-prose text-read leading-read">
          <Icon name="notice" />
          {rule.departure}
        </p>
      )}
      <p className="mb-4 max-w-prose text-read leading-read">
        {exampleOf(report)} {residualOf(report)}
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
  const { example, schedule } = report.rule
  if (example === null) return ''
  const money = moneyOf(report)
  const base = `${report.numeraire} of ${money(example.base)}`
  const [exactly, levy] = [groupThousands(example.exactly), money(example.levy)]
  if (schedule.rule !== 'pro-rata') return text.example(base, exactly, levy)
  const factors = `${money(example.base)} × ${money(collectedOf(report))} ÷ ${money(rateBaseOf(report))}`
  return text.product(base, factors, exactly, levy)
}

const residualOf = (report: Report): string => {
  const { residual } = report.waterfall
  return residual === '0' ? text.noResidual : text.residual(moneyOf(report)(residual))
}

const constantsOf = (report: Report): Constant[] => {
  const { schedule, policy } = report.rule
  const { code } = report.asset
  const scale = Number(report.asset.scale)
  const base = schedule.limits?.exemptBelow === undefined ? text.base : text.baseAbove
  return [
    { name: text.rule, value: text.terms(schedule) },
    { name: text.rounding, value: report.rule.rounding },
    ...scheduleConstants(report),
    {
      name: text.collected,
      value: <Amount amount={collectedOf(report)} scale={scale} unit={code} />,
    },
    {
      name: base(capitalised(report.numeraire)),
      value: <Amount amount={rateBaseOf(report)} scale={scale} unit={code} />,
    },
    { name: text.policyDigest, value: <Digest digest={policy.digest} /> },
  ]
}

const capitalised = (name: string) => `${name.charAt(0).toUpperCase()}${name.slice(1)}`
