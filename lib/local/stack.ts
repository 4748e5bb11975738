// Everything that the product needs around it, and the product itself, as one thing to start and stop.
import { join } from 'node:path'
import { startDatabase } from './database'
import { digestSources } from './build'
import { runScript } from './children'
import { startIdentityProvider } from './identity-provider'
import { startLogSigner, type LogSigner } from './log-signer'
import { people } from './people'
import { startServer, type Runtime } from './server'
import type { Ports, Secrets } from './state'
import { startUpkeep } from './upkeep'

export type StackOptions = {
  folder: string
  ports: Ports
  secrets: Secrets
  signerMemory: string
  runtime: Runtime
  /** Off for tests: a crash of the machine may then lose data, nothing else changes. */
  durable: boolean
  /** Makes the build that the runtime serves; called once database and people are there. */
  build: () => Promise<void>
  signal?: AbortSignal
  onStep?: (sentence: string) => void
  onExit?: (reason: string) => void
}
export type Stack = {
  origin: string
  publicOrigin: string
  env: Record<string, string>
  /** Round trips to the database since the start. */
  roundTrips: () => number
  stop: () => Promise<void>
}

export const startStack = async (options: StackOptions): Promise<Stack> => {
  const stops: (() => Promise<void>)[] = []
  const stop = async () => {
    for (const end of stops.splice(0).reverse()) await end()
  }
  try {
    return { ...(await startParts(options, stops)), stop }
  } catch (error) {
    await stop()
    throw error
  }
}

const startParts = async (
  options: StackOptions,
  stops: (() => Promise<void>)[],
): Promise<Omit<Stack, 'stop'>> => {
  const { ports, secrets, signal, onStep = () => undefined } = options
  const origin = `http://localhost:${ports.app}`
  const publicOrigin = `http://public.localhost:${ports.app}`

  const database = await startDatabase({ ...options, passwords: secrets })
  stops.push(database.stop)
  signal?.throwIfAborted()

  const identity = await startIdentityProvider({
    port: ports.identity,
    consoleOrigin: origin,
    clientSecret: secrets.client,
    people,
  })
  stops.push(identity.stop)
  onStep(`sign-in        identity provider on ${identity.issuer}`)

  const signer = await startLogSigner({
    port: ports.signer,
    origin: `${new URL(publicOrigin).host}/log`,
    token: secrets.signer,
    seeds: secrets.log,
    memory: options.signerMemory,
  })
  stops.push(signer.stop)
  onStep(`log signer     ${signer.keys.length === 1 ? 'one key' : 'two keys'} on ${signer.url}`)

  const { MIGRATION_DATABASE_URL, ...connection } = database.env
  const env = {
    ...connection,
    ...signInEnvironment(identity.issuer, secrets),
    ...logEnvironment(signer, secrets),
    CONSOLE_ORIGIN: origin,
    PUBLIC_ORIGIN: publicOrigin,
    VENUE_NAME: 'Demo venue',
    BALLAST_ENV: 'demo',
    BALLAST_BUILD: digestSources(),
  }
  const seeding = await runScript('db/seed.ts', { ...env, MIGRATION_DATABASE_URL })
  onStep(`demo data      ${seeding.trim().split('\n').at(-1) ?? ''}`)
  signal?.throwIfAborted()

  await options.build()
  signal?.throwIfAborted()
  const log = join(options.folder, 'server.log')
  const server = await startServer({ ...options, origin, env, log })
  stops.push(server.stop)
  stops.push(await startUpkeep({ origin, token: secrets.upkeep }))
  return {
    origin,
    publicOrigin,
    env: { ...env, MIGRATION_DATABASE_URL },
    roundTrips: database.roundTrips,
  }
}

/** What the product must be told of its log and of the secrets around it. */
export const logEnvironment = (signer: LogSigner, secrets: Secrets) => ({
  LOG_SIGNER_URL: signer.url,
  LOG_SIGNER_TOKEN: secrets.signer,
  LOG_KEYS: signer.keys.join(','),
  STATEMENT_KEY: secrets.statement,
  SECRETS_KEY: secrets.atRest,
  UPKEEP_TOKEN: secrets.upkeep,
})

const signInEnvironment = (issuer: string, secrets: Secrets) => ({
  AUTH_SECRET: secrets.auth,
  OIDC_ISSUER: issuer,
  OIDC_CLIENT_ID: 'ballast',
  OIDC_CLIENT_SECRET: secrets.client,
  FOUNDING_OFFICERS: JSON.stringify(people),
})
