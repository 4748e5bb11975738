// The balance history as a table, folded away: the same days, exact.
import { Amount } from '@/components/ui/amount'
import { TableFrame } from '@/components/ui/table-frame'

export type HistoryTableProps = {
  days: readonly { day: string; balance: bigint }[]
  scale: number
  unit: string
}

export const HistoryTable = ({ days, scale, unit }: HistoryTableProps) => (
  <details className="mt-2 print:hidden">
    <summary className="min-h-6 w-fit text-small text-ink-2 underline">
      The same as a table, {days.length} days
    </summary>
    <div className="max-h-96 overflow-y-auto" tabIndex={0} role="group" aria-label="Days">
      <TableFrame caption="Balance at the end of each UTC day">
        <thead>
          <tr>
            <th scope="col">Day, UTC</th>
            <th scope="col" className="numeric">
              Balance <span className="text-micro text-ink-3">{unit}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {days.map(({ day, balance }) => (
            <tr key={day}>
              <th scope="row">
                <time dateTime={day}>{day}</time>
              </th>
              <td className="numeric">
                <Amount amount={balance} scale={scale} />
              </td>
            </tr>
          ))}
        </tbody>
      </TableFrame>
    </div>
  </details>
)
