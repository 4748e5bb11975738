// A real PostgreSQL of this checkout's own, on loopback, that survives being killed.
import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import pg from 'pg'
import { databaseIdentity, madeFolder } from './place'
import { findPostgresBinaries } from './postgres-binaries'
import { commandOf, endProcess } from './process'

export type PostgresOptions = {
  folder: string
  port: number
  ownerPassword: string
  /** Off for tests: a crash of the machine may then lose data, nothing else changes. */
  durable: boolean
  onExit?: (reason: string) => void
}
export type Postgres = {
  port: number
  /** The URL of a role in the database `ballast`. */
  urlFor: (role: string, password: string) => string
  /** Runs one statement as the superuser, for what a hosted database does in its console. */
  administer: (statement: string) => Promise<void>
  stop: () => Promise<void>
}

export const startPostgres = async (options: PostgresOptions): Promise<Postgres> => {
  madeFolder(options.folder)
  await endPostgresIn(options.folder)
  if (!existsSync(dataFolder(options.folder))) await initialise(options.folder)
  const server = await launch(options)
  const administer = (statement: string) => runAsSuperuser(options, 'postgres', statement)
  await prepareOwner(options)
  return {
    port: options.port,
    urlFor: (role, password) =>
      `postgresql://${role}:${password}@127.0.0.1:${options.port}/ballast?sslmode=disable`,
    administer,
    stop: server.stop,
  }
}

/** Ends a PostgreSQL that an earlier start left on the data of this folder, and only that one. */
export const endPostgresIn = async (folder: string): Promise<void> => {
  const pidFile = join(dataFolder(folder), 'postmaster.pid')
  if (!existsSync(pidFile)) return
  const pid = Number(readFileSync(pidFile, 'utf8').split('\n')[0])
  const command = pid > 1 ? commandOf(pid) : null
  if (command?.includes(dataFolder(folder))) {
    await endProcess(pid, { signal: 'SIGINT', graceMilliseconds: 10_000 })
  }
  // Left behind by kill -9; its id may belong to a stranger by now, which PostgreSQL would mistake.
  rmSync(pidFile, { force: true })
}

const dataFolder = (folder: string): string => join(folder, 'postgres')
const passwordFile = (folder: string): string => join(folder, 'superuser-password')

const initialise = async (folder: string): Promise<void> => {
  const identity = databaseIdentity()
  const partial = `${dataFolder(folder)}.partial`
  rmSync(partial, { recursive: true, force: true })
  mkdirSync(partial, { mode: 0o700 })
  writeFileSync(passwordFile(folder), randomBytes(24).toString('hex'), { mode: 0o600 })
  if (identity) {
    chownSync(partial, identity.uid, identity.gid)
    chownSync(passwordFile(folder), identity.uid, identity.gid)
  }
  await promisify(execFile)(
    findPostgresBinaries().initdb,
    [
      ...['--pgdata', partial, '--pwfile', passwordFile(folder)],
      ...['--username', 'postgres', '--auth', 'scram-sha-256', '--no-sync'],
      // As on Neon, and the same on every machine.
      ...['--encoding', 'UTF8', '--locale', 'C'],
      ...['--locale-provider', 'builtin', '--builtin-locale', 'C.UTF-8'],
    ],
    { ...identity, cwd: folder, env: plainEnvironment() },
  )
  renameSync(partial, dataFolder(folder))
}

const plainEnvironment = (): NodeJS.ProcessEnv => ({
  PATH: process.env['PATH'],
  NODE_ENV: process.env.NODE_ENV,
  LC_ALL: 'C',
  TZ: 'UTC',
})

type Server = { child: ChildProcess; stop: () => Promise<void> }

const launch = async (options: PostgresOptions): Promise<Server> => {
  const deadline = Date.now() + 60_000
  for (;;) {
    const server = spawnServer(options)
    if (await isReady(options, server)) {
      server.child.once('exit', () => options.onExit?.('PostgreSQL ended by itself'))
      return server
    }
    // After kill -9 the last backends hold the shared memory for a moment.
    const isWaiting = logTail(options.folder).includes('shared memory block is still in use')
    if (!isWaiting || Date.now() > deadline) {
      await server.stop()
      throw new Error(`PostgreSQL did not start:\n${logTail(options.folder)}`)
    }
    await sleep(200)
  }
}

const spawnServer = (options: PostgresOptions): Server => {
  const log = openSync(logFile(options.folder), 'w')
  const child = spawn(
    findPostgresBinaries().postgres,
    ['-D', dataFolder(options.folder), '-p', String(options.port), ...settings(options.durable)],
    {
      ...databaseIdentity(),
      cwd: options.folder,
      env: plainEnvironment(),
      stdio: ['ignore', log, log],
      // Its own group: Ctrl-C reaches the launcher alone, which then stops things in order.
      detached: true,
    },
  )
  closeSync(log)
  const stop = async () => {
    child.removeAllListeners('exit')
    const { pid } = child
    if (pid === undefined || hasEnded(child)) return
    await endProcess(pid, { signal: 'SIGINT', graceMilliseconds: 10_000 })
  }
  return { child, stop }
}

const settings = (isDurable: boolean): string[] =>
  [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'timezone=UTC',
    'log_timezone=UTC',
    'max_connections=100',
    // Passwords here are long and random; the many rounds that protect short ones cost the driver,
    // which counts them in JavaScript, 60 ms a connection. Neon asks for none at all.
    'scram_iterations=1',
    // Failed statements carry accounts and amounts, which no log may hold.
    'log_min_error_statement=panic',
    'log_error_verbosity=terse',
    ...(isDurable ? [] : ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off']),
  ].flatMap((setting) => ['-c', setting])

const hasEnded = (child: ChildProcess): boolean =>
  child.exitCode !== null || child.signalCode !== null

const isReady = async (options: PostgresOptions, { child }: Server): Promise<boolean> => {
  const deadline = Date.now() + 60_000
  while (!hasEnded(child) && Date.now() < deadline) {
    const isAnswering = await runAsSuperuser(options, 'postgres', 'SELECT 1').then(
      () => true,
      () => false,
    )
    if (isAnswering) return !hasEnded(child)
    await sleep(30)
  }
  return false
}

const logFile = (folder: string): string => join(folder, 'postgres.log')
const logTail = (folder: string): string =>
  readFileSync(logFile(folder), 'utf8').trim().split('\n').slice(-8).join('\n')

const runAsSuperuser = async (
  { folder, port }: PostgresOptions,
  database: string,
  statement: string,
): Promise<void> => {
  const password = readFileSync(passwordFile(folder), 'utf8')
  const client = new pg.Client({
    host: '127.0.0.1',
    port,
    database,
    user: 'postgres',
    password,
    ssl: false,
  })
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.query(statement)
  } finally {
    await client.end()
  }
}

/** The owner has what an owner on Neon has: it makes roles and owns the database, no more. */
const prepareOwner = async (options: PostgresOptions): Promise<void> => {
  const run = (statement: string) => runAsSuperuser(options, 'postgres', statement)
  await unlessThere(run('CREATE ROLE ballast_owner LOGIN CREATEROLE CREATEDB'))
  await run(`ALTER ROLE ballast_owner PASSWORD ${pg.escapeLiteral(options.ownerPassword)}`)
  await unlessThere(run('CREATE DATABASE ballast OWNER ballast_owner'))
}

const unlessThere = async (creation: Promise<void>): Promise<void> => {
  await creation.catch((error: unknown) => {
    const isThere = ['42710', '42P04'].includes((error as pg.DatabaseError).code ?? '')
    if (!isThere) throw error
  })
}
