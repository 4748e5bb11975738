// Guarantees of who becomes an officer: founders at their first sign-in, strangers never.
import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { officerOfSession } from '@/db/officer'
import { onlyRow, rowsOf } from '@/db/client'
import { database } from './database'
import { isAdmitted, openSession } from './officer'
import { asOwner, uniqueName } from './owner.example'

const issuer = 'http://localhost:3400'
const authenticatedAt = '2026-11-22T12:00:00Z'
const limits = { idleMinutes: 15, absoluteHours: 12 }
const officerOf = (sessionId: string) =>
  database().read((db) => officerOfSession(db, { sessionId, ...limits, isBackground: false }))

test('a founding officer is admitted at once, with the roles of the environment', async () => {
  const subject = 'publisher'
  expect(await isAdmitted({ issuer, subject })).toBe(true)
  const sessionId = await openSession({ issuer, subject, authenticatedAt })
  expect(await officerOf(sessionId ?? '')).toMatchObject({ roles: ['publisher'] })
})

test('a stranger is not admitted, gets no session, and is noted', async () => {
  const denials = sql`select count(*)::int as count from audit where verb = 'officer.signed-in' and outcome = 'not-an-officer'`
  const before = await database().read((db) => onlyRow<{ count: number }>(db, denials))
  const identity = { issuer, subject: uniqueName('stranger') }
  expect(await isAdmitted(identity)).toBe(false)
  expect(await openSession({ ...identity, authenticatedAt })).toBeUndefined()
  const after = await database().read((db) => onlyRow<{ count: number }>(db, denials))
  expect(after?.count).toBe((before?.count ?? 0) + 1)
})

test('a founder’s name from another identity provider is a stranger', async () => {
  expect(await isAdmitted({ issuer: 'https://elsewhere.example', subject: 'publisher' })).toBe(
    false,
  )
})

test('a session ends by idleness, by age, and with its officer', async () => {
  await isAdmitted({ issuer, subject: 'auditor' })
  const open = async () =>
    (await openSession({ issuer, subject: 'auditor', authenticatedAt })) ?? ''
  const [idle, old, live] = [await open(), await open(), await open()]
  const owner = asOwner()
  await owner.transact((tx) =>
    rowsOf(tx, sql`update session set seen_at = now() - interval '16 minutes' where id = ${idle}`),
  )
  await owner.transact((tx) =>
    rowsOf(tx, sql`update session set created_at = now() - interval '13 hours' where id = ${old}`),
  )
  expect(await officerOf(idle)).toBeUndefined()
  expect(await officerOf(old)).toBeUndefined()
  expect(await officerOf(live)).toBeDefined()
  await owner.transact((tx) =>
    rowsOf(tx, sql`update officer set disabled_at = now() where subject = 'auditor'`),
  )
  expect(await officerOf(live)).toBeUndefined()
  expect(await isAdmitted({ issuer, subject: 'auditor' })).toBe(false)
})

test('a page that asks by itself keeps no session alive, a person does', async () => {
  await isAdmitted({ issuer, subject: 'viewer' })
  const sessionId = (await openSession({ issuer, subject: 'viewer', authenticatedAt })) ?? ''
  const age = sql`update session set seen_at = now() - interval '10 minutes' where id = ${sessionId}`
  await asOwner().transact((tx) => rowsOf(tx, age))
  const idleFor = sql`select extract(epoch from now() - seen_at)::int as seconds from session where id = ${sessionId}`
  const seconds = async () =>
    (await database().read((db) => onlyRow<{ seconds: number }>(db, idleFor)))?.seconds ?? 0
  await database().read((db) => officerOfSession(db, { sessionId, ...limits, isBackground: true }))
  expect(await seconds()).toBeGreaterThanOrEqual(600)
  await officerOf(sessionId)
  expect(await seconds()).toBeLessThan(60)
})

test('a role that is taken away is gone at the next request', async () => {
  await isAdmitted({ issuer, subject: 'analyst-2' })
  const sessionId = (await openSession({ issuer, subject: 'analyst-2', authenticatedAt })) ?? ''
  expect(await officerOf(sessionId)).toMatchObject({ roles: ['analyst'] })
  const taken = sql`update officer set roles = array['viewer'] where subject = 'analyst-2'`
  await asOwner().transact((tx) => rowsOf(tx, taken))
  expect(await officerOf(sessionId)).toMatchObject({ roles: ['viewer'] })
})
