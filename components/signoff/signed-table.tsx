'use client'
// Who has decided what about this revision, and whose decision is still missing.
import { useQuery } from '@tanstack/react-query'
import { Absent } from '@/components/ui/absent'
import { Status } from '@/components/ui/status'
import { Table } from '@/components/ui/table'
import { Time } from '@/components/ui/time'
import { clawbackQuery } from '@/lib/client/clawback'
import type { ClawbackDetail, RevisionRef } from '@/lib/wire/clawback'

type Line = {
  officer: string
  pseudonym: string | null
  decision: ClawbackDetail['signoffs'][number]['decision'] | 'waiting'
  reason: string
  signedAt: string | null
}

export const SignedTable = ({ clawbackId, revision }: RevisionRef) => {
  const { data: detail } = useQuery(clawbackQuery(clawbackId, revision))
  if (detail === undefined) return null
  return (
    <Table
      caption="Decisions on this revision"
      hideCaption
      rows={linesOf(detail)}
      rowKey={(line) => `${line.officer} ${line.decision}`}
      columns={[
        {
          key: 'officer',
          head: 'Officer',
          rowHead: true,
          cell: (line) => (
            <>
              {line.officer}
              {line.pseudonym === null ? null : (
                <small title={line.pseudonym}>
                  <code>{line.pseudonym.slice(0, 10)}…</code>
                </small>
              )}
            </>
          ),
        },
        { key: 'decision', head: 'Decision', cell: (line) => <Decision of={line.decision} /> },
        {
          key: 'reason',
          head: 'Reason',
          cell: (line) =>
            line.reason === '' ? <Absent /> : <span className="block min-w-48">{line.reason}</span>,
        },
        {
          key: 'time',
          head: 'Signed, UTC',
          cell: (line) => (line.signedAt === null ? <Absent /> : <Time at={line.signedAt} bare />),
        },
      ]}
    />
  )
}

const linesOf = (detail: ClawbackDetail): Line[] => {
  const signed = detail.signoffs.map(({ officer, ...signoff }) => ({
    officer: officer.name,
    pseudonym: officer.pseudonym,
    ...signoff,
  }))
  if (detail.state !== 'proposed') return signed
  const waiting = { officer: 'One approver who wrote no revision', pseudonym: null, reason: '' }
  return [...signed, { ...waiting, decision: 'waiting' as const, signedAt: null }]
}

const Decision = ({ of }: { of: Line['decision'] }) => {
  switch (of) {
    case 'propose':
      return <Status of="proposed" word="Proposed" />
    case 'approve':
      return <Status of="approved" />
    case 'reject':
      return <Status of="rejected" />
    case 'waiting':
      return <Status of="proposed" word="Waiting" />
  }
}
