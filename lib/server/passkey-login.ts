// How fresh a login must be for a key: what counts is when its owner proved himself to the identity provider.
import 'server-only'
import { type Refusal, refuse } from '@/lib/domain/refusal'
import { plusSeconds } from './envelope'
import type { Officer } from './officer'

const FRESH_SECONDS = 300
/** Clocks of a provider and of a database never agree to the second. */
const SKEW_SECONDS = 60

/** Why this login does not let a key be enrolled at `now`, the database's time; undefined where it does. */
export const refusedLogin = (officer: Officer, now: string): Refusal | undefined => {
  const until = freshUntil(officer)
  const isFresh =
    until !== null &&
    now <= until &&
    (officer.authenticatedAt ?? '') <= plusSeconds(now, SKEW_SECONDS)
  return isFresh
    ? undefined
    : refuse(
        'login-too-old',
        'A key is enrolled within five minutes of signing in, so that nobody adds one at a desk that was left. Sign in again. Nothing was enrolled.',
      )
}

/** Until when his login counts as fresh; null for who did not come by a session. */
export const freshUntil = ({ authenticatedAt }: Officer): string | null =>
  authenticatedAt === undefined ? null : plusSeconds(authenticatedAt, FRESH_SECONDS)
