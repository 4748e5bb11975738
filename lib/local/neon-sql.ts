// Runs what the Neon driver sends over HTTP: one statement, or a batch inside one transaction.
import type { IncomingHttpHeaders } from 'node:http'
import pg from 'pg'

export type SqlAnswer = { status: number; body: unknown }
export type SqlRunner = {
  run: (body: unknown, headers: IncomingHttpHeaders) => Promise<SqlAnswer>
  stop: () => Promise<void>
}
type Query = { query: string; params: unknown[] }

export const openSqlRunner = (port: number): SqlRunner => {
  const pools = new Map<string, pg.Pool>()
  const poolFor = (connectionString: string): pg.Pool => {
    const pool = pools.get(connectionString) ?? openPool(connectionString, port)
    pools.set(connectionString, pool)
    return pool
  }
  return {
    run: (body, headers) => run(body, headers, poolFor),
    stop: async () => {
      await Promise.all([...pools.values()].map((pool) => pool.end()))
    },
  }
}

const openPool = (connectionString: string, port: number): pg.Pool => {
  // Role, password and database are the caller's; where the database is, is not.
  const { username, password, pathname } = new URL(connectionString)
  const pool = new pg.Pool({
    host: '127.0.0.1',
    port,
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
    database: decodeURIComponent(pathname.slice(1)),
    ssl: false,
    max: 16,
    types: { getTypeParser: () => (value: unknown) => value },
  })
  // An idle connection whose database stopped; the next query says so to whoever asks.
  pool.on('error', () => undefined)
  return pool
}

const run = async (
  body: unknown,
  headers: IncomingHttpHeaders,
  poolFor: (connectionString: string) => pg.Pool,
): Promise<SqlAnswer> => {
  let client: pg.PoolClient | undefined
  let isClean = false
  try {
    client = await poolFor(header(headers, 'neon-connection-string')).connect()
    const answer = isBatch(body)
      ? { results: await runBatch(client, body.queries, headers) }
      : await runQuery(client, body as Query)
    isClean = await forgets(client)
    return { status: 200, body: answer }
  } catch (error) {
    return { status: 400, body: describe(error) }
  } finally {
    client?.release(!isClean)
  }
}

const header = (headers: IncomingHttpHeaders, name: string): string => {
  const value = headers[name]
  return typeof value === 'string' ? value : ''
}

const isBatch = (body: unknown): body is { queries: Query[] } =>
  Array.isArray((body as { queries?: unknown }).queries)

const runQuery = async (client: pg.PoolClient, { query, params }: Query) => {
  const result = await client.query<unknown[]>({ text: query, values: params, rowMode: 'array' })
  const { command, rowCount, rows, fields } = result
  return { command, rowCount, rows, fields, rowAsArray: true }
}

const runBatch = async (
  client: pg.PoolClient,
  queries: Query[],
  headers: IncomingHttpHeaders,
): Promise<unknown[]> => {
  await client.query(beginStatement(headers))
  const results: unknown[] = []
  for (const query of queries) results.push(await runQuery(client, query))
  await client.query('COMMIT')
  return results
}

const ISOLATION: Record<string, string> = {
  ReadUncommitted: 'READ UNCOMMITTED',
  ReadCommitted: 'READ COMMITTED',
  RepeatableRead: 'REPEATABLE READ',
  Serializable: 'SERIALIZABLE',
}

const beginStatement = (headers: IncomingHttpHeaders): string => {
  const level = ISOLATION[header(headers, 'neon-batch-isolation-level')]
  return [
    'BEGIN',
    ...(level ? [`ISOLATION LEVEL ${level}`] : []),
    ...(header(headers, 'neon-batch-read-only') === 'true' ? ['READ ONLY'] : []),
    ...(header(headers, 'neon-batch-deferrable') === 'true' ? ['DEFERRABLE'] : []),
  ].join(' ')
}

/** Each request is alone on Neon: nothing that it set may reach the next one here either. */
const forgets = async (client: pg.PoolClient): Promise<boolean> => {
  try {
    await client.query('DISCARD ALL')
    return true
  } catch {
    // The statement left a transaction open; the connection goes, and the transaction with it.
    return false
  }
}

const describe = (error: unknown): Record<string, unknown> =>
  error instanceof pg.DatabaseError
    ? { ...Object.fromEntries(Object.entries(error)), message: error.message }
    : { message: error instanceof Error ? error.message : String(error), code: '08006' }
