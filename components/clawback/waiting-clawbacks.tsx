// Proposals that this officer may decide: what each would do, its fingerprint and its deadline.
import Link from 'next/link'
import { Absent } from '@/components/ui/absent'
import { Countdown } from '@/components/ui/countdown'
import { Fingerprint } from '@/components/ui/fingerprint'
import { countText, moneyText } from '@/components/ui/money-text'
import { Table } from '@/components/ui/table'
import { Time } from '@/components/ui/time'
import type { ClawbackRow } from '@/lib/wire/clawback'
import { rateText } from './run-words'

export type WaitingClawbacksProps = { rows: readonly ClawbackRow[]; asOf: string }

export const WaitingClawbacks = ({ rows, asOf }: WaitingClawbacksProps) => (
  <Table
    caption="Proposals that wait for your decision"
    hideCaption
    rows={rows}
    rowKey={(row) => row.id}
    columns={[
      {
        key: 'what',
        head: 'What it does',
        rowHead: true,
        cell: (row) => (
          <>
            <Link href={`/clawbacks/${row.id}`} className="font-semibold">
              {`Take ${moneyText(row.levied, row.asset)} from ${countText(row.accountsCharged, 'account')}, overall rate ${rateText(row.rate)}`}
            </Link>
            <small>
              {row.id}, revision {row.revision}, fund {row.fundName}, by {row.author}
            </small>
          </>
        ),
      },
      {
        key: 'fingerprint',
        head: 'Fingerprint',
        cell: (row) =>
          row.fingerprint === null ? (
            <Absent />
          ) : (
            <Fingerprint fingerprint={row.fingerprint.replaceAll(' ', '')} />
          ),
      },
      {
        key: 'deadline',
        head: 'Decide until',
        cell: (row) =>
          row.expiresAt === null ? (
            <Absent />
          ) : (
            <>
              <Time at={row.expiresAt} />
              <small>
                <Countdown until={row.expiresAt} asOf={asOf} /> left; silence means no
              </small>
            </>
          ),
      },
    ]}
  />
)
