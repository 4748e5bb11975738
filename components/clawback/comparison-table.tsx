// One line for each rule: what it shifts to whom, and the figures that say so.
import { Table } from '@/components/ui/table'
import type { Rule } from '@/lib/domain/allocation-schedule'
import type { RuleComparison } from '@/lib/wire/allocation'
import { comparisonColumns } from './comparison-columns'
import { RuleSentence } from './rule-sentence'
import { ruleName } from '@/components/ui/term-names'

export type ComparisonTableProps = {
  comparison: RuleComparison
  chosen: Rule | undefined
  ofPolicy: Rule | undefined
}

export const ComparisonTable = ({ comparison, chosen, ofPolicy }: ComparisonTableProps) => (
  <Table
    caption={`Every rule on the same losses and ${comparison.numeraire}s`}
    hideCaption
    columns={[
      {
        key: 'rule',
        head: 'Rule',
        rowHead: true,
        cell: ({ rule }) => (
          <>
            <b>{ruleName(rule)}</b>
            {rule === chosen ? <small>chosen</small> : null}
            {rule === ofPolicy ? <small>the policy’s</small> : null}
          </>
        ),
      },
      {
        key: 'sentence',
        head: 'What it shifts, to whom',
        cell: (row) => <RuleSentence row={row} />,
      },
      ...comparisonColumns(comparison),
    ]}
    rows={comparison.rows}
    rowKey={({ rule }) => rule}
    isCurrent={({ rule }) => rule === chosen}
  />
)
