// Who acts, as the kernel sees him: his roles, his group, and the keys with which he could sign.
import 'server-only'
import type { ActorKeyRow } from '@/db/signoff'
import type { Actor } from '@/lib/domain/subject-state'
import type { Officer } from './officer'

/** Of somebody who signs nothing now: keys are not asked for. */
export const actorOf = ({ id, roles, group }: Officer): Actor => ({
  officerId: id,
  roles,
  group,
  keysHeld: 0,
  keys: [],
})

/** `chosen`: the only key that is used; all of his where he has not chosen yet. `lossAt` as in isKeyInForce. */
export const signingActor = (officer: Officer, { held, chosen, lossAt }: SigningKeys): Actor => ({
  ...actorOf(officer),
  keysHeld: held.length,
  keys: held
    .filter(({ credentialId }) => chosen === undefined || credentialId === chosen)
    .map((key) => ({ isDeviceBound: key.isDeviceBound, isInForce: isKeyInForce(key, lossAt) })),
})
type SigningKeys = {
  held: readonly ActorKeyRow[]
  chosen?: string | undefined
  lossAt: string | null
}

/** Whether a key was in force before a loss; founding keys count for every loss. Null: no loss is concerned. */
export const isKeyInForce = (
  { isFounding, since }: Pick<ActorKeyRow, 'isFounding' | 'since'>,
  lossAt: string | null,
): boolean => isFounding || lossAt === null || since <= lossAt
