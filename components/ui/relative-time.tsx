'use client'
// How long ago, or how soon; counts on in the browser and is silent until then.
import { relativeText } from './relative-text'
import { useTickingNow } from './ticking-now'

export const RelativeTime = ({ at }: { at: string }) => {
  const now = useTickingNow()
  if (now === null) return null
  return <span className="text-ink-2">, {relativeText(Date.parse(at) - now)}</span>
}
