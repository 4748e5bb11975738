'use client'
// The time that is left until a deadline, to the second; zero when it has passed.
import { countdownText } from './relative-text'
import { useTickingNow } from './ticking-now'

export type CountdownProps = {
  // ISO 8601 with Z.
  until: string
  // The moment the page was written for: what counts until the browser's clock has taken over.
  asOf: string
}

export const Countdown = ({ until, asOf }: CountdownProps) => {
  const now = useTickingNow() ?? Date.parse(asOf)
  return (
    <span role="timer" className="whitespace-nowrap">
      {countdownText(Math.max(0, Date.parse(until) - now))}
    </span>
  )
}
