// People for tests: officers as only the owner may add them, past the first start, just signed in.
import { openDatabase } from '@/db/client'
import { insertOfficer, officerByIdentity } from '@/db/officer'
import { officerPseudonym, type Role } from '@/lib/domain/officer'
import { type Officer, randomHex, toOfficer } from './officer'

export const newPerson = async (...roles: Role[]): Promise<Officer> => {
  const identity = { issuer: 'http://localhost:3400', subject: `person-${crypto.randomUUID()}` }
  const salt = randomHex(32)
  const pseudonym = officerPseudonym({ salt, ...identity })
  const named = { name: roles.join(' and '), roles, group: 'risk' }
  const owner = openDatabase({
    url: process.env['MIGRATION_DATABASE_URL'] ?? '',
    localEndpoint: process.env['NEON_LOCAL_ENDPOINT'],
  })
  const row = await owner.transact(async (tx) => {
    await insertOfficer(tx, { ...identity, ...named, salt, pseudonym })
    return officerByIdentity(tx, identity)
  })
  if (!row) throw new Error('expected an officer, got none')
  const authenticatedAt = `${new Date().toISOString().slice(0, 19)}Z`
  return { ...toOfficer(row), authenticatedAt, isFirstStart: false }
}
