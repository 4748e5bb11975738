// Gives the database tests a PostgreSQL of their own, migrated, through the environment.
import { startDatabase } from './database'
import { startLogSigner } from './log-signer'
import { nodeFlags } from './node-flags'
import { people } from './people'
import { openRunFolder } from './run-folder'
import { logEnvironment } from './stack'
import { makeState, type Secrets } from './state'

export default async function startTestDatabase(): Promise<() => Promise<void>> {
  const run = await openRunFolder()
  const { ports, secrets, signerMemory } = await makeState(run.folder)
  const database = await startDatabase({
    folder: run.folder,
    ports,
    passwords: secrets,
    durable: false,
  })
  const signer = await startLogSigner({
    port: ports.signer,
    origin: `${new URL(PUBLIC_ORIGIN).host}/log`,
    token: secrets.signer,
    seeds: secrets.log,
    memory: signerMemory,
  })
  const env = { ...productEnvironment(secrets), ...logEnvironment(signer, secrets) }
  Object.assign(process.env, database.env, env)
  return async () => {
    await signer.stop()
    await database.stop()
    run.remove()
  }
}

const PUBLIC_ORIGIN = 'http://public.localhost:3000'

/** What the product's environment must hold besides; the addresses are never called. */
const productEnvironment = (secrets: Secrets) => ({
  NODE_OPTIONS: [process.env['NODE_OPTIONS'], ...nodeFlags].filter(Boolean).join(' '),
  AUTH_SECRET: secrets.auth,
  OIDC_ISSUER: 'http://localhost:3400',
  OIDC_CLIENT_ID: 'ballast',
  OIDC_CLIENT_SECRET: secrets.client,
  CONSOLE_ORIGIN: 'http://localhost:3000',
  PUBLIC_ORIGIN,
  VENUE_NAME: 'Test venue',
  BALLAST_ENV: 'test',
  FOUNDING_OFFICERS: JSON.stringify(people),
})
