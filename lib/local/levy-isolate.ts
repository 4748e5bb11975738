// Runs the levy worker of e2e/edge in workerd and asks it, for the test and for the measurements.
import { startIsolate } from './isolate'

export type LevyIsolate = {
  ask: <Answer>(path: string) => Promise<Answer>
  stop: () => Promise<void>
}

export const startLevyIsolate = async (folder: string): Promise<LevyIsolate> => {
  const { origin, stop } = await startIsolate({
    folder,
    name: 'levy-isolate',
    configuration: 'e2e/edge/levy-worker.jsonc',
    ready: '/wasm?claims=1',
  })
  return {
    ask: async <Answer>(path: string) =>
      (await fetch(`${origin}${path}`)).json() as Promise<Answer>,
    stop,
  }
}
