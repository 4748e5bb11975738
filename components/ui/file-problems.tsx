// What is wrong with a chosen file, line by line; as long as anything is, nothing of it is sent.
import type { LineProblem } from '@/lib/wire/csv'
import { MAX_PROBLEMS } from '@/lib/wire/csv'
import { Notice } from './notice'
import { Table, type Column } from './table'

const SHOWN = 100

export type FileProblemsProps = { fileName: string; problems: readonly LineProblem[] }

export const FileProblems = ({ fileName, problems }: FileProblemsProps) => (
  <div className="grid gap-3">
    <Notice
      title={`${fileName} has ${countText(problems.length)}.`}
      notDone="Nothing was sent and nothing is stored."
      next="Correct the file and choose it again."
    />
    <Table
      caption={captionOf(problems.length)}
      columns={columns}
      rows={problems.slice(0, SHOWN)}
      rowKey={(_, index) => String(index)}
    />
  </div>
)

const columns: Column<LineProblem>[] = [
  { key: 'line', head: 'Line', numeric: true, cell: ({ line }) => line.toLocaleString('en-US') },
  { key: 'field', head: 'Column', cell: ({ field }) => field ?? 'whole line' },
  { key: 'found', head: 'Found', cell: ({ found }) => found },
  { key: 'expected', head: 'Expected', cell: ({ expected }) => expected },
]

const countText = (count: number): string => {
  if (count === 1) return 'a problem'
  const text = count.toLocaleString('en-US')
  return count >= MAX_PROBLEMS ? `at least ${text} problems` : `${text} problems`
}

const captionOf = (count: number): string => {
  const more = count - SHOWN
  if (more <= 0) return 'Problems by line of the file'
  const least = count >= MAX_PROBLEMS ? 'at least ' : ''
  return `The first ${SHOWN} problems by line of the file; ${least}${more.toLocaleString('en-US')} more are not listed`
}
