// How old a fund's figures may be before somebody has to be told.

export type Freshness = 'fresh' | 'late' | 'stale'

/**
 * The state of a source by the age of its last entry: late above twice its cadence, stale above five
 * times. `lastEntryAt` and `now` are ISO 8601, UTC; no entry at all is stale. Source: fund-health.md §1.
 */
export const freshnessOf = (
  source: { lastEntryAt: string | null; cadenceSeconds: number },
  now: string,
): Freshness => {
  if (source.lastEntryAt === null) return 'stale'
  const age = Date.parse(now) - Date.parse(source.lastEntryAt)
  const cadence = source.cadenceSeconds * 1000
  if (age > 5 * cadence) return 'stale'
  return age > 2 * cadence ? 'late' : 'fresh'
}
