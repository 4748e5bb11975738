'use client'
// Every account's levy, largest first, a hundred at a time; opening it once is part of approving.
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { clawbackText } from '@/components/ui/money-text'
import { ProblemNotice } from '@/components/ui/problem-notice'
import { useSettled } from '@/components/ui/settled'
import { Skeleton } from '@/components/ui/skeleton'
import { TextField } from '@/components/ui/text-field'
import { leviesQuery } from '@/lib/client/clawback'
import { groupThousands } from '@/lib/domain/money'
import type { ClawbackDetail } from '@/lib/wire/clawback'
import { LevyTable } from './levy-table'

export const AccountTable = ({ detail }: { detail: ClawbackDetail }) => {
  const [isOpened, setOpened] = useState(false)
  if (detail.fingerprint === null)
    return (
      <p className="text-ink-2">
        The levy of every account is written down when the run is proposed.
      </p>
    )
  return (
    <details
      onToggle={(event) => {
        if (event.currentTarget.open) setOpened(true)
      }}
    >
      <summary className="min-h-6 w-fit font-semibold">
        Account table: {clawbackText(detail)}
      </summary>
      {isOpened ? (
        <>
          <p className="mt-1 text-small text-ink-2">
            <Icon name="ok" />
            opened by you
          </p>
          <Levies detail={detail} />
        </>
      ) : null}
    </details>
  )
}

const Levies = ({ detail }: { detail: ClawbackDetail }) => {
  const [typed, setTyped] = useState('')
  const account = useSettled(typed.trim(), 300)
  const { id: clawbackId, revision } = detail
  const query = useInfiniteQuery(leviesQuery({ clawbackId, revision }, account))
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? []
  const total = query.data?.pages[0]?.total
  return (
    <div className="mt-2 grid gap-3" aria-busy={query.isFetching}>
      <div className="max-w-60">
        <TextField
          id="account"
          label="Account"
          placeholder="last characters"
          mono
          value={typed}
          maxLength={128}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      </div>
      {query.error === null ? null : (
        <ProblemNotice error={query.error} notDone="The account table was not read." />
      )}
      {total === undefined ? (
        <Skeleton rows={20} label="Reading the account table" />
      ) : (
        <>
          <LevyTable rows={rows} total={total} detail={detail} />
          <p role="status" className="text-small text-ink-2">
            {groupThousands(String(rows.length))} {account === '' ? 'of' : 'matching rows shown of'}{' '}
            {groupThousands(String(total.accounts))} accounts
            {account === '' ? ' shown' : ''}
          </p>
        </>
      )}
      {query.hasNextPage ? (
        <div className="print:hidden">
          <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            Show 100 more
          </Button>
        </div>
      ) : null}
    </div>
  )
}
