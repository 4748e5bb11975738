// Public cells: merged until each holds enough accounts, without a gap and without losing anybody.
import { describe, expect, it } from 'vitest'
import type { Tier } from './allocation-distribution'
import { publicCells } from './report-cells'

describe('publicCells', () => {
  const tiers = (counts: readonly number[]): Tier[] =>
    counts.map((accounts, index) => ({
      from: BigInt(index),
      to: index === counts.length - 1 ? null : BigInt(index + 1),
      accounts,
      base: BigInt(accounts),
      levy: 0n,
    }))

  it.each([
    [
      [12, 30, 10],
      [12, 30, 10],
    ],
    [
      [3, 30, 10],
      [33, 10],
    ],
    [
      [12, 30, 4],
      [12, 34],
    ],
    [[12, 0, 4], [16]],
    [[4, 0, 12], [16]],
    [
      [12, 0, 12],
      [12, 0, 12],
    ],
    [[5, 4, 3, 9], [21]],
    [[5, 4], []],
    [[0, 0], []],
  ])('turns cells of %j accounts into %j', (counts, merged) => {
    const cells = publicCells(tiers(counts))
    expect(cells.map(({ accounts }) => accounts)).toEqual(merged)
  })

  it('leave no gap and lose nobody', () => {
    const cells = publicCells(tiers([1, 2, 30, 0, 4, 0, 11, 2]))
    expect(cells.map(({ from, to }) => [from, to])).toEqual([
      [0n, 3n],
      [3n, 4n],
      [4n, null],
    ])
    expect(cells.map(({ base }) => base)).toEqual([33n, 0n, 17n])
  })
})
