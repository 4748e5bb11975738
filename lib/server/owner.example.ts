// The owner of the database for tests: what no application may do, and what PostgreSQL says to whoever tries.
import { sql } from 'drizzle-orm'
import { type Database, onlyRow, openDatabase, rowsOf } from '@/db/client'
import { database } from './database'

/** The owner's connection, for what no application may do. */
export const asOwner = (): Database =>
  openDatabase({
    url: process.env['MIGRATION_DATABASE_URL'] ?? '',
    localEndpoint: process.env['NEON_LOCAL_ENDPOINT'],
  })

/** What PostgreSQL says to a statement of the application's role, by its SQLSTATE; "done" when it obeys. */
export const saysTo = async (
  statement: ReturnType<typeof sql>,
  as: Database = database(),
): Promise<string> => {
  try {
    await as.transact((tx) => rowsOf(tx, statement))
    return 'done'
  } catch (error) {
    return codeOf(error)
  }
}

/** Alters a table behind everybody's back: as its owner, with every guard of it switched off. */
export const tamper = (table: string, alteration: ReturnType<typeof sql>): Promise<void> =>
  asOwner().transact(async (tx) => {
    await rowsOf(tx, sql`alter table ${sql.identifier(table)} disable trigger user`)
    await rowsOf(tx, alteration)
    await rowsOf(tx, sql`alter table ${sql.identifier(table)} enable trigger user`)
  })

const codeOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error)
  if ('code' in error && typeof error.code === 'string') return error.code
  return codeOf(error.cause)
}

/** Waits until a condition `has` come true by the database's clock. */
export const dbTurns = async (condition: ReturnType<typeof sql>): Promise<void> => {
  const has = async () =>
    (await asOwner().read((db) => onlyRow<{ has: boolean }>(db, condition)))?.has
  while ((await has()) !== true) await new Promise((after) => setTimeout(after, 200))
}

let counter = 0
export const uniqueName = (prefix: string): string => `${prefix}-${process.pid}-${(counter += 1)}`
