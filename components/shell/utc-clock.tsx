'use client'
// The time at which everything here is told, running.
import { useTickingNow } from '@/components/ui/ticking-now'

export const UtcClock = () => {
  const now = useTickingNow()
  return (
    <span role="timer" aria-live="off" aria-label="Time now" className="inline-block min-w-[12ch]">
      {now === null ? '' : `${new Date(now).toISOString().slice(11, 19)} UTC`}
    </span>
  )
}
