// Lines of the inbox: what each would do, its tier and approvals, and the time that is left.
import Link from 'next/link'
import { Absent } from '@/components/ui/absent'
import { Countdown } from '@/components/ui/countdown'
import { Fingerprint } from '@/components/ui/fingerprint'
import { Status } from '@/components/ui/status'
import { Table, type Column } from '@/components/ui/table'
import { Time } from '@/components/ui/time'
import type { InboxItem } from '@/lib/wire/inbox'
import { approvalsText, deedText, pathOf, placeText, wantedText } from './inbox-words'

export type InboxTableProps = { caption: string; items: readonly InboxItem[]; asOf: string }

export const InboxTable = ({ caption, items, asOf }: InboxTableProps) => (
  <Table
    caption={caption}
    hideCaption
    rows={items}
    rowKey={({ kind, id }) => `${kind} ${id}`}
    columns={columnsOf(asOf)}
  />
)

const columnsOf = (asOf: string): Column<InboxItem>[] => [
  {
    key: 'what',
    head: 'What it does',
    rowHead: true,
    cell: (item) => (
      <span className="block min-w-48">
        <Link href={pathOf(item)} className="font-semibold">
          {deedText(item)}
        </Link>
        <small>{placeText(item)}</small>
      </span>
    ),
  },
  {
    key: 'state',
    head: 'State',
    cell: (item) => {
      const wanted = wantedText(item)
      return (
        <>
          <Status
            of={item.state}
            word={item.kind === 'change' && item.state === 'executed' ? 'In effect' : undefined}
          />
          {wanted === null ? null : <small>{wanted}</small>}
        </>
      )
    },
  },
  {
    key: 'approvals',
    head: 'Approvals',
    cell: (item) => (
      <>
        {approvalsText(item.approvals)}
        {item.kind === 'clawback' && item.tier !== null ? <small>tier {item.tier}</small> : null}
      </>
    ),
  },
  {
    key: 'deadline',
    head: 'Time left',
    cell: (item) => <Deadline item={item} asOf={asOf} />,
  },
  {
    key: 'fingerprint',
    head: 'Fingerprint',
    secondRank: true,
    cell: ({ fingerprint }) =>
      fingerprint === null ? <Absent /> : <Fingerprint fingerprint={fingerprint} />,
  },
]

const Deadline = ({ item, asOf }: { item: InboxItem; asOf: string }) => {
  const { until, notBefore, state } = item
  if (until === null) return <Absent />
  const waits = state === 'approved' && notBefore !== null && notBefore > asOf
  return (
    <>
      <Countdown until={until} asOf={asOf} />
      <small>
        until <Time at={until} />
      </small>
      {waits ? (
        <small>
          not before <Time at={notBefore} />
        </small>
      ) : null}
    </>
  )
}
