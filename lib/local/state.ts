// What a checkout remembers between starts of the demo: its ports, its secrets, its data folder.
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { dataHome, localFolder } from './place'
import { findFreePort, isFree } from './port'

export type Ports = { app: number; identity: number; endpoint: number; postgres: number }
export type Secrets = { auth: string; client: string; owner: string; app: string }
export type State = { ports: Ports; secrets: Secrets; dataFolder: string }

const PORTS = {
  app: { variable: 'BALLAST_PORT', preferred: 3000 },
  identity: { variable: 'BALLAST_IDENTITY_PORT', preferred: 3400 },
  endpoint: { variable: 'BALLAST_ENDPOINT_PORT', preferred: 5488 },
  postgres: { variable: 'BALLAST_POSTGRES_PORT', preferred: 5433 },
} as const satisfies Record<keyof Ports, { variable: string; preferred: number }>

const stateFile = join(localFolder, 'state.json')

/** Reads the state of the last start or makes the first one; refuses when a port is taken. */
export const openState = async (): Promise<State> => {
  const known = readState()
  const state: State = {
    ports: await choosePorts(known?.ports),
    secrets: known?.secrets ?? makeSecrets(),
    dataFolder: known?.dataFolder ?? join(dataHome(), 'demo'),
  }
  mkdirSync(localFolder, { recursive: true })
  writeFileSync(stateFile, `${JSON.stringify(state, null, 2)}\n`, { mode: 0o600 })
  return state
}

export const readState = (): State | undefined =>
  existsSync(stateFile) ? (JSON.parse(readFileSync(stateFile, 'utf8')) as State) : undefined

export const forgetState = (): void => rmSync(stateFile, { force: true })

export const makeSecrets = (): Secrets => ({
  auth: secret(),
  client: secret(),
  owner: secret(),
  app: secret(),
})

const secret = (): string => randomBytes(24).toString('hex')

const choosePorts = async (known: Ports | undefined): Promise<Ports> => ({
  app: await choosePort('app', known),
  identity: await choosePort('identity', known),
  endpoint: await choosePort('endpoint', known),
  postgres: await choosePort('postgres', known),
})

const choosePort = async (name: keyof Ports, known: Ports | undefined): Promise<number> => {
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
