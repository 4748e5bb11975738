// The rules below each other where the screen is too narrow for their table: sentence first, then the figures.
import { comparisonColumns } from './comparison-columns'
import type { ComparisonTableProps } from './comparison-table'
import { RuleSentence } from './rule-sentence'
import { ruleName } from '@/components/ui/term-names'

export const ComparisonCards = ({ comparison, chosen, ofPolicy }: ComparisonTableProps) => {
  const columns = comparisonColumns(comparison)
  return (
    <ul className="border-t border-rule-strong">
      {comparison.rows.map((row, index) => (
        <li
          key={row.rule}
          aria-current={row.rule === chosen ? true : undefined}
          className="border-b border-rule py-3 pl-2 aria-[current]:bg-accent-wash aria-[current]:shadow-[inset_2px_0_0_var(--accent)]"
        >
          <h3>
            {[
              ruleName(row.rule),
              ...(row.rule === chosen ? ['chosen'] : []),
              ...(row.rule === ofPolicy ? ['the policy’s'] : []),
            ].join(', ')}
          </h3>
          <RuleSentence row={row} />
          {row.figures === null ? null : (
            <dl className="mt-2 grid grid-cols-2 gap-x-4 gap-y-2">
              {columns.map(({ key, head, unit, cell }) => (
                <div
                  key={key}
                  className="[&_small]:block [&_small]:text-small [&_small]:text-ink-2"
                >
                  <dt className="text-small text-ink-2">
                    {head} <span className="text-micro">{unit}</span>
                  </dt>
                  <dd>{cell(row, index)}</dd>
                </div>
              ))}
            </dl>
          )}
        </li>
      ))}
    </ul>
  )
}
