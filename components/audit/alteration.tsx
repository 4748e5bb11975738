// What a change altered: every value as it was and as it is, the altered ones strong.
import { Absent } from '@/components/ui/absent'
import { Table } from '@/components/ui/table'
import { alterationLines, type AlterationLine } from './alteration-lines'

export type AlterationProps = { before: unknown; after: unknown; of: string }

export const Alteration = ({ before, after, of }: AlterationProps) => (
  <details>
    <summary className="min-h-6 w-fit whitespace-nowrap">Before and after</summary>
    <Table
      caption={`Values before and after ${of}`}
      hideCaption
      columns={[
        { key: 'path', head: 'Value', rowHead: true, cell: ({ path }) => <code>{path}</code> },
        { key: 'before', head: 'Before', cell: (line) => side(line, line.before) },
        { key: 'after', head: 'After', cell: (line) => side(line, line.after) },
      ]}
      rows={alterationLines(before, after)}
      rowKey={({ path }) => path}
    />
  </details>
)

const side = ({ isChanged }: AlterationLine, value: string | null) => {
  if (value === null) return <Absent />
  return <span className={`break-all ${isChanged ? 'font-semibold' : 'text-ink-2'}`}>{value}</span>
}
