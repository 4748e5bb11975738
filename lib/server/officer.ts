// Who an officer is to a verb, and how a person from the identity provider becomes one.
import 'server-only'

import { appendAudit } from '@/db/audit'
import { insertOfficer, insertSession, officerByIdentity, type OfficerRow } from '@/db/officer'
import { officerPseudonym, type Role } from '@/lib/domain/officer'
import { database } from './database'
import { env } from './env'

export type Officer = { id: string; name: string; roles: readonly Role[]; pseudonym: string }

export const toOfficer = (row: OfficerRow): Officer => ({ ...row, roles: row.roles as Role[] })

export const randomHex = (bytes: number): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(bytes)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('')

/** Opens a session for a person the identity provider vouches for; undefined when he is no officer. */
export const openSession = async (identity: {
  issuer: string
  subject: string
  authenticatedAt: string
}): Promise<string | undefined> =>
  database().transact(async (tx) => {
    await provisionFounder(tx, identity)
    const officer = await officerByIdentity(tx, identity)
    if (!officer || officer.disabled) return undefined
    const id = randomHex(32)
    await insertSession(tx, {
      id,
      officerId: officer.id,
      authenticatedAt: identity.authenticatedAt,
    })
    await appendAudit(tx, {
      officerId: officer.id,
      verb: 'officer.signed-in',
      subject: officer.pseudonym,
      outcome: 'done',
      inputDigest: '',
      denied: false,
    })
    return id
  })

const provisionFounder = async (
  tx: Parameters<typeof insertOfficer>[0],
  identity: { issuer: string; subject: string },
) => {
  const founder = env().FOUNDING_OFFICERS.find(({ sub }) => sub === identity.subject)
  if (!founder || identity.issuer !== env().OIDC_ISSUER) return
  const salt = randomHex(32)
  const { issuer, subject } = identity
  const pseudonym = officerPseudonym({ salt, issuer, subject })
  await insertOfficer(tx, {
    issuer,
    subject,
    name: founder.name,
    roles: founder.roles,
    salt,
    pseudonym,
  })
}
