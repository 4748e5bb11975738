// What a measurement is, and the order in which they are made; nothing here judges a figure.
import { benchKernel } from './bench-kernel'
import { benchRoutes } from './bench-routes'
import { benchVerbs } from './bench-verbs'
import { ensureBuild } from './build'
import { stopChildren } from './children'
import { anyFreePorts } from './port'
import { openRunFolder } from './run-folder'
import { startStack } from './stack'
import { makeSecrets } from './state'

export const runBench = async (): Promise<void> => {
  const run = await openRunFolder()
  try {
    benchKernel()
    await ensureBuild({ standalone: true })
    const [app = 0, identity = 0, endpoint = 0, postgres = 0] = await anyFreePorts(4)
    const stack = await startStack({
      folder: run.folder,
      ports: { app, identity, endpoint, postgres },
      secrets: makeSecrets(),
      runtime: 'node',
      durable: true,
      build: () => Promise.resolve(),
    })
    await benchVerbs(stack)
    await benchRoutes(stack)
    await stack.stop()
  } finally {
    await stopChildren()
    run.remove()
  }
}

export type Measurement = {
  name: string
  size: number
  unit: 'ms' | 'bytes'
  values: readonly number[]
  checksum: string
  roundTrips?: number
}

/** One line: the median to quote, the spread beside it, and what proves that the work was done. */
export const tell = ({ values, ...measurement }: Measurement): void => {
  const sorted = [...values].sort((a, b) => a - b)
  const at = (share: number) => round(sorted[Math.round((sorted.length - 1) * share)] ?? 0)
  const line = { ...measurement, runs: sorted.length, median: at(0.5), min: at(0), max: at(1) }
  process.stdout.write(`${JSON.stringify(line)}\n`)
}

const round = (value: number): number => Math.round(value * 100) / 100
