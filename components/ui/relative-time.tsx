'use client'
// How long ago, or how soon; counts on in the browser and is silent until then.
import { relativeText } from './relative-text'
import { useTickingNow } from './ticking-now'

export type RelativeTimeProps = {
  at: string
  // Has happened: the clock of this computer, behind by a moment, never makes it soon.
  past?: boolean
}

export const RelativeTime = ({ at, past = false }: RelativeTimeProps) => {
  const now = useTickingNow()
  if (now === null) return null
  const ahead = Date.parse(at) - now
  return <span className="text-ink-2">, {relativeText(past ? Math.min(0, ahead) : ahead)}</span>
}
