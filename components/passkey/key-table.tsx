// Every key of one's own, also those that are revoked: they are what old signatures are checked with.
import { Fingerprint } from '@/components/ui/fingerprint'
import { LogEntryLink } from '@/components/ui/log-entry-link'
import { Status, type StatusName } from '@/components/ui/status'
import { Table, type Column } from '@/components/ui/table'
import { Time } from '@/components/ui/time'
import { groupThousands } from '@/lib/domain/money'
import type { KeyRow } from '@/lib/wire/passkey'
import { RenameKey } from './rename-key'
import { bindingSentence, stateSentence } from './words'

export type KeyTableProps = { keys: readonly KeyRow[]; log: string }

export const KeyTable = ({ keys, log }: KeyTableProps) => (
  <Table
    caption="Your keys, oldest first"
    hideCaption
    columns={columnsOf(log)}
    rows={keys}
    rowKey={({ credentialIdHash }) => credentialIdHash}
  />
)

const looks: Record<KeyRow['state'], StatusName> = {
  active: 'ok',
  waiting: 'pending',
  revoked: 'rejected',
}

const columnsOf = (log: string): Column<KeyRow>[] => [
  { key: 'key', head: 'Key', rowHead: true, cell: (key) => <RenameKey of={key} /> },
  {
    key: 'state',
    head: 'State',
    cell: ({ state }) => <Status of={looks[state]} word={stateSentence[state]} />,
  },
  {
    key: 'since',
    head: 'Since, UTC',
    cell: ({ enrolledAt, activeAt, revokedAt }) => (
      <Time at={revokedAt ?? activeAt ?? enrolledAt} bare />
    ),
  },
  {
    key: 'used',
    head: 'Last signed, UTC',
    cell: ({ usedAt }) => (usedAt === null ? 'never' : <Time at={usedAt} bare />),
  },
  {
    key: 'counter',
    head: 'Counter',
    unit: 'as the key tells it',
    numeric: true,
    secondRank: true,
    cell: ({ counter }) => (counter === '0' ? 'does not count' : groupThousands(counter)),
  },
  {
    key: 'binding',
    head: 'Bound to its device',
    secondRank: true,
    cell: ({ deviceBinding }) => (
      <span className="block max-w-[34ch]">{bindingSentence[deviceBinding]}</span>
    ),
  },
  {
    key: 'fingerprint',
    head: 'Fingerprint',
    cell: ({ fingerprint }) => (
      <span className="whitespace-nowrap">
        <Fingerprint fingerprint={fingerprint} />
      </span>
    ),
  },
  {
    key: 'log',
    head: 'Log',
    cell: ({ logIndex }) =>
      logIndex === null ? 'not yet' : <LogEntryLink index={logIndex} log={log} />,
  },
]
