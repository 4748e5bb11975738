// Tiers are named by whole currency units, open at the bottom and at the top.
import { expect, test } from 'vitest'
import { tierLabel } from './tier-label'

test.each([
  [0n, 1_000n, 'below 10'],
  [10_000n, 100_000n, '100 – 1,000'],
  [10_000_000n, 100_000_000n, '100,000 – 1 M'],
  [100_000_000n, null, '1 M and more'],
])('from %s to %s is named %s', (from, to, name) => {
  expect(tierLabel({ from, to }, { scale: 2 })).toBe(name)
})
