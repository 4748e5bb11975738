// Proofs measured: trees of large runs in the database, statements, their export and verification, the log.
import { benchExport } from './bench-proofs-export'
import { signCheckpoint } from './bench-proofs-log'
import type { ProofsRun } from './bench-proofs-run'
import { benchStatementParts, benchStatements } from './bench-proofs-statements'
import { benchVerification } from './bench-proofs-verification'
import { runChild } from './children'
import { tell } from './measurement'
import type { Stack } from './stack'

const SIZES = [10_000, 20_000, 100_000, 1_000_000]
const EXPORTED = 20_000

export const benchProofs = async (stack: Stack): Promise<void> => {
  for (const size of SIZES) {
    const run = { ...(await madeRun(stack, size)), size }
    await signCheckpoint(stack)
    if (size === EXPORTED) await benchExport(stack, run)
    if (size !== SIZES.at(-1)) continue
    await benchStatementParts(stack, run)
    await benchVerification(stack.env, { text: await benchStatements(stack, run), size })
  }
  process.stdout.write(await inChild(stack, 'log', stack.origin))
}

// The driver needs flags that this process may not have been started with.
const inChild = ({ env }: Stack, task: string, value: string): Promise<string> => {
  const args = ['--import', 'tsx', 'lib/local/bench-proofs-child.ts', task, value]
  return runChild({ name: 'bench-proofs-child', args, env })
}

const madeRun = async (stack: Stack, size: number): Promise<ProofsRun> => {
  const output = await inChild(stack, 'run', String(size))
  const run = JSON.parse(output) as ProofsRun & { heapBytes: number; residentBytes: number }
  const { place, step, freeze, levies, shares } = run.times
  // Salts are drawn anew for each tree, so that roots prove the work of one run only.
  const about = { size, unit: 'ms', checksum: run.roots.claims.slice(0, 16) } as const
  const whole = step.reduce((sum, one) => sum + one, place)
  tell({ ...about, name: 'claims tree in the database, from claims to root', values: [whole] })
  tell({ ...about, name: 'claims tree: placing its leaves', values: [place] })
  tell({ ...about, name: 'claims tree: a step of 64 pieces', values: step })
  tell({ ...about, name: 'snapshot frozen and logged', values: [freeze] })
  tell({ ...about, name: 'levies as rows, by SQL', values: [levies] })
  const checksum = run.roots.shares.slice(0, 16)
  tell({ ...about, name: 'shares tree in the database', values: [shares], checksum })
  const bytes = { ...about, unit: 'bytes' } as const
  tell({ ...bytes, name: 'both trees: peak heap seen', values: [run.heapBytes] })
  tell({ ...bytes, name: 'both trees: peak resident memory', values: [run.residentBytes] })
  return run
}
