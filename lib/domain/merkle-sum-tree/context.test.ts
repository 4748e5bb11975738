// What contexts, names and digests are made of, and in which order.
import { describe, expect, it } from 'vitest'
import { VECTORS } from './vector.example'
import { groupName, inputsDigest, makeClaimsContext, makeSharesContext } from './context'
import { depthOf } from './format'

describe('a group', () => {
  it('has the published name, whatever the order of its members', () => {
    const salt = '07'.repeat(32)
    const name = 'g:f02cadbcd7e3344dffe551f2b3b535d0a915cce653f0cd4bc7711dda17e713d2'
    expect(groupName({ salt, ids: ['B-0001', 'B-0002'] })).toBe(name)
    expect(groupName({ salt, ids: ['B-0002', 'B-0001'] })).toBe(name)
  })

  it('is named by where ids end, not by their text alone', () => {
    const salt = '07'.repeat(32)
    expect(groupName({ salt, ids: ['ab', 'c'] })).not.toBe(groupName({ salt, ids: ['a', 'bc'] }))
  })
})

describe.each(VECTORS)('the contexts of $name', ({ vector }) => {
  const { claimsContext, sharesContext } = vector.report

  it('are made from what is known of snapshot and run', () => {
    const { snapshotId, asset, numeraire, cutoff, env, logOrigin } = claimsContext
    const made = makeClaimsContext({
      ...{ env, logOrigin, snapshotId, asset, numeraire, cutoff },
      ...{ scale: Number(claimsContext.scale), accounts: Number(claimsContext.accounts) },
    })
    expect(made).toEqual(claimsContext)
    const { claimsRoot, clawbackId, policyDigest, schedule, revision, collected } = sharesContext
    const shares = makeSharesContext({
      ...{ claimsContext, claimsRoot, clawbackId, policyDigest, schedule },
      ...{ revision: Number(revision), collected: BigInt(collected) },
    })
    expect(shares).toEqual(sharesContext)
  })
})

describe('the size of a tree', () => {
  it.each([
    [0, 7],
    [64, 7],
    [65, 8],
    [128, 8],
    [129, 9],
    [1_000_000, 21],
  ])('of %i claims is depth %i', (accounts, depth) => {
    expect(depthOf(accounts)).toBe(depth)
  })
})

describe('the digest of inputs', () => {
  it('changes with every line', () => {
    const line = { account: 'a', base: '1' }
    const digests = [[], [line], [line, line], [{ ...line, cap: '1' }], [{ ...line, base: '2' }]]
    expect(new Set(digests.map(inputsDigest)).size).toBe(digests.length)
  })
})
