// Who an officer is to a verb, and how a person from the identity provider becomes one.
import 'server-only'

import { appendAudit } from '@/db/audit'
import type { Queryable } from '@/db/client'
import { provisionFounders } from '@/db/founder'
import { insertSession, officerByIdentity, type OfficerRow } from '@/db/officer'
import type { Role } from '@/lib/domain/officer'
import { database } from './database'
import { env } from './env'

export type Officer = {
  id: string
  name: string
  roles: readonly Role[]
  group: string
  pseudonym: string
  /** Nothing but enrolling a key is open yet. */
  isFirstStart: boolean
  /** When he proved himself to the identity provider; absent where no session brought him. */
  authenticatedAt?: string
}

export const toOfficer = (row: OfficerRow): Officer => ({ ...row, roles: row.roles as Role[] })

export const randomHex = (bytes: number): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(bytes)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('')

type Identity = { issuer: string; subject: string }

/** Whether a person the identity provider vouches for is an officer; a stranger is noted and gets no session. */
export const isAdmitted = async (identity: Identity): Promise<boolean> =>
  database().transact(async (tx) => {
    await provisionFounder(tx, identity)
    const officer = await officerByIdentity(tx, identity)
    if (officer && !officer.disabled) return true
    await appendAudit(tx, signInRow({ officerId: officer?.id ?? null, outcome: 'not-an-officer' }))
    return false
  })

/** Opens the session of an admitted officer; undefined when he is none any more. */
export const openSession = async (
  identity: Identity & { authenticatedAt: string },
): Promise<string | undefined> =>
  database().transact(async (tx) => {
    const officer = await officerByIdentity(tx, identity)
    if (!officer || officer.disabled) return undefined
    const id = randomHex(32)
    const { authenticatedAt } = identity
    await insertSession(tx, { id, officerId: officer.id, authenticatedAt })
    await appendAudit(tx, signInRow({ officerId: officer.id, outcome: 'done' }))
    return id
  })

const signInRow = ({ officerId, outcome }: { officerId: string | null; outcome: string }) => ({
  officerId,
  verb: 'officer.signed-in',
  subject: officerId ?? '',
  outcome,
  inputDigest: '',
  denied: outcome !== 'done',
})

const provisionFounder = async (tx: Queryable, { issuer, subject }: Identity) => {
  const officers = env().FOUNDING_OFFICERS.filter(({ sub }) => sub === subject)
  if (issuer === env().OIDC_ISSUER) await provisionFounders(tx, { issuer, officers })
}
