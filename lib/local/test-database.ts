// Gives the database tests a PostgreSQL of their own, migrated, through the environment.
import { randomBytes } from 'node:crypto'
import { startDatabase } from './database'
import { nodeFlags } from './node-flags'
import { people } from './people'
import { anyFreePorts } from './port'
import { openRunFolder } from './run-folder'

export default async function startTestDatabase(): Promise<() => Promise<void>> {
  const run = await openRunFolder()
  const [postgres = 0, endpoint = 0] = await anyFreePorts(2)
  const database = await startDatabase({
    folder: run.folder,
    ports: { postgres, endpoint },
    passwords: { owner: secret(), app: secret() },
    durable: false,
  })
  Object.assign(process.env, database.env, productEnvironment())
  return async () => {
    await database.stop()
    run.remove()
  }
}

const secret = (): string => randomBytes(24).toString('hex')

/** What the product's environment must hold besides; the addresses are never called. */
const productEnvironment = () => ({
  NODE_OPTIONS: [process.env['NODE_OPTIONS'], ...nodeFlags].filter(Boolean).join(' '),
  AUTH_SECRET: secret(),
  OIDC_ISSUER: 'http://localhost:3400',
  OIDC_CLIENT_ID: 'ballast',
  OIDC_CLIENT_SECRET: secret(),
  CONSOLE_ORIGIN: 'http://localhost:3000',
  PUBLIC_ORIGIN: 'http://public.localhost:3000',
  VENUE_NAME: 'Test venue',
  BALLAST_ENV: 'test',
  FOUNDING_OFFICERS: JSON.stringify(people),
})
