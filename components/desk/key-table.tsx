// The passkeys of one officer: since when each is in force, whether it is bound to a device, where the log has it.
import { Absent } from '@/components/ui/absent'
import { Fingerprint } from '@/components/ui/fingerprint'
import { LogEntryLink } from '@/components/ui/log-entry-link'
import { Status } from '@/components/ui/status'
import { Table, type Column } from '@/components/ui/table'
import { Time } from '@/components/ui/time'
import type { DeskKey } from '@/lib/wire/desk'

export type KeyTableProps = { keys: readonly DeskKey[]; log: string }

export const KeyTable = ({ keys, log }: KeyTableProps) => (
  <Table
    caption="Passkeys"
    hideCaption
    rows={keys}
    rowKey={({ credentialIdHash }) => credentialIdHash}
    columns={columnsOf(log)}
  />
)

const columnsOf = (log: string): Column<DeskKey>[] => [
  {
    key: 'name',
    head: 'Key',
    rowHead: true,
    cell: ({ name, fingerprint }) => (
      <>
        {name}
        <small>
          <Fingerprint fingerprint={fingerprint} />
        </small>
      </>
    ),
  },
  {
    key: 'state',
    head: 'State',
    cell: ({ state, isFounding }) => (
      <>
        <State of={state} />
        {isFounding ? <small>founding key</small> : null}
      </>
    ),
  },
  {
    key: 'bound',
    head: 'Device',
    secondRank: true,
    cell: ({ isDeviceBound }) =>
      isDeviceBound ? 'device-bound, attested' : 'not known to be device-bound',
  },
  {
    key: 'since',
    head: 'In force since, UTC',
    cell: ({ activeAt, revokedAt }) => (
      <>
        <Moment at={activeAt} />
        {revokedAt === null ? null : (
          <small>
            until <Time at={revokedAt} bare />
          </small>
        )}
      </>
    ),
  },
  {
    key: 'used',
    head: 'Last used, UTC',
    secondRank: true,
    cell: (key) => <Moment at={key.usedAt} />,
  },
  {
    key: 'log',
    head: 'Log',
    cell: ({ logIndex }) =>
      logIndex === null ? <Absent /> : <LogEntryLink index={logIndex} log={log} />,
  },
]

const Moment = ({ at }: { at: string | null }) => (at === null ? <Absent /> : <Time at={at} bare />)

const State = ({ of }: { of: DeskKey['state'] }) => {
  switch (of) {
    case 'active':
      return <Status of="approved" word="In force" />
    case 'waiting':
      return <Status of="pending" word="Waits to be put in force" />
    case 'revoked':
      return <Status of="withdrawn" word="Revoked" />
  }
}
