// Guarantees when database and signer disagree: an older database is read-only, a silent signer stops what must be logged.
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { logHead } from '@/db/log'
import { leafHash, nodeHash } from '@/lib/domain/log-tree'
import { beginMemory, type LogSigner, startLogSigner } from '@/lib/local/log-signer'
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js'
import { database } from './database'
import { env } from './env'
import { executeClawback } from './execution'
import { logAlarm } from './log-standing'
import { startLossImport } from './loss'
import { approve, call, done, newKey, newVenue, pins, type Venue } from './venue.example'

let signer: LogSigner
let venue: Venue
let at: { size: number; root: string | null }
const token = 'a token for this test alone, 32 characters'

const start = async (port: number) => {
  const memory = join(mkdtempSync(join(tmpdir(), 'signer-')), 'memory.json')
  beginMemory(memory)
  return startLogSigner({ port, token, origin: pins().origin, seeds: ['a'.repeat(64)], memory })
}

beforeAll(async () => {
  signer = await start(0)
  env().LOG_SIGNER_URL = signer.url
  env().LOG_SIGNER_TOKEN = token
  venue = await newVenue()
  at = await database().read(logHead)
})
afterAll(() => signer.stop())

const sign = (body: unknown) =>
  fetch(`${signer.url}/checkpoints`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
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

test('a database older than the signed log is read-only for every change, and the console says so', async () => {
  at = await database().read(logHead)
  expect(await logAlarm(database())).toBeNull()
  // A log of two entries more than here, as it stood before somebody restored the database.
  const [one, other] = [leafHash(new Uint8Array([1])), leafHash(new Uint8Array([2]))]
  const fresh = await start(0)
  await signer.stop()
  signer = fresh
  env().LOG_SIGNER_URL = signer.url
  const size = at.size + 2
  const root = bytesToHex(nodeHash(hexToBytes(at.root ?? ''), nodeHash(one, other)))
  expect((await sign({ origin: pins().origin, size: String(size), root, proof: [] })).status).toBe(
    200,
  )
  await new Promise((resolve) => setTimeout(resolve, 5_100))
  const input = { fundId: venue.fundId, fileName: 'losses.csv', rows: 1 }
  const refused = await startLossImport.call(
    { officer: venue.analyst, idempotencyKey: newKey() },
    input,
  )
  expect(refused).toMatchObject({ kind: 'refusal', code: 'read-only' })
  expect(await logAlarm(database())).toBe('read-only')
  expect((await database().read(logHead)).size).toBe(at.size)
}, 20_000)

test('back at the newest database everything goes on', async () => {
  await signer.stop()
  signer = await start(0)
  env().LOG_SIGNER_URL = signer.url
  await new Promise((resolve) => setTimeout(resolve, 5_100))
  const input = { fundId: venue.fundId, fileName: 'losses.csv', rows: 1 }
  done(await startLossImport.call({ officer: venue.analyst, idempotencyKey: newKey() }, input))
}, 20_000)
