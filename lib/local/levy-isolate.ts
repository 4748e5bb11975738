// Runs the levy worker of e2e/edge in workerd and asks it, for the test and for the measurements.
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { startChild, stopChild } from './children'
import { edgeTool, installEdgeTools } from './edge'
import { root } from './place'
import { anyFreePorts } from './port'

export type LevyIsolate = {
  ask: <Answer>(path: string) => Promise<Answer>
  stop: () => Promise<void>
}

export const startLevyIsolate = async (folder: string): Promise<LevyIsolate> => {
  await installEdgeTools()
  const [port = 0, inspector = 0] = await anyFreePorts(2)
  const log = join(folder, 'levy-isolate.log')
  const child = startChild({
    name: 'workerd',
    output: { file: log },
    ...edgeTool('wrangler/bin/wrangler.js', [
      ...['dev', '--config', join(root, 'e2e', 'edge', 'levy-worker.jsonc')],
      ...['--ip', '127.0.0.1', '--port', String(port), '--inspector-port', String(inspector)],
      '--show-interactive-dev-session=false',
    ]),
  })
  const origin = `http://127.0.0.1:${port}`
  const stop = () => stopChild(child)
  if (!(await answers(origin, () => child.exitCode === null))) {
    await stop()
    throw new Error(`the levy worker does not answer, see ${log}`)
  }
  return {
    ask: async <Answer>(path: string) =>
      (await fetch(`${origin}${path}`)).json() as Promise<Answer>,
    stop,
  }
}

const answers = async (origin: string, isAlive: () => boolean): Promise<boolean> => {
  const deadline = Date.now() + 60_000
  while (isAlive() && Date.now() < deadline) {
    const response = await fetch(`${origin}/wasm?claims=1`).catch(() => null)
    if (response?.ok) return true
    await sleep(100)
  }
  return false
}
