// Times the levies of a million claims inside workerd, where a clock stands still while work is done.
import { compare, type Way } from './bench-comparison'
import type { PiecesRun } from './bench-pieces'
import type { TreesRun } from './bench-trees'
import { startLevyIsolate, type LevyIsolate } from './levy-isolate'
import { tell } from './measurement'

const CLAIMS = 1_000_000
const IN_PIECES = 10_000_000

export const benchIsolate = async (folder: string): Promise<void> => {
  const isolate = await startLevyIsolate(folder)
  try {
    for (const bits of [63, 33] as const) {
      const ways = ['plain', 'javascript', 'wasm'].map((path) => way(isolate, path, bits))
      await compare(ways, { size: CLAIMS, rounds: 9 })
    }
    const began = performance.now()
    const run = await isolate.ask<PiecesRun>(`/pieces?claims=${IN_PIECES}`)
    const values = [performance.now() - began]
    const name = 'workerd, pro-rata with caps in pieces, making the claims included'
    tell({ name, size: IN_PIECES, unit: 'ms', values, checksum: run.levied })
    await benchTrees(isolate)
  } finally {
    await isolate.stop()
  }
}

/** The first request makes the code warm. */
const benchTrees = async (isolate: LevyIsolate): Promise<void> => {
  const values: number[] = []
  let checksum = ''
  for (let round = 0; round < 4; round += 1) {
    const began = performance.now()
    checksum = (await isolate.ask<TreesRun>(`/trees?claims=${IN_TREES}`)).roots
    if (round > 0) values.push(performance.now() - began)
  }
  const name = 'workerd, both trees, making the claims included'
  tell({ name, size: IN_TREES, unit: 'ms', values, checksum })
}

const IN_TREES = 100_000

/** A request of several rounds less a request of one: what is left is rounds alone. */
const ROUNDS_MORE = 12

const way = (isolate: LevyIsolate, path: string, bits: 33 | 63): Way => {
  const ask = (rounds: number) =>
    isolate.ask<{ checksum: string }>(`/${path}?claims=${CLAIMS}&bits=${bits}&rounds=${rounds}`)
  const lasting = async (rounds: number) => {
    const began = performance.now()
    await ask(rounds)
    return performance.now() - began
  }
  return {
    name: `workerd, levies of ${bits} bits: ${path}`,
    measure: async () => {
      const once = await lasting(1)
      return ((await lasting(1 + ROUNDS_MORE)) - once) / ROUNDS_MORE
    },
    checksum: async () => (await ask(1)).checksum,
  }
}
