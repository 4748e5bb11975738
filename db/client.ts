// The only door to PostgreSQL: reads go over HTTP, changes over a WebSocket in one transaction.
import { Client, neon, neonConfig } from '@neondatabase/serverless'
import type { SQL } from 'drizzle-orm'
import { drizzle as drizzleHttp } from 'drizzle-orm/neon-http'
import { drizzle as drizzleSocket } from 'drizzle-orm/neon-serverless'

/** What a query function asks of its handle; the HTTP handle and a transaction both give it. */
export type Queryable = {
  execute: (query: SQL) => PromiseLike<{ rows: Record<string, unknown>[] }>
}
type Socket = ReturnType<typeof drizzleSocket>
export type Transaction = Parameters<Parameters<Socket['transaction']>[0]>[0]
export type Database = {
  read: <T>(work: (db: Queryable) => Promise<T>, seconds?: number) => Promise<T>
  /** Single statements over HTTP, each a transaction of its own; never repeated, so it may change something. */
  once: <T>(work: (db: Queryable) => Promise<T>) => Promise<T>
  transact: <T>(work: (tx: Transaction) => Promise<T>) => Promise<T>
}

/** A database that hangs must not hang the console with it. */
const READ_SECONDS = 30
const CHANGE_SECONDS = 90

export const openDatabase = (options: {
  url: string
  localEndpoint: string | undefined
}): Database => {
  pointAtEndpoint(neonConfig, options.localEndpoint)
  return {
    read: (work, seconds = READ_SECONDS) => whileWaking(() => work(overHttp(options.url, seconds))),
    once: (work) => work(overHttp(options.url, READ_SECONDS)),
    transact: async (work) => {
      // A connection lives no longer than its request: an isolate may not share sockets between requests.
      const client = new Client(options.url)
      let timer: ReturnType<typeof setTimeout> | undefined
      const lost = new Promise<never>((_, reject) => {
        client.on('error', reject)
        timer = setTimeout(
          () => reject(new Error('the database did not answer in time')),
          CHANGE_SECONDS * 1000,
        )
      })
      lost.catch(() => undefined)
      try {
        await Promise.race([client.connect(), lost])
        // A connection that is cut answers nothing any more, so its loss must end the wait.
        return await Promise.race([drizzleSocket(client).transaction(work), lost])
      } finally {
        clearTimeout(timer)
        await Promise.race([client.end(), lost]).catch(() => undefined)
      }
    },
  }
}

const overHttp = (url: string, seconds: number): Queryable => {
  // Asked for anew by every query: a file goes out in many, over as long as its reader takes.
  const fetchOptions = {
    get signal() {
      return AbortSignal.timeout(seconds * 1000)
    },
  }
  return drizzleHttp(neon(url, { fetchOptions }))
}

/** The rows of a raw statement; the caller names the row's type and the statement produces it. */
export const rowsOf = async <Row>(db: Queryable, query: SQL): Promise<Row[]> =>
  (await db.execute(query)).rows as Row[]

export const onlyRow = async <Row>(db: Queryable, query: SQL): Promise<Row | undefined> =>
  (await rowsOf<Row>(db, query))[0]

/** Points the driver at an endpoint on this machine; without one it speaks to Neon. */
export const pointAtEndpoint = (config: typeof neonConfig, endpoint: string | undefined) => {
  if (!endpoint) return
  config.fetchEndpoint = () => `${endpoint}/sql`
  config.wsProxy = () => `${new URL(endpoint).host}/v2`
  config.useSecureWebSocket = false
  config.pipelineConnect = false
}

const WAKING_PAUSES = [150, 400, 1000]

/** A suspended database takes a moment to wake. Only reads come here: repeating one changes nothing. */
const whileWaking = async <T>(read: () => Promise<T>): Promise<T> => {
  for (const pause of WAKING_PAUSES) {
    try {
      return await read()
    } catch (error) {
      if (!isWaking(error)) throw error
      await new Promise((resolve) => setTimeout(resolve, pause))
    }
  }
  return read()
}

const isWaking = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false
  const code = 'code' in error ? error.code : undefined
  // 57P03: cannot connect now. Without a code the request itself failed before PostgreSQL answered.
  if (code === '57P03' || code === '57P01' || code === '08006') return true
  // A database that hangs has had its time; asking four times would only make the wait four times as long.
  if (error.message.includes('TimeoutError')) return false
  if (/error connecting to database|fetch failed|control plane/i.test(error.message)) return true
  return error.cause === undefined ? false : isWaking(error.cause)
}
