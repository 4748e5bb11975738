'use client'
// Who has decided what about this revision, with which key, what counts now, and where each decision is logged.
import { useQuery } from '@tanstack/react-query'
import { Absent } from '@/components/ui/absent'
import { LogEntryLink } from '@/components/ui/log-entry-link'
import { Table, type Column } from '@/components/ui/table'
import { Time } from '@/components/ui/time'
import { clawbackQuery } from '@/lib/client/clawback'
import { receiptPath } from '@/lib/client/clawback'
import type { ClawbackDetail, RevisionRef } from '@/lib/wire/clawback'
import { DecisionStatus } from './decision-status'

export type SignedTableProps = RevisionRef & {
  // Where the public log is read.
  log: string
}

type Signoff = ClawbackDetail['signoffs'][number]

export const SignedTable = ({ clawbackId, revision, log }: SignedTableProps) => {
  const { data: detail } = useQuery(clawbackQuery(clawbackId, revision))
  if (detail === undefined) return null
  return (
    <div className="grid gap-3">
      <p>{countedText(detail)}</p>
      <Table
        caption="Decisions on this revision"
        hideCaption
        rows={detail.signoffs}
        rowKey={(line) => line.challengeId}
        columns={columnsOf(log)}
      />
    </div>
  )
}

/** "1 of 2 approvals count now; it needs 2 approvals from 2 groups (risk, treasury)." */
const countedText = ({ approvals, tier }: ClawbackDetail): string => {
  const counted = approvals.filter(({ counts }) => counts)
  if (tier === null) return `${counted.length} approvals count.`
  const groups = [...new Set(counted.map(({ group }) => group))].sort()
  const from = groups.length === 0 ? '' : `, of ${groups.join(', ')}`
  return `${counted.length} of ${tier.quorum.approvals} approvals count now${from}; ${tier.name} needs ${tier.quorumText}.`
}

const columnsOf = (log: string): Column<Signoff>[] => [
  {
    key: 'officer',
    head: 'Officer',
    rowHead: true,
    cell: ({ officer, group }) => (
      <>
        {officer.name}
        {group === '' ? null : `, ${group}`}
        <small title={officer.pseudonym}>
          <code>{officer.pseudonym.slice(0, 10)}…</code>
        </small>
      </>
    ),
  },
  {
    key: 'decision',
    head: 'Decision',
    cell: (line) => <DecisionStatus signoff={line} />,
  },
  {
    key: 'key',
    head: 'Passkey',
    cell: ({ keyName }) => keyName ?? <Absent />,
  },
  {
    key: 'reason',
    head: 'Reason',
    cell: ({ reason }) =>
      reason === '' ? <Absent /> : <span className="block min-w-48 wrap-anywhere">{reason}</span>,
  },
  { key: 'time', head: 'Signed, UTC', cell: ({ signedAt }) => <Time at={signedAt} bare /> },
  {
    key: 'log',
    head: 'In the log',
    cell: ({ logIndex, challengeId }) =>
      logIndex === null ? (
        <Absent />
      ) : (
        <>
          <LogEntryLink index={logIndex} log={log} />
          <small>
            <a href={receiptPath(challengeId)} download>
              receipt
            </a>
          </small>
        </>
      ),
  },
]
