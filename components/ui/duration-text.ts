// A span of time written exactly: 72 h, 30 min, 90 s.

/** `seconds` is a whole number; the largest unit in which the span is whole is taken, days never. */
export const durationText = (seconds: number): string => {
  if (seconds > 0 && seconds % 3600 === 0) return `${seconds / 3600} h`
  if (seconds > 0 && seconds % 60 === 0) return `${seconds / 60} min`
  return `${seconds} s`
}

/** Reads what durationText writes, and other whole numbers of h, min or s; undefined for all else. */
export const durationSeconds = (text: string): number | undefined => {
  const match = /^(\d{1,7}) ?(h|min|s)$/.exec(text.trim())
  return match === null ? undefined : Number(match[1]) * SECONDS[match[2] as keyof typeof SECONDS]
}

const SECONDS = { h: 3600, min: 60, s: 1 }
