'use client'
// What every console page says while everything is paused.
import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { Notice } from '@/components/ui/notice'
import { Time } from '@/components/ui/time'
import { pauseQuery } from '@/lib/client/desk'

export const PauseBanner = () => {
  const { data } = useQuery(pauseQuery())
  const pause = data?.pause ?? null
  if (pause === null) return null
  return (
    <aside aria-label="Paused" className="mx-auto max-w-console px-4 pt-4 md:px-6">
      <Notice
        title={
          <>
            Paused by {pause.by} since <Time at={pause.since} />: {pause.reason}
          </>
        }
        notDone="Nothing is proposed, approved or executed until the pause is lifted."
        next={
          <>
            Rejecting, vetoing and reading still work. Read{' '}
            <Link href={`/changes/${pause.changeId}`}>{pause.changeId}</Link>, or{' '}
            <Link href="/desk#pause">propose to lift the pause</Link>.
          </>
        }
      />
    </aside>
  )
}
