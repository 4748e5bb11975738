// The database as the product meets it: PostgreSQL behind the Neon endpoint, migrated.
import { runScript } from './children'
import { startNeonEndpoint } from './neon-endpoint'
import { startPostgres } from './postgres'

export type DatabaseOptions = {
  folder: string
  ports: { postgres: number; endpoint: number }
  passwords: { owner: string; app: string }
  durable: boolean
  onExit?: (reason: string) => void
  onStep?: (sentence: string) => void
}
export type DatabaseEnvironment = {
  DATABASE_URL: string
  MIGRATION_DATABASE_URL: string
  NEON_LOCAL_ENDPOINT: string
}
export type Database = {
  env: DatabaseEnvironment
  roundTrips: () => number
  stop: () => Promise<void>
}

export const startDatabase = async (options: DatabaseOptions): Promise<Database> => {
  const { ports, passwords, onStep = () => undefined } = options
  const postgres = await startPostgres({
    ...options,
    port: ports.postgres,
    ownerPassword: passwords.owner,
  })
  onStep(`database       PostgreSQL on 127.0.0.1:${ports.postgres}`)
  try {
    const endpoint = await startNeonEndpoint({ port: ports.endpoint, postgresPort: ports.postgres })
    onStep(`endpoint       Neon's protocol on ${endpoint.url}`)
    const env: DatabaseEnvironment = {
      DATABASE_URL: postgres.urlFor('ballast_app', passwords.app),
      MIGRATION_DATABASE_URL: postgres.urlFor('ballast_owner', passwords.owner),
      NEON_LOCAL_ENDPOINT: endpoint.url,
    }
    await runScript('db/migrate.ts', env)
    // The migrations make the role without a way in; only the operator's console gives it one.
    await postgres.administer(allowLogin('ballast_app', passwords.app))
    onStep('migrations     applied')
    const stop = async () => {
      await endpoint.stop()
      await postgres.stop()
    }
    return { env, roundTrips: endpoint.roundTrips, stop }
  } catch (error) {
    await postgres.stop()
    throw error
  }
}

// The password consists of hexadecimal digits, made by the launcher.
const allowLogin = (role: string, password: string): string =>
  `DO $$ BEGIN IF EXISTS (SELECT FROM pg_roles WHERE rolname = '${role}') ` +
  `THEN ALTER ROLE ${role} LOGIN PASSWORD '${password}'; END IF; END $$`
