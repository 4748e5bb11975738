// Audit rows, newest first: who, what, of what, with which outcome, and what it altered.
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
  { key: 'seq', head: 'Row', numeric: true, rowHead: true, cell: ({ seq }) => seq },
  { key: 'at', head: 'Time', unit: 'UTC', cell: ({ at }) => <Time at={at} bare /> },
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
  { key: 'verb', head: 'Verb', cell: ({ verb }) => <code>{verb}</code> },
  {
    key: 'subject',
    head: 'Subject',
    cell: ({ subject }) =>
      subject === '' ? <Absent /> : <code className="break-all">{subject}</code>,
  },
  { key: 'outcome', head: 'Outcome', cell: (row) => <Outcome {...row} /> },
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
  {
    key: 'digest',
    head: 'Digest of the input',
    secondRank: true,
    cell: ({ inputDigest }) =>
      inputDigest === '' ? <Absent /> : <code>{inputDigest.slice(0, 16)}…</code>,
  },
]

const Outcome = ({ outcome, denied }: Pick<AuditRow, 'outcome' | 'denied'>) => (
  <span className={denied ? 'font-semibold whitespace-nowrap' : 'whitespace-nowrap'}>
    {denied ? <Icon name="no" /> : null}
    {denied ? `denied: ${outcome}` : outcome}
  </span>
)
