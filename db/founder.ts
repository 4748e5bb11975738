// Founding officers: named by the operator's settings, known to the log under their pseudonyms.
import { sql } from 'drizzle-orm'
import { officerPseudonym } from '@/lib/domain/officer'
import { type Queryable, rowsOf } from './client'
import { insertOfficer } from './officer'
import { logEntry, officer } from './schema'

export type Founders = {
  issuer: string
  officers: readonly { sub: string; name: string; roles: readonly string[]; group: string }[]
}

/** Makes officers of those founders who are none yet; once the log has begun, officers come by changes only. */
export const provisionFounders = async (db: Queryable, { issuer, officers }: Founders) => {
  const begun = await rowsOf(db, sql`select from ${logEntry} where index = 0`)
  if (begun.length > 0) return
  for (const { sub, name, roles, group } of officers) {
    const salt = randomSalt()
    const pseudonym = officerPseudonym({ salt, issuer, subject: sub })
    await insertOfficer(db, { issuer, subject: sub, name, roles, group, salt, pseudonym })
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
): Promise<{ officer: string; roles: string[]; group: string }[]> => {
  await provisionFounders(db, founders)
  const subjects = founders.officers.map(({ sub }) => sub)
  return rowsOf(
    db,
    sql`select pseudonym as officer, roles, "group" from ${officer}
        where issuer = ${founders.issuer} and subject = any(${sql.param(subjects)}::text[]) order by pseudonym`,
  )
}
