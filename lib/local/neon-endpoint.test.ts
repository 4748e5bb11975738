// The real driver against the stand-in: what holds here is what the product relies on at Neon.
import { neon, neonConfig, Pool, type NeonDbError } from '@neondatabase/serverless'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const url = process.env['MIGRATION_DATABASE_URL'] ?? ''
const endpoint = process.env['NEON_LOCAL_ENDPOINT'] ?? ''
neonConfig.fetchEndpoint = `${endpoint}/sql`
neonConfig.wsProxy = `${new URL(endpoint).host}/v2`
neonConfig.useSecureWebSocket = false
neonConfig.pipelineConnect = false
const sql = neon(url)

beforeAll(async () => {
  await sql`CREATE TABLE IF NOT EXISTS endpoint_probe (id int PRIMARY KEY, amount numeric NOT NULL)`
  await sql`TRUNCATE endpoint_probe`
})
afterAll(async () => {
  await sql`DROP TABLE endpoint_probe`
})

describe('over HTTP', () => {
  test('keeps numeric and bigint exact and bytes whole', async () => {
    const [row] = await sql`
      SELECT 9223372036854775807::bigint AS big, 12345678901234567890.10::numeric AS amount,
             ${null}::text AS nothing, '\\x00ff'::bytea AS bytes, true AS flag`
    expect(row).toMatchObject({
      big: '9223372036854775807',
      amount: '12345678901234567890.10',
      nothing: null,
      flag: true,
    })
    expect([...(row?.['bytes'] as Uint8Array)]).toEqual([0, 255])
  })

  test('commits a batch whole or not at all', async () => {
    await sql.transaction([
      sql`INSERT INTO endpoint_probe VALUES (1, 10)`,
      sql`INSERT INTO endpoint_probe VALUES (2, 20)`,
    ])
    const failing = sql.transaction([
      sql`INSERT INTO endpoint_probe VALUES (3, 30)`,
      sql`INSERT INTO endpoint_probe VALUES (1, 40)`,
    ])
    await expect(failing).rejects.toMatchObject({ code: '23505' })
    const rows = await sql`SELECT id FROM endpoint_probe ORDER BY id`
    expect(rows).toEqual([{ id: 1 }, { id: 2 }])
  })

  test('runs a batch at the isolation level and access mode asked for', async () => {
    const [level, mode] = await sql.transaction(
      [sql`SHOW transaction_isolation`, sql`SHOW transaction_read_only`],
      { isolationLevel: 'Serializable', readOnly: true },
    )
    expect(level).toEqual([{ transaction_isolation: 'serializable' }])
    expect(mode).toEqual([{ transaction_read_only: 'on' }])
  })

  test('names code, constraint and table of a refused statement', async () => {
    await sql`INSERT INTO endpoint_probe VALUES (50, 1)`
    const error = await sql`INSERT INTO endpoint_probe VALUES (50, 1)`.catch((e: unknown) => e)
    expect((error as NeonDbError).name).toBe('NeonDbError')
    expect(error).toMatchObject({
      code: '23505',
      severity: 'ERROR',
      table: 'endpoint_probe',
      constraint: 'endpoint_probe_pkey',
      detail: 'Key (id)=(50) already exists.',
    })
  })

  test('lets nothing that one request set reach the next', async () => {
    await sql`SET search_path TO pg_catalog`
    await sql`BEGIN`
    const [path] = await sql`SHOW search_path`
    expect(path).toEqual({ search_path: '"$user", public' })
  })

  test('refuses a wrong password', async () => {
    const stranger = neon(url.replace(/:[0-9a-f]+@/, ':0000@'))
    await expect(stranger`SELECT 1`).rejects.toMatchObject({ code: '28P01' })
  })

  test('refuses an answer above the size that Neon refuses', async () => {
    await expect(sql`SELECT repeat('x', 11000000)`).rejects.toThrow(/too large/)
  })
})

describe('over WebSocket', () => {
  const pool = new Pool({ connectionString: url, max: 20 })
  afterAll(() => pool.end())

  test('holds an interactive transaction that others do not see before its commit', async () => {
    const client = await pool.connect()
    await client.query('BEGIN')
    await client.query('INSERT INTO endpoint_probe VALUES (100, 1)')
    expect(await sql`SELECT id FROM endpoint_probe WHERE id = 100`).toEqual([])
    await client.query('COMMIT')
    client.release()
    expect(await sql`SELECT id FROM endpoint_probe WHERE id = 100`).toEqual([{ id: 100 }])
  })

  test('makes twenty writers of one row wait for each other', async () => {
    await sql`INSERT INTO endpoint_probe VALUES (200, 0)`
    await Promise.all(Array.from({ length: 20 }, () => addOne(pool)))
    expect(await sql`SELECT amount FROM endpoint_probe WHERE id = 200`).toEqual([{ amount: '20' }])
  })

  test('carries frames of many megabytes', async () => {
    const text = 'x'.repeat(20_000_000)
    const { rows } = await pool.query('SELECT length($1) AS length, $1 AS text', [text])
    expect(rows[0]).toMatchObject({ length: text.length })
    expect((rows[0] as { text: string }).text.length).toBe(text.length)
  })

  test('leaves no connection behind when a pool ends', async () => {
    const brief = new Pool({ connectionString: url, max: 5 })
    const who = await brief.query('SELECT pg_backend_pid() AS pid')
    await brief.end()
    const { pid } = who.rows[0] as { pid: number }
    await expect
      .poll(() => sql`SELECT pid FROM pg_stat_activity WHERE pid = ${pid}`, { timeout: 5000 })
      .toEqual([])
  })
})

const addOne = async (pool: Pool): Promise<void> => {
  const client = await pool.connect()
  try {
    await client.query('BEGIN')
    await client.query('SELECT amount FROM endpoint_probe WHERE id = 200 FOR UPDATE')
    await client.query('UPDATE endpoint_probe SET amount = amount + 1 WHERE id = 200')
    await client.query('COMMIT')
  } finally {
    client.release()
  }
}
