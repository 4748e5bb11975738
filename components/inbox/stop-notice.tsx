'use client'
// What one officer stopped within a day, told to everybody: who, what, why, when.
import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { Notice } from '@/components/ui/notice'
import { Time } from '@/components/ui/time'
import { inboxQuery } from '@/lib/client/inbox'
import type { Stop } from '@/lib/wire/inbox'

export const StopNotice = () => {
  const { data } = useQuery(inboxQuery())
  const stops = data?.stops ?? []
  if (stops.length === 0) return null
  return (
    <aside aria-label="Stopped in the last 24 hours">
      <Notice kind="message" title="Stopped by one officer in the last 24 hours">
        <ul className="grid gap-1">
          {stops.map((stop) => (
            <li key={`${stop.kind} ${stop.id} ${stop.at}`} className="break-words">
              <StopLine stop={stop} />
            </li>
          ))}
        </ul>
      </Notice>
    </aside>
  )
}

const StopLine = ({ stop }: { stop: Stop }) => {
  const { kind, subjectType, id, by, reason, at } = stop
  const link = (
    <Link href={subjectType === 'clawback' ? `/clawbacks/${id}` : `/changes/${id}`}>{id}</Link>
  )
  return (
    <>
      {by} {kind === 'veto' ? <>vetoed {link}</> : <>paused everything by {link}</>} at{' '}
      <Time at={at} />: {reason}
    </>
  )
}
