// The levy recomputed as on paper: each factor a line, the result last.
import { Section } from '@/components/ui/section'
import { TableFrame } from '@/components/ui/table-frame'
import type { StatementJson } from '@/lib/wire/statement'
import { words } from './words'

export const StatementArithmetic = ({ statement }: { statement: StatementJson }) => (
  <Section id="arithmetic" title={words.arithmetic}>
    <TableFrame caption={words.arithmeticCaption} hideCaption>
      <thead>
        <tr>
          <th scope="col">{words.account}</th>
          <th scope="col" className="numeric">
            {statement.asset.code}
          </th>
        </tr>
      </thead>
      <tbody className="text-heading">
        {statement.arithmetic.map((line) => (
          <tr key={line.label} className={line.isResult ? 'font-semibold' : undefined}>
            <th scope="row" className={line.isResult ? 'font-semibold' : undefined}>
              {line.label}
            </th>
            <td className={`numeric py-1.5 ${line.isResult ? 'text-trader' : ''}`}>{line.value}</td>
          </tr>
        ))}
      </tbody>
    </TableFrame>
    {statement.levy === '0' ? null : (
      <p className="mt-2 text-small text-ink-2">
        {words.calculator[roundedAs(statement.schedule)]}
      </p>
    )}
  </Section>
)

const roundedAs = ({ rule, rounding }: StatementJson['schedule']) => {
  if (rule === 'queue') return 'whole'
  return rounding === 'floor' ? 'down' : 'exact'
}
