// How often somebody may ask, counted in the database, so that every isolate counts the same.
import 'server-only'
import { countRequest } from '@/db/rate-limit'
import type { Queryable } from '@/db/client'
import { sha256Hex } from '@/lib/domain/canonical-json'
import { type Refusal, refuse } from '@/lib/domain/refusal'
import { env } from './env'

/** At most so many in a window of so many seconds, for each officer or address. */
const LIMITS = {
  'sign-in': { most: 60, seconds: 60 },
  redemption: { most: 30, seconds: 60 },
  statement: { most: 120, seconds: 60 },
  enrolment: { most: 30, seconds: 300 },
  export: { most: 60, seconds: 60 },
  // An import of a million claims arrives in hundreds of parts.
  change: { most: 1_200, seconds: 60 },
  refused: { most: 120, seconds: 60 },
} as const
export type RateClass = keyof typeof LIMITS

/** `isFirst` for the request that goes beyond the limit before all others in its window. */
export type Limited = { refusal: Refusal; retryAfter: number; isFirst: boolean }

/** Counts a request of this class by this sender; undefined while there are not too many. */
export const limited = async (
  db: Queryable,
  { rate, sender }: { rate: RateClass; sender: string },
): Promise<Limited | undefined> => {
  const { most, seconds } = LIMITS[rate]
  const { count, secondsLeft } = await countRequest(db, { bucket: `${rate}/${sender}`, seconds })
  if (count <= most) return undefined
  const refusal = refuse(
    'too-many-requests',
    `Nothing was done: more than ${most} requests of this kind in ${spanOf(seconds)}. Try again in ${secondsLeft} seconds.`,
  )
  return { refusal, retryAfter: secondsLeft, isFirst: count === most + 1 }
}

const spanOf = (seconds: number): string =>
  seconds === 60 ? 'a minute' : `${seconds / 60} minutes`

/** Who sends a request that no officer signed in for: a keyed digest of his address, which is stored nowhere. */
export const senderOf = ({ headers }: Request): string => {
  const forwarded = headers.get('x-forwarded-for')?.split(',').at(-1)?.trim()
  const address = headers.get('cf-connecting-ip') ?? forwarded ?? ''
  // One household holds all addresses of IPv6 that share their first half.
  const network = address.includes(':') ? address.split(':').slice(0, 4).join(':') : address
  return sha256Hex(`ballast/sender/v1\0${env().AUTH_SECRET}\0${network}`).slice(0, 32)
}
