// Founding officers: named by the operator's settings, known to the log under their pseudonyms.
import { sql } from 'drizzle-orm'
import { officerPseudonym } from '@/lib/domain/officer'
import { type Queryable, rowsOf } from './client'
import { insertOfficer } from './officer'
import { officer } from './schema'

export type Founders = {
  issuer: string
  officers: readonly { sub: string; name: string; roles: readonly string[] }[]
}

/** Makes officers of those founders who are none yet. */
export const provisionFounders = async (db: Queryable, { issuer, officers }: Founders) => {
  for (const { sub, name, roles } of officers) {
    const salt = randomSalt()
    const pseudonym = officerPseudonym({ salt, issuer, subject: sub })
    await insertOfficer(db, { issuer, subject: sub, name, roles, salt, pseudonym })
  }
}

const randomSalt = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(32)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('')

/** As the first entry of the log names them. */
export const foundingOfficers = async (
  db: Queryable,
  founders: Founders,
): Promise<{ officer: string; roles: string[] }[]> => {
  await provisionFounders(db, founders)
  const subjects = founders.officers.map(({ sub }) => sub)
  return rowsOf(
    db,
    sql`select pseudonym as officer, roles from ${officer}
        where issuer = ${founders.issuer} and subject = any(${sql.param(subjects)}::text[]) order by pseudonym`,
  )
}
