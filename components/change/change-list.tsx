'use client'
// Changes of the desk, newest first: what each does, its state and its time.
import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { Absent } from '@/components/ui/absent'
import { Empty } from '@/components/ui/empty'
import { Skeleton } from '@/components/ui/skeleton'
import { Status } from '@/components/ui/status'
import { Table, type Column } from '@/components/ui/table'
import { Time } from '@/components/ui/time'
import { changesQuery } from '@/lib/client/change'
import type { ChangeRow } from '@/lib/wire/change'
import { approvalsText } from './change-words'

const SHOWN = 30

export const ChangeList = () => {
  const { data: list } = useQuery(changesQuery())
  if (list === undefined) return <Skeleton rows={5} />
  if (list.changes.length === 0)
    return <Empty sentence="Nobody has changed officers, keys or policies yet." />
  return (
    <Table
      caption="Changes of officers, keys and policies, the newest first"
      hideCaption
      rows={list.changes.slice(0, SHOWN)}
      rowKey={({ id }) => id}
      isCurrent={({ waitsForYou }) => waitsForYou}
      columns={columns}
    />
  )
}

const columns: Column<ChangeRow>[] = [
  {
    key: 'what',
    head: 'Change',
    rowHead: true,
    cell: ({ id, title, author }) => (
      <span className="block min-w-48">
        <Link href={`/changes/${id}`}>{title}</Link>
        <small>
          {id}, by {author.name}
        </small>
      </span>
    ),
  },
  {
    key: 'state',
    head: 'State',
    cell: ({ state, waitsForYou }) => (
      <>
        <Status of={state} word={state === 'executed' ? 'In effect' : undefined} />
        {waitsForYou ? <small>waits for you</small> : null}
      </>
    ),
  },
  { key: 'approvals', head: 'Approvals', secondRank: true, cell: (row) => approvalsText(row) },
  {
    key: 'time',
    head: 'In effect, UTC',
    cell: ({ executedAt, notBefore, state }) => {
      if (executedAt !== null) return <Time at={executedAt} bare />
      const isOpen = state === 'proposed' || state === 'approved'
      return notBefore === null || !isOpen ? (
        <Absent />
      ) : (
        <>
          not before <Time at={notBefore} bare />
        </>
      )
    },
  },
]
