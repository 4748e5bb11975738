// What the verifier pins of this log: never read from a file that it tests.
import 'server-only'
import { keyEntries, logHead } from '@/db/log'
import type { Queryable } from '@/db/client'
import type { LogEntry } from '@/lib/domain/log-entry'
import type { LogPins, RetiredKey } from '@/lib/domain/verification-checkpoint'
import { database } from './database'
import { env } from './env'
import { place } from './envelope'

/** The keys of the settings, and every other key of the log with the size at which it was retired. */
export const logPins = async (): Promise<LogPins & { env: string; venue: string }> => ({
  origin: place().logOrigin,
  keys: env().LOG_KEYS,
  retired: await database().read(retiredKeys),
  env: env().BALLAST_ENV,
  venue: env().VENUE_NAME,
})

const retiredKeys = async (db: Queryable): Promise<RetiredKey[]> => {
  const retired = new Map<string, number | null>()
  for (const { index, body } of await keyEntries(db)) {
    const entry = JSON.parse(body) as LogEntry
    if (entry.type !== 'log-key' || env().LOG_KEYS.includes(entry.vkey)) continue
    retired.set(entry.vkey, entry.status === 'retired' ? index : null)
  }
  const isLeaving = [...retired.values()].includes(null)
  // Its entry comes with the next ones, so at no smaller size than the log has now.
  const { size } = isLeaving ? await logHead(db) : { size: 0 }
  return [...retired].map(([vkey, at]) => ({ vkey, size: at ?? size }))
}
