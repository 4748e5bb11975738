// The order in which measurements are made; nothing here judges a figure.
import { join } from 'node:path'
import { benchKernel } from './bench-kernel'
import { benchProofs } from './bench-proofs'
import { benchRoutes } from './bench-routes'
import { benchScenario } from './bench-scenario'
import { benchSignoffs } from './bench-signoffs'
import { benchVerbs } from './bench-verbs'
import { ensureBuild } from './build'
import { stopChildren } from './children'
import { openRunFolder } from './run-folder'
import { startStack } from './stack'
import { makeState } from './state'

/** One part alone, or all of them. */
export type BenchPart = 'kernel' | 'proofs' | 'signoffs' | 'all'

export const runBench = async (part: BenchPart): Promise<void> => {
  const run = await openRunFolder()
  try {
    if (part === 'kernel' || part === 'all') {
      await benchKernel(run.folder)
      benchScenario()
    }
    if (part === 'kernel') return
    if (part !== 'proofs') await benchSignoffs(run.folder)
    await ensureBuild({ standalone: true })
    const stack = await startStack({
      ...(await makeState(run.folder)),
      folder: run.folder,
      runtime: 'node',
      durable: true,
      build: () => Promise.resolve(),
    })
    if (part !== 'proofs') {
      await benchVerbs(stack, join(run.folder, 'server.log'))
      await benchRoutes(stack)
    }
    if (part !== 'signoffs') await benchProofs(stack)
    await stack.stop()
  } finally {
    await stopChildren()
    run.remove()
  }
}
