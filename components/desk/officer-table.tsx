// Everybody who is or was an officer: roles, group, keys.
import Link from 'next/link'
import { Status } from '@/components/ui/status'
import { Table, type Column } from '@/components/ui/table'
import { Time } from '@/components/ui/time'
import type { DeskOfficer } from '@/lib/wire/desk'
import { keysMissing, keysText } from './desk-words'

export type OfficerTableProps = { officers: readonly DeskOfficer[]; keysPerApprover: number }

export const OfficerTable = ({ officers, keysPerApprover }: OfficerTableProps) => (
  <Table
    caption="Officers with their roles, groups and keys"
    hideCaption
    rows={officers}
    rowKey={({ pseudonym }) => pseudonym}
    isCurrent={({ isYou }) => isYou}
    columns={columnsOf(keysPerApprover)}
  />
)

const columnsOf = (keysPerApprover: number): Column<DeskOfficer>[] => [
  {
    key: 'officer',
    head: 'Officer',
    rowHead: true,
    cell: ({ name, pseudonym, isYou }) => (
      <>
        <Link href={`/desk/${pseudonym}`}>{name}</Link>
        {isYou ? <span className="text-ink-2">, you</span> : null}
        <small title={pseudonym}>
          <code>{pseudonym.slice(0, 10)}…</code>
        </small>
      </>
    ),
  },
  { key: 'roles', head: 'Roles', cell: ({ roles }) => roles.join(', ') },
  { key: 'group', head: 'Group', cell: ({ group }) => group },
  {
    key: 'keys',
    head: 'Keys',
    cell: (officer) => {
      const missing = keysMissing(officer, keysPerApprover)
      return (
        <>
          {keysText(officer.keys)}
          {missing === undefined ? null : <small>{missing}</small>}
        </>
      )
    },
  },
  {
    key: 'since',
    head: 'Since, UTC',
    secondRank: true,
    cell: ({ since, removedAt }) =>
      removedAt === null ? (
        <Time at={since} bare />
      ) : (
        <>
          <Status of="withdrawn" word="Removed" />
          <small>
            <Time at={removedAt} bare />
          </small>
        </>
      ),
  },
]
