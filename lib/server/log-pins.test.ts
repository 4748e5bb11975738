// Guarantees of what the verifier pins, on real PostgreSQL: keys come and go, and kept statements stay verifiable.
import { afterEach, beforeAll, expect, test } from 'vitest'
import { logHead } from '@/db/log'
import { tendLog } from '@/db/log-book'
import { nowOf } from '@/db/moment'
import { formatVerifierKey } from '@/lib/domain/log-note'
import type { LogPins } from '@/lib/domain/verification-checkpoint'
import { verifyFiles } from '@/lib/domain/verification'
import { database } from './database'
import { env } from './env'
import { logBook } from './log-book'
import { logPins } from './log-pins'
import { downloadStatement } from './statement'
import { textOf } from './statement-check.example'
import { call, done, execute, newVenue } from './venue.example'

const first = [...env().LOG_KEYS]
const keyOf = (byte: number): string => {
  const publicKey = new Uint8Array(32).fill(byte)
  return formatVerifierKey({ name: first[0]?.split('+')[0] ?? '', use: 'note', publicKey })
}
const [next, last] = [keyOf(21), keyOf(22)]

const tend = async () => {
  const book = await logBook()
  return database().transact(async (tx) => tendLog(tx, book, await nowOf(tx)))
}
const rotate = async (...keys: string[]) => {
  env().LOG_KEYS = keys
  await tend()
}
const sizeNow = async () => (await database().read(logHead)).size

let statement: Uint8Array
const failed = (pins: LogPins): string[] =>
  verifyFiles([{ name: 'kept.json', bytes: statement }], {
    pins,
    account: 'd',
    kept: null,
  }).flatMap(({ checks }) => checks.filter(({ isPassed }) => !isPassed).map(({ name }) => name))

beforeAll(async () => {
  const venue = await newVenue()
  const { clawbackId } = await execute(venue)
  const text = await textOf(
    done(await call(downloadStatement, venue.analyst, { clawbackId, account: 'd' })),
  )
  statement = new TextEncoder().encode(text)
})
afterEach(() => rotate(...first))

test('a statement that was kept is accepted after two rotations, by the key that the log retired', async () => {
  expect(failed(await logPins())).toEqual([])
  await rotate(...first, next)
  const sizes = [await sizeNow()]
  await rotate(next, last)
  await rotate(last)
  sizes.push(await sizeNow())
  const pins = await logPins()
  expect(pins.keys).toEqual([last])
  const [old, between] = [first[0], next].map((key) =>
    pins.retired.find(({ vkey }) => vkey === key),
  )
  expect(old?.size).toBeGreaterThanOrEqual(sizes[0] ?? 0)
  expect(between?.size).toBe((sizes[1] ?? 0) - 1)
  expect(failed(pins)).toEqual([])
  expect(failed({ ...pins, retired: [] })).toEqual(['checkpoint'])
})

test('a key in use is not pinned as retired, also when it was retired once', async () => {
  await rotate(next)
  await rotate(...first)
  const { keys, retired } = await logPins()
  expect(keys).toEqual(first)
  expect(retired.map(({ vkey }) => vkey)).toContain(next)
  expect(retired.filter(({ vkey }) => first.includes(vkey))).toEqual([])
})

test('a key that left the settings counts for the log as it is until its entry is written', async () => {
  env().LOG_KEYS = [last]
  const { retired } = await logPins()
  expect(retired).toContainEqual({ vkey: first[0], size: await sizeNow() })
  expect(failed(await logPins())).toEqual([])
})
