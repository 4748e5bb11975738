// Every figure of a run with the numbers it comes from.
import { Table, type Column } from '@/components/ui/table'
import type { Simulation } from '@/lib/wire/clawback'
import { metricLines, type MetricLine } from './metric-lines'

export type RunMetricsProps = { run: Simulation; numeraire: string }

export const RunMetrics = ({ run, numeraire }: RunMetricsProps) => (
  <Table
    caption="Figures of this run"
    hideCaption
    columns={columns}
    rows={metricLines(run, numeraire)}
    rowKey={(line) => line.name}
  />
)

const columns: Column<MetricLine>[] = [
  {
    key: 'name',
    head: 'Figure',
    rowHead: true,
    cell: ({ name, unit }) => (
      <span className="md:whitespace-nowrap">
        {name} {unit === '' ? null : <span className="text-micro text-ink-3">{unit}</span>}
      </span>
    ),
  },
  { key: 'value', head: 'Value', numeric: true, cell: ({ value }) => value },
  {
    key: 'working',
    head: 'From',
    cell: ({ working }) => <span className="block min-w-52 text-ink-2">{working}</span>,
  },
]
