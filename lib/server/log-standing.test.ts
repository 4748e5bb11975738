// Guarantees when database and signer disagree: an older database is read-only, a silent signer stops what must be logged.
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { logHead, newestCheckpoint } from '@/db/log'
import { appendToLog } from '@/db/log-book'
import { nowOf } from '@/db/moment'
import type { LogEntry } from '@/lib/domain/log-entry'
import { beginMemory, type LogSigner, startLogSigner } from '@/lib/local/log-signer'
import { database } from './database'
import { env, type Settings } from './env'
import { executeClawback } from './execution'
import { logBook } from './log-book'
import { signNewest } from './log-signer'
import { logAlarm } from './log-standing'
import { startLossImport } from './loss'
import { pins } from './statement-check.example'
import { approve, call, done, newKey, newVenue, type Venue } from './venue.example'

let signer: LogSigner
let usual: Pick<Settings, 'LOG_SIGNER_URL' | 'LOG_SIGNER_TOKEN' | 'LOG_KEYS'>
let venue: Venue
const token = 'a token for this test alone, 32 characters'

/** A signer that remembers the newest state of this database, or another one. */
const start = async (head?: { size: string; root: string | null }) => {
  const memory = join(mkdtempSync(join(tmpdir(), 'signer-')), 'memory.json')
  beginMemory(memory)
  const { size, root } = await database().read(logHead)
  writeFileSync(memory, JSON.stringify(head ?? { size: String(size), root }))
  return startLogSigner({ port: 0, token, origin: pins().origin, seeds: ['a'.repeat(64)], memory })
}

const append = async (logKeys = env().LOG_KEYS) => {
  const book = { ...(await logBook()), logKeys }
  await database().transact(async (tx) => {
    const at = await nowOf(tx)
    const subject = newKey()
    const entry: LogEntry = {
      ...{ v: 1, type: 'fund-daily', at, fundId: subject, fundName: subject, asset: 'TST' },
      ...{ scale: '2', day: '2026-01-01', balance: '0', floor: '0' },
    }
    await appendToLog(tx, book, { at, entries: [{ entry, subject: `${subject}/2026-01-01` }] })
  })
}

/** The next signer takes the place of the one before; what that one said is too old to be remembered. */
const replace = async (next: LogSigner) => {
  await signer.stop()
  signer = next
  env().LOG_SIGNER_URL = signer.url
  vi.setSystemTime(Date.now() + 6_000)
}

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  const { LOG_SIGNER_URL, LOG_SIGNER_TOKEN, LOG_KEYS } = env()
  usual = { LOG_SIGNER_URL, LOG_SIGNER_TOKEN, LOG_KEYS }
  signer = await start()
  env().LOG_SIGNER_URL = signer.url
  env().LOG_SIGNER_TOKEN = token
  env().LOG_KEYS = signer.keys
  venue = await newVenue()
})
// The run's own signer has seen nothing of this: a state that it signs brings it to where the log is.
afterAll(async () => {
  await signer.stop()
  Object.assign(env(), usual)
  await append()
  await signNewest(database())
})

test('a signer that does not answer stops an execution, and nothing is stored', async () => {
  const ref = await approve(venue)
  const url = env().LOG_SIGNER_URL
  env().LOG_SIGNER_URL = 'http://127.0.0.1:1'
  const refused = await call(executeClawback, venue.approver, ref)
  expect(refused).toMatchObject({ kind: 'refusal', code: 'log-unreachable' })
  env().LOG_SIGNER_URL = url
  expect((await call(executeClawback, venue.approver, ref)).kind).toBe('done')
})

const startImport = () =>
  startLossImport.call(
    { officer: venue.analyst, idempotencyKey: newKey() },
    { fundId: venue.fundId, fileName: 'losses.csv', rows: 1 },
  )

test('a database older than the signed log is read-only for every change, and the console says so', async () => {
  const { size } = await database().read(logHead)
  expect(await logAlarm(database())).toBeNull()
  await replace(await start({ size: String(size + 2), root: 'b'.repeat(64) }))
  expect(await startImport()).toMatchObject({ kind: 'refusal', code: 'read-only' })
  expect(await logAlarm(database())).toBe('read-only')
  expect((await database().read(logHead)).size).toBe(size)
})

test('a database with another past than the signed log is read-only too', async () => {
  const { size } = await database().read(logHead)
  await replace(await start({ size: String(size), root: 'c'.repeat(64) }))
  expect(await startImport()).toMatchObject({ kind: 'refusal', code: 'read-only' })
})

test('a signer that has forgotten what it signed is noticed', async () => {
  await replace(await start({ size: '0', root: null }))
  const refused = await startImport()
  expect(refused).toMatchObject({ kind: 'refusal', code: 'read-only' })
  expect(JSON.stringify(refused)).toContain('has forgotten')
})

test('a signer that signs under another key is not believed, and nothing of it is stored', async () => {
  await replace(await start())
  const keys = env().LOG_KEYS
  const before = await database().read(newestCheckpoint)
  env().LOG_KEYS = keys.map((vkey) => vkey.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')))
  await append(keys)
  await signNewest(database())
  expect((await database().read(newestCheckpoint))?.size).toBe(before?.size)
  env().LOG_KEYS = keys
  await signNewest(database())
  expect((await database().read(newestCheckpoint))?.size).toBeGreaterThan(before?.size ?? 0)
})

test('back at the newest memory everything goes on', async () => {
  await replace(await start())
  done(await startImport())
})
