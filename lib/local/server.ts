// Serves the built product, on Node or in the edge isolate, until it is told to stop.
import type { ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { lastLines, startChild, stopChild } from './children'
import { edgeCommand } from './edge'
import { isFree } from './port'
import type { Ports } from './state'

export type Runtime = 'node' | 'workerd'
export type ServerOptions = {
  runtime: Runtime
  origin: string
  ports: Ports
  folder: string
  env: Record<string, string>
  log: string
  onExit?: (reason: string) => void
}
export type Server = { stop: () => Promise<void> }

export const startServer = async (options: ServerOptions): Promise<Server> => {
  if (!(await isFree(options.ports.app))) {
    throw new Error(
      `port ${options.ports.app} was taken by another program meanwhile: start again, or set BALLAST_PORT`,
    )
  }
  const command = options.runtime === 'node' ? nodeCommand(options) : edgeCommand(options)
  const child = startChild({ name: options.runtime, output: { file: options.log }, ...command })
  const stop = async () => {
    child.removeAllListeners('exit')
    await stopChild(child)
  }
  try {
    await untilHealthy(child, options)
  } catch (error) {
    await stop()
    throw error
  }
  child.once('exit', () => options.onExit?.(`the server ended by itself, see ${options.log}`))
  return { stop }
}

const nodeCommand = ({ ports, env }: ServerOptions) => ({
  args: [
    'node_modules/next/dist/bin/next',
    ...['start', '--port', String(ports.app), '--hostname', 'localhost'],
  ],
  env: { ...env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
})

const untilHealthy = async (child: ChildProcess, { origin, log }: ServerOptions): Promise<void> => {
  const deadline = Date.now() + 60_000
  let last = 'no answer'
  while (Date.now() < deadline) {
    if (child.exitCode !== null || child.signalCode !== null) break
    last = await askHealth(origin)
    // Somebody else's server may answer there while ours gives up.
    if (last === 'ok' && (await staysAlive(child))) return
    await sleep(100)
  }
  throw new Error(`the server is not healthy (${last}):\n${lastLines(readFileSync(log, 'utf8'))}`)
}

const staysAlive = async (child: ChildProcess): Promise<boolean> => {
  await sleep(200)
  return child.exitCode === null && child.signalCode === null
}

const askHealth = async (origin: string): Promise<string> => {
  try {
    const response = await fetch(`${origin}/healthz`, { signal: AbortSignal.timeout(10_000) })
    return response.ok ? 'ok' : `${response.status} ${await response.text()}`
  } catch (error) {
    return String(error)
  }
}
