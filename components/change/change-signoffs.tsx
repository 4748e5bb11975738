// Who has decided about a change, with which key, whether it counts now, and where the log has it.
import { Absent } from '@/components/ui/absent'
import { Empty } from '@/components/ui/empty'
import { LogEntryLink } from '@/components/ui/log-entry-link'
import { Status } from '@/components/ui/status'
import { Table, type Column } from '@/components/ui/table'
import { Time } from '@/components/ui/time'
import type { ChangeDetail, ChangeSignoff } from '@/lib/wire/change'

export type ChangeSignoffsProps = { detail: ChangeDetail; log: string }

export const ChangeSignoffs = ({ detail, log }: ChangeSignoffsProps) =>
  detail.signoffs.length === 0 ? (
    <Empty sentence="Nobody has signed it yet." />
  ) : (
    <Table
      caption="Decisions on this change"
      hideCaption
      rows={detail.signoffs}
      rowKey={({ challengeId }) => challengeId}
      columns={columnsOf(log)}
    />
  )

const columnsOf = (log: string): Column<ChangeSignoff>[] => [
  {
    key: 'officer',
    head: 'Officer',
    rowHead: true,
    cell: ({ officer, group }) => (
      <>
        {officer.name}, {group}
        <small title={officer.pseudonym}>
          <code>{officer.pseudonym.slice(0, 10)}…</code>
        </small>
      </>
    ),
  },
  { key: 'decision', head: 'Decision', cell: (row) => <Decision of={row} /> },
  {
    key: 'reason',
    head: 'Reason',
    cell: ({ reason }) =>
      reason === '' ? <Absent /> : <span className="block min-w-48">{reason}</span>,
  },
  { key: 'key', head: 'Key', secondRank: true, cell: ({ keyName }) => keyName },
  { key: 'time', head: 'Signed, UTC', cell: ({ signedAt }) => <Time at={signedAt} bare /> },
  {
    key: 'log',
    head: 'Log, receipt',
    cell: ({ logIndex, challengeId }) =>
      logIndex === null ? (
        <Absent />
      ) : (
        <>
          <LogEntryLink index={logIndex} log={log} />
          <small>
            <a href={`/api/signoffs/${challengeId}/receipt`} download>
              receipt
            </a>
          </small>
        </>
      ),
  },
]

const Decision = ({ of: { decision, counts } }: { of: ChangeSignoff }) => (
  <>
    <DecisionWord of={decision} />
    {counts === null ? null : <small>{counts ? 'counts' : 'does not count any more'}</small>}
  </>
)

const DecisionWord = ({ of }: { of: ChangeSignoff['decision'] }) => {
  switch (of) {
    case 'propose':
      return <Status of="proposed" />
    case 'approve':
      return <Status of="approved" />
    case 'reject':
      return <Status of="rejected" />
    case 'veto':
      return <Status of="vetoed" />
    case 'withdraw':
      return <Status of="withdrawn" word="Took back" />
  }
}
