// Audit rows, newest first: what, of what, with which outcome, by whom and when, and what it altered.
import { Absent } from '@/components/ui/absent'
import { Icon } from '@/components/ui/icon'
import { Table, type Column } from '@/components/ui/table'
import { Time } from '@/components/ui/time'
import type { AuditRow } from '@/lib/wire/audit'
import { Alteration } from './alteration'

export const AuditTable = ({ rows }: { rows: readonly AuditRow[] }) => (
  <Table
    caption="Audit rows, newest first"
    hideCaption
    bounded
    columns={columns}
    rows={rows}
    rowKey={({ seq }) => seq}
  />
)

const columns: Column<AuditRow>[] = [
  { key: 'verb', head: 'Verb', rowHead: true, cell: (row) => <Deed row={row} /> },
  { key: 'subject', head: 'Subject', secondRank: true, cell: (row) => <Subject {...row} /> },
  { key: 'outcome', head: 'Outcome', secondRank: true, cell: (row) => <Outcome {...row} /> },
  {
    key: 'officer',
    head: 'Officer',
    cell: ({ officer }) =>
      officer === null ? (
        <span className="text-ink-2">nobody</span>
      ) : (
        <span title={officer.pseudonym}>{officer.name}</span>
      ),
  },
  { key: 'at', head: 'Time', unit: 'UTC', cell: ({ at }) => <Time at={at} bare /> },
  {
    key: 'change',
    head: 'Altered',
    cell: ({ seq, before, after }) =>
      before === null && after === null ? (
        <Absent />
      ) : (
        <Alteration before={before} after={after} of={`row ${seq}`} />
      ),
  },
  { key: 'seq', head: 'Row', numeric: true, cell: ({ seq }) => seq },
  {
    key: 'digest',
    head: 'Digest of the input',
    secondRank: true,
    cell: ({ inputDigest }) =>
      inputDigest === '' ? <Absent /> : <code>{inputDigest.slice(0, 16)}…</code>,
  },
]

/** On a narrow screen the verb, its subject and its outcome stand under each other, so that nobody scrolls for them. */
const Deed = ({ row }: { row: AuditRow }) => (
  <span className="block max-lg:w-52">
    <code className="break-words">{row.verb}</code>
    <span className="block font-normal lg:hidden">
      <Subject {...row} />
    </span>
    <span className="block font-normal lg:hidden">
      <Outcome {...row} />
    </span>
  </span>
)

const Subject = ({ subject }: Pick<AuditRow, 'subject'>) =>
  subject === '' ? <Absent /> : <code className="break-all">{subject}</code>

const Outcome = ({ outcome, denied }: Pick<AuditRow, 'outcome' | 'denied'>) => (
  <span className={denied ? 'font-semibold whitespace-nowrap' : 'whitespace-nowrap'}>
    {denied ? <Icon name="no" /> : null}
    {denied ? `denied: ${outcome}` : outcome}
  </span>
)
