// Times the kernel alone: whole populations as objects, levies of columns, and populations in pieces.
import { join } from 'node:path'
import { allocate } from '@/lib/domain/allocation'
import { leviesBy } from '@/lib/domain/allocation-levy'
import { solve } from '@/lib/domain/allocation-solve'
import { plainTerms } from '@/lib/domain/allocation-terms'
import type { Claim } from '@/lib/domain/claim'
import { compare, timed } from './bench-comparison'
import { benchIsolate } from './bench-isolate'
import { benchLevies, benchStatement } from './bench-levies'
import type { PiecesRun } from './bench-pieces'
import { checksumOf, fillBases } from './bench-population'
import { benchTree } from './bench-tree'
import { runChild } from './children'
import { tell } from './measurement'
import { madeFolder } from './place'
import { anyFreePorts } from './port'
import { startPostgres } from './postgres'
import { makeSecrets } from './state'

export const benchKernel = async (folder: string): Promise<void> => {
  await benchLevies()
  await benchPostgres(madeFolder(join(folder, 'kernel')))
  await benchIsolate(folder)
  await benchPieces()
  await benchAllocate()
  await benchTree()
}

const benchPostgres = async (folder: string): Promise<void> => {
  const [port = 0] = await anyFreePorts(1)
  const { owner } = makeSecrets()
  const postgres = await startPostgres({ folder, port, ownerPassword: owner, durable: true })
  try {
    await benchStatement(postgres.urlFor('ballast_owner', owner))
  } finally {
    await postgres.stop()
  }
}

/** With no more heap than leaves room in an isolate of 128 MB for what is not heap. */
const CHILD = [
  ...['--max-old-space-size=64', '--max-semi-space-size=2'],
  ...['--import', 'tsx', 'lib/local/bench-pieces-child.ts'],
]

const benchPieces = async (): Promise<void> => {
  for (const rule of ['pro-rata', 'equal-levy', 'level-down', 'talmud'] as const) {
    for (const size of [100_000, 1_000_000, 10_000_000]) {
      const output = await runChild({
        name: 'bench-pieces-child',
        args: [...CHILD, rule, String(size)],
      })
      const run = JSON.parse(output) as PiecesRun & { heapBytes: number; residentBytes: number }
      const about = { size, checksum: run.levied }
      const subject = `${rule} in pieces`
      const passes = `${run.passes} passes and a sum`
      tell({ ...about, name: `${subject}: solve, ${passes}`, unit: 'ms', values: [run.solving] })
      tell({ ...about, name: `${subject}: levy`, unit: 'ms', values: [run.levying] })
      tell({ ...about, name: `${subject}: peak heap`, unit: 'bytes', values: [run.heapBytes] })
      const resident = { unit: 'bytes', values: [run.residentBytes] } as const
      tell({ ...about, name: `${subject}: peak resident`, ...resident })
    }
  }
}

/** Claims as objects from first to last, beside the version to read, which sorts and makes fractions. */
const benchAllocate = async (): Promise<void> => {
  for (const size of [10_000, 100_000, 1_000_000]) {
    const claims = population(size)
    const collected = claims.reduce((total, { base }) => total + base, 0n) / 36n + 1n
    const terms = { ...plainTerms('pro-rata'), collected }
    const way = (name: string, levy: () => readonly bigint[]) => {
      let levies = new BigUint64Array(0)
      const measure = timed(() => {
        levies = BigUint64Array.from(levy())
      })
      return { name, measure, checksum: () => checksumOf(levies) }
    }
    const read = way('solve and levy, reading copy', () =>
      claims.map(leviesBy(solve(claims, terms))),
    )
    const whole = way('allocate', () => {
      const allocation = allocate(claims, terms)
      return allocation.kind === 'allocation' ? allocation.levies : []
    })
    await compare([read, whole], { size, rounds: 3 })
  }
}

const population = (size: number): Claim[] => {
  const bases = new BigUint64Array(size)
  fillBases(bases, { bits: 63 })
  return Array.from(bases, (base, index) => ({
    account: `a${index}`,
    owner: null,
    class: 'eligible',
    base,
    equity: null,
    cap: null,
    weight: null,
    score: null,
  }))
}
