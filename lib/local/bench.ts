// The order in which measurements are made; nothing here judges a figure.
import { benchKernel } from './bench-kernel'
import { benchRoutes } from './bench-routes'
import { benchScenario } from './bench-scenario'
import { benchVerbs } from './bench-verbs'
import { ensureBuild } from './build'
import { stopChildren } from './children'
import { openRunFolder } from './run-folder'
import { startStack } from './stack'
import { makeState } from './state'

export const runBench = async ({ isKernelOnly }: { isKernelOnly: boolean }): Promise<void> => {
  const run = await openRunFolder()
  try {
    await benchKernel(run.folder)
    benchScenario()
    if (isKernelOnly) return
    await ensureBuild({ standalone: true })
    const stack = await startStack({
      ...(await makeState(run.folder)),
      folder: run.folder,
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
