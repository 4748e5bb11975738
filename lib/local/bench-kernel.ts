// Times the kernel alone: allocate over 10 thousand, 100 thousand and 1 million claims.
import { createHash } from 'node:crypto'
import { allocate } from '@/lib/domain/allocation'
import type { Claim } from '@/lib/domain/claim'
import { tell } from './measurement'

const RUNS = 5

export const benchKernel = (): void => {
  for (const size of [10_000, 100_000, 1_000_000]) {
    const claims = population(size)
    const collected = claims.reduce((total, { base }) => total + base, 0n) / 36n
    const values: number[] = []
    let checksum = ''
    for (let run = 0; run < RUNS; run += 1) {
      const began = performance.now()
      const allocation = allocate(claims, { collected, rule: 'pro-rata', rounding: 'floor' })
      values.push(performance.now() - began)
      if (allocation.kind === 'allocation') checksum = digestOf(allocation.levies)
    }
    tell({ name: 'allocate pro-rata floor', size, unit: 'ms', values, checksum })
  }
}

/** The same every time: a linear congruence over 40 bits. */
const population = (size: number): Claim[] => {
  let state = 7n
  return Array.from({ length: size }, (_, index) => {
    state =
      (state * 6_364_136_223_846_793_005n + 1_442_695_040_888_963_407n) & 0xffff_ffff_ffff_ffffn
    const base = state >> 24n
    return {
      account: `a${index}`,
      owner: null,
      class: 'eligible',
      base,
      equity: null,
      cap: null,
      weight: null,
      score: null,
    }
  })
}

const digestOf = (levies: readonly bigint[]): string =>
  createHash('sha256').update(levies.join(',')).digest('hex').slice(0, 16)
