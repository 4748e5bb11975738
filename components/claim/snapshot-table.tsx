// Snapshots, newest first: where they come from, what they hold by class, and their digest.
import { Absent } from '@/components/ui/absent'
import { Amount } from '@/components/ui/amount'
import { Digest } from '@/components/ui/digest'
import { LogEntryLink } from '@/components/ui/log-entry-link'
import { Table, type Column } from '@/components/ui/table'
import { countText } from '@/components/ui/money-text'
import { Time } from '@/components/ui/time'
import { snapshotExportPath } from '@/lib/client/claim'
import type { SnapshotJson } from '@/lib/wire/snapshot'

export type SnapshotTableProps = {
  snapshots: readonly SnapshotJson[]
  // Where the public log is read.
  log: string
  exportRefused?: string | undefined
}

export const SnapshotTable = ({ snapshots, log, exportRefused }: SnapshotTableProps) => (
  <>
    <Table
      caption="Frozen snapshots, newest first"
      hideCaption
      columns={columnsOf(log, exportRefused === undefined)}
      rows={snapshots}
      rowKey={({ id }) => id}
    />
    {exportRefused === undefined ? null : (
      <p className="mt-2 text-small text-ink-2">Exporting a snapshot: {exportRefused}</p>
    )}
  </>
)

const columnsOf = (log: string, mayExport: boolean): Column<SnapshotJson>[] => [
  ...columns,
  rootColumn(log),
  frozenColumn,
  ...(mayExport ? [exportColumn] : []),
]

const columns: Column<SnapshotJson>[] = [
  {
    key: 'id',
    head: 'Snapshot',
    rowHead: true,
    cell: ({ id, fileName }) => (
      <>
        <code>{id}</code>
        <small>{fileName}</small>
      </>
    ),
  },
  {
    key: 'fund',
    head: 'Fund',
    cell: ({ fundName, numeraire }) => (
      <>
        {fundName}
        <small>base: {numeraire}</small>
      </>
    ),
  },
  {
    key: 'cutoff',
    head: 'Cut-off',
    unit: 'UTC',
    cell: ({ cutoffAt }) => <Time at={cutoffAt} bare />,
  },
  {
    key: 'eligible',
    head: 'Eligible',
    numeric: true,
    cell: (row) => <OfClass row={row} name="eligible" />,
  },
  {
    key: 'house',
    head: 'House',
    numeric: true,
    secondRank: true,
    cell: (row) => <OfClass row={row} name="house" />,
  },
  {
    key: 'exempt',
    head: 'Exempt',
    numeric: true,
    secondRank: true,
    cell: (row) => <OfClass row={row} name="exempt" />,
  },
  {
    key: 'capacity',
    head: 'Capacity',
    unit: 'the most that can be levied',
    numeric: true,
    cell: ({ capacity, asset }) => (
      <Amount amount={capacity} scale={asset.scale} unit={asset.code} />
    ),
  },
  {
    key: 'digest',
    head: 'Digest',
    unit: 'SHA-256',
    cell: ({ id, digest }) => <Digest digest={digest} short copyName={`digest of ${id}`} />,
  },
]

const rootColumn = (log: string): Column<SnapshotJson> => ({
  key: 'root',
  head: 'Claims root',
  unit: 'public log',
  cell: ({ id, claimsRoot, logIndex }) =>
    claimsRoot === null || logIndex === null ? (
      <Absent />
    ) : (
      <>
        <Digest digest={claimsRoot} short copyName={`claims root of ${id}`} />
        <small>
          <LogEntryLink index={logIndex} log={log} />
        </small>
      </>
    ),
})

const frozenColumn: Column<SnapshotJson> = {
  key: 'frozen',
  head: 'Frozen',
  unit: 'UTC',
  secondRank: true,
  cell: ({ frozenAt }) => <Time at={frozenAt} bare />,
}

const exportColumn: Column<SnapshotJson> = {
  key: 'export',
  head: 'Export',
  cell: ({ id }) => (
    <a href={snapshotExportPath(id)} download={`${id}.csv`} className="whitespace-nowrap">
      Export canonical CSV<span className="sr-only"> of {id}</span>
    </a>
  ),
}

type ClassName = SnapshotJson['classes'][number]['class']

const OfClass = ({ row, name }: { row: SnapshotJson; name: ClassName }) => {
  const members = row.classes.find((one) => one.class === name)
  if (members === undefined || members.count === 0) return <Absent />
  return (
    <>
      <Amount amount={members.base} scale={row.asset.scale} />
      <small>{countText(members.count, 'account')}</small>
    </>
  )
}
