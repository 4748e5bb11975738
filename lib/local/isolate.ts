// Runs one of the Workers in workerd without a network, until it is told to stop.
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { startChild, stopChild } from './children'
import { edgeTool, installEdgeTools } from './edge'
import { root } from './place'
import { anyFreePorts } from './port'

export type IsolateOptions = {
  /** Where its output goes. */
  folder: string
  name: string
  /** Its wrangler file, from the root. */
  configuration: string
  /** A path that answers when it is ready, whatever the status below 500. */
  ready: string
  args?: readonly string[]
}
export type Isolate = { origin: string; stop: () => Promise<void> }

export const startIsolate = async (options: IsolateOptions): Promise<Isolate> => {
  await installEdgeTools()
  const [port = 0, inspector = 0] = await anyFreePorts(2)
  const log = join(options.folder, `${options.name}.log`)
  const child = startChild({
    name: options.name,
    output: { file: log },
    ...edgeTool('wrangler/bin/wrangler.js', [
      ...['dev', '--config', join(root, options.configuration)],
      ...['--ip', '127.0.0.1', '--port', String(port), '--inspector-port', String(inspector)],
      ...['--show-interactive-dev-session=false', ...(options.args ?? [])],
    ]),
  })
  const origin = `http://127.0.0.1:${port}`
  const stop = () => stopChild(child)
  if (!(await answers(`${origin}${options.ready}`, () => child.exitCode === null))) {
    await stop()
    throw new Error(`the ${options.name} does not answer, see ${log}`)
  }
  return { origin, stop }
}

const answers = async (address: string, isAlive: () => boolean): Promise<boolean> => {
  const deadline = Date.now() + 60_000
  while (isAlive() && Date.now() < deadline) {
    const response = await fetch(address).catch(() => null)
    if (response && response.status < 500) return true
    await sleep(100)
  }
  return false
}
