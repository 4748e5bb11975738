// Guarantees of the door to PostgreSQL: reads wait for a waking database, changes are sent once.
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDatabase, rowsOf } from './client'

const real = process.env['NEON_LOCAL_ENDPOINT'] ?? ''
const url = process.env['DATABASE_URL'] ?? ''
let [asleep, asked] = [0, 0]
let proxy: Server

beforeAll(async () => {
  // Neon's endpoint as it answers while a suspended database is started.
  proxy = createServer((request, response) => {
    asked += 1
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      if ((asleep -= 1) >= 0) {
        response.writeHead(400, { 'content-type': 'application/json' })
        response.end(
          JSON.stringify({ message: 'the database system is starting up', code: '57P03' }),
        )
        return
      }
      const headers = Object.fromEntries(
        Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
      )
      void fetch(`${real}/sql`, {
        method: 'POST',
        headers: { ...headers, host: '' },
        body: Buffer.concat(parts),
      }).then(async (answer) => response.writeHead(answer.status).end(await answer.text()))
    })
  })
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
})
afterAll(() => proxy.close())

const throughProxy = () =>
  openDatabase({ url, localEndpoint: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}` })
const one = sql`select 1 as one`

test('a read waits while a suspended database wakes', async () => {
  ;[asleep, asked] = [2, 0]
  const rows = await throughProxy().read((db) => rowsOf<{ one: number }>(db, one))
  expect(rows).toEqual([{ one: 1 }])
  expect(asked).toBe(3)
})

test('a read gives up after a short while and says why', async () => {
  ;[asleep, asked] = [99, 0]
  await expect(throughProxy().read((db) => rowsOf(db, one))).rejects.toThrow()
  expect(asked).toBe(4)
})

test('each query of a long read has its own time, so a file may take longer than one of them', async () => {
  ;[asleep, asked] = [0, 0]
  const rows = await throughProxy().read(async (db) => {
    await rowsOf(db, one)
    await new Promise((resolve) => setTimeout(resolve, 1_200))
    return rowsOf<{ one: number }>(db, one)
  }, 1)
  expect(rows).toEqual([{ one: 1 }])
})

test('a read that gets no answer in its time is not repeated', async () => {
  ;[asleep, asked] = [0, 0]
  const slow = throughProxy().read((db) => rowsOf(db, sql`select pg_sleep(3)`), 1)
  await expect(slow).rejects.toThrow()
  expect(asked).toBe(1)
})

test('a read that PostgreSQL refuses is not repeated', async () => {
  ;[asleep, asked] = [0, 0]
  await expect(throughProxy().read((db) => rowsOf(db, sql`select nothing`))).rejects.toThrow()
  expect(asked).toBe(1)
})

test('a change runs once, whatever becomes of it', async () => {
  const database = openDatabase({ url, localEndpoint: real })
  let runs = 0
  const failing = database.transact(async (tx) => {
    runs += 1
    await rowsOf(tx, one)
    throw Object.assign(new Error('the answer was lost'), { code: '57P01' })
  })
  await expect(failing).rejects.toThrow('the answer was lost')
  expect(runs).toBe(1)
})
