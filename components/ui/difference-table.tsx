// What is one way now and another way then, line by line.
import { Absent } from './absent'
import { Empty } from './empty'
import { Table } from './table'

export type Difference = { what: string; before: string | null; after: string | null }

export type DifferenceTableProps = {
  caption: string
  // What the two columns show: "In force", "Proposed".
  heads: { before: string; after: string }
  rows: readonly Difference[]
}

export const DifferenceTable = ({ caption, heads, rows }: DifferenceTableProps) => {
  // Where nothing stood before, everything is new and nothing stands out.
  const isRevised = rows.some(({ before }) => before !== null)
  return rows.length === 0 ? (
    <Empty sentence="Nothing is different." />
  ) : (
    <Table
      caption={caption}
      hideCaption
      rows={rows}
      rowKey={({ what }, index) => `${index} ${what}`}
      columns={[
        { key: 'what', head: 'What', rowHead: true, cell: ({ what }) => what },
        {
          key: 'before',
          head: heads.before,
          cell: ({ before }) => <Said text={before} look="text-ink-2" />,
        },
        {
          key: 'after',
          head: heads.after,
          cell: ({ before, after }) => (
            <Said text={after} look={isRevised && before !== after ? 'font-semibold' : ''} />
          ),
        },
      ]}
    />
  )
}

const Said = ({ text, look }: { text: string | null; look: string }) =>
  text === null ? <Absent /> : <span className={`block min-w-32 ${look}`}>{text}</span>
