// A span of time written exactly: 72 h, 30 min, 90 s.

/** `seconds` is a whole number; the largest unit in which the span is whole is taken, days never. */
export const durationText = (seconds: number): string => {
  if (seconds > 0 && seconds % 3600 === 0) return `${seconds / 3600} h`
  if (seconds > 0 && seconds % 60 === 0) return `${seconds / 60} min`
  return `${seconds} s`
}
