// Guarantees of the limits: counted once each however many ask at once, by the database's clock, apart by sender.
import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { sweepRates } from '@/db/rate-limit'
import { onlyRow, rowsOf } from '@/db/client'
import { database } from './database'
import { limited, senderOf } from './rate-limit'

const sender = () => `test-${crypto.randomUUID()}`
const ask = (who: string) =>
  database().once((db) => limited(db, { rate: 'redemption', sender: who }))

test('of parallel requests exactly as many pass as the limit says, and one is the first beyond', async () => {
  const who = sender()
  const answers = await Promise.all(Array.from({ length: 45 }, () => ask(who)))
  // A window may end between two of them; then a second one begins with a count of its own.
  const passed = answers.filter((answer) => answer === undefined).length
  expect(passed).toBeGreaterThanOrEqual(30)
  const windows = sql`select count(*)::int from rate_limit where bucket = ${`redemption/${who}`}`
  const opened = await database().read((db) => onlyRow<{ count: number }>(db, windows))
  if (opened?.count !== 1) return
  expect(passed).toBe(30)
  expect(answers.filter((answer) => answer?.isFirst === true)).toHaveLength(1)
})

test('says when to ask again, and limits nobody else', async () => {
  const who = sender()
  for (let times = 0; times < 31; times += 1) await ask(who)
  const beyond = await ask(who)
  expect(beyond?.refusal.code).toBe('too-many-requests')
  expect(beyond?.refusal.sentence).toContain('Try again in')
  expect(beyond?.retryAfter).toBeGreaterThan(0)
  expect(beyond?.retryAfter).toBeLessThanOrEqual(60)
  expect(await ask(sender())).toBeUndefined()
})

test('old windows are swept, open ones stay', async () => {
  const who = sender()
  await ask(who)
  const old = sql`insert into rate_limit values (${who}, now() - interval '2 days', 1)`
  await database().transact((tx) => rowsOf(tx, old))
  await database().transact((tx) => sweepRates(tx))
  const left = sql`select bucket from rate_limit where bucket in (${who}, ${`redemption/${who}`})`
  expect(await database().read((db) => rowsOf(db, left))).toEqual([{ bucket: `redemption/${who}` }])
})

test('a sender is a digest that names no address, the same for one network of IPv6', () => {
  const from = (address: string) =>
    senderOf(new Request('http://x/', { headers: { 'x-forwarded-for': address } }))
  expect(from('203.0.113.9')).toMatch(/^[0-9a-f]{32}$/)
  expect(from('203.0.113.9')).not.toBe(from('203.0.113.10'))
  expect(from('2001:db8:1:2::a')).toBe(from('2001:db8:1:2::b'))
  // What a client claims stands before what the proxy next to us added.
  expect(from('198.51.100.1, 203.0.113.9')).toBe(from('203.0.113.9'))
})
