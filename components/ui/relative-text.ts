// Words for a span of time: "3 s ago", "in 18 h 12 min", "5 d ago".
const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

// Milliseconds from now; negative is past.
export const relativeText = (milliseconds: number): string => {
  const words = spanText(Math.abs(milliseconds))
  return milliseconds > 0 ? `in ${words}` : `${words} ago`
}

export const spanText = (span: number): string => {
  if (span < MINUTE) return `${Math.floor(span / SECOND)} s`
  if (span < HOUR) return `${Math.floor(span / MINUTE)} min`
  if (span < DAY) return `${Math.floor(span / HOUR)} h ${Math.floor((span % HOUR) / MINUTE)} min`
  return `${Math.floor(span / DAY)} d`
}

// To the second, for a deadline one watches: "18 h 12 min 44 s".
export const countdownText = (span: number): string => {
  const hours = Math.floor(span / HOUR)
  const minutes = Math.floor((span % HOUR) / MINUTE)
  const seconds = Math.floor((span % MINUTE) / SECOND)
  if (hours > 0) return `${hours} h ${minutes} min ${seconds} s`
  return minutes > 0 ? `${minutes} min ${seconds} s` : `${seconds} s`
}
