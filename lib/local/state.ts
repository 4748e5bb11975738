// What a checkout remembers between starts of the demo: its ports, its secrets, its data folder.
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { rotateLogKeys, seed } from './log-key'
import { beginMemory } from './log-signer'
import { dataHome, localFolder, madeFolder } from './place'
import { anyFreePorts, findFreePort, isFree } from './port'

export type Ports = {
  app: number
  identity: number
  endpoint: number
  postgres: number
  signer: number
}
/** Hexadecimal, all of them; `log` holds the seeds of the log's keys, the older one first. */
export type Secrets = {
  auth: string
  client: string
  owner: string
  app: string
  signer: string
  upkeep: string
  statement: string
  atRest: string
  log: string[]
}
export type State = {
  ports: Ports
  secrets: Secrets
  dataFolder: string
  /** What the log's signer remembers, apart from the database: restoring one alone is noticed. */
  signerMemory: string
}

const PORTS = {
  app: { variable: 'BALLAST_PORT', preferred: 3000 },
  identity: { variable: 'BALLAST_IDENTITY_PORT', preferred: 3400 },
  endpoint: { variable: 'BALLAST_ENDPOINT_PORT', preferred: 5488 },
  postgres: { variable: 'BALLAST_POSTGRES_PORT', preferred: 5433 },
  signer: { variable: 'BALLAST_SIGNER_PORT', preferred: 3450 },
} as const satisfies Record<keyof Ports, { variable: string; preferred: number }>

const stateFile = join(localFolder, 'state.json')
const defaultMemory = join(localFolder, 'log-signer.json')

/** Reads the state of the last start or makes the first one; refuses when a port is taken. */
export const openState = async (options: { isRotatingLogKeys: boolean }): Promise<State> => {
  const known = readState()
  const signerMemory = known?.signerMemory ?? defaultMemory
  mkdirSync(localFolder, { recursive: true })
  // Before the keys are written: keys without a memory would look like a memory that was lost.
  if (known?.secrets.log === undefined) beginMemory(signerMemory)
  // An earlier version may have remembered fewer secrets.
  const secrets = { ...makeSecrets(), ...known?.secrets }
  const state: State = {
    ports: await choosePorts(known?.ports),
    secrets: options.isRotatingLogKeys ? { ...secrets, log: rotateLogKeys(secrets.log) } : secrets,
    dataFolder: known?.dataFolder ?? join(dataHome(), 'demo'),
    signerMemory,
  }
  writeFileSync(stateFile, `${JSON.stringify(state, null, 2)}\n`, { mode: 0o600 })
  return state
}

/** A state for one run, on any free ports, in a folder that somebody else removes. */
export const makeState = async (dataFolder: string): Promise<State> => {
  const ports = await anyFreePorts(5)
  const [app = 0, identity = 0, endpoint = 0, postgres = 0, signer = 0] = ports
  const signerMemory = join(madeFolder(dataFolder), 'log-signer.json')
  beginMemory(signerMemory)
  return {
    ports: { app, identity, endpoint, postgres, signer },
    secrets: makeSecrets(),
    dataFolder,
    signerMemory,
  }
}

type KnownState = Omit<State, 'ports' | 'secrets' | 'signerMemory'> & {
  ports: Partial<Ports>
  secrets: Partial<Secrets>
  signerMemory?: string
}

/** As the last start wrote it, which may have been an earlier version's. */
export const readState = (): KnownState | undefined =>
  existsSync(stateFile) ? (JSON.parse(readFileSync(stateFile, 'utf8')) as KnownState) : undefined

export const forgetState = (): void => {
  rmSync(readState()?.signerMemory ?? defaultMemory, { force: true })
  rmSync(stateFile, { force: true })
}

export const makeSecrets = (): Secrets => ({
  auth: secret(),
  client: secret(),
  owner: secret(),
  app: secret(),
  signer: secret(),
  upkeep: secret(),
  statement: seed(),
  atRest: seed(),
  log: [seed()],
})

const secret = (): string => randomBytes(24).toString('hex')

const choosePorts = async (known: Partial<Ports> | undefined): Promise<Ports> => ({
  app: await choosePort('app', known),
  identity: await choosePort('identity', known),
  endpoint: await choosePort('endpoint', known),
  postgres: await choosePort('postgres', known),
  signer: await choosePort('signer', known),
})

const choosePort = async (
  name: keyof Ports,
  known: Partial<Ports> | undefined,
): Promise<number> => {
  const { variable, preferred } = PORTS[name]
  const asked = process.env[variable]
  const port = asked === undefined ? known?.[name] : Number(asked)
  if (port === undefined) return findFreePort(preferred)
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new Error(`${variable} is “${asked ?? ''}”, expected a port number`)
  }
  if (await isFree(port)) return port
  throw new Error(
    `port ${port} is taken by another program: end that program, or set ${variable} to a free port`,
  )
}
