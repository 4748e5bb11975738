// The order in which measurements are made; nothing here judges a figure.
import { benchKernel } from './bench-kernel'
import { benchRoutes } from './bench-routes'
import { benchScenario } from './bench-scenario'
import { benchVerbs } from './bench-verbs'
import { ensureBuild } from './build'
import { stopChildren } from './children'
import { anyFreePorts } from './port'
import { openRunFolder } from './run-folder'
import { startStack } from './stack'
import { makeSecrets } from './state'

export const runBench = async ({ isKernelOnly }: { isKernelOnly: boolean }): Promise<void> => {
  const run = await openRunFolder()
  try {
    await benchKernel(run.folder)
    benchScenario()
    if (isKernelOnly) return
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
