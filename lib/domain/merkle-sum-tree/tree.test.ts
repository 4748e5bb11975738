// Both published populations, built again to the byte.
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js'
import { describe, expect, it } from 'vitest'
import { claimsContextDigest, sharesContextDigest } from './context'
import { leviesOfVector, VECTORS } from './vector.example'
import { unpackNode } from './node'
import { buildClaimsTree, buildSharesTree, proveAccount, type SumTree } from './tree'

describe.each(VECTORS)('the population of $name', ({ vector }) => {
  const { claimsContext, sharesContext } = vector.report
  const claimsTree = buildClaimsTree({
    master: hexToBytes(vector.master),
    context: claimsContext,
    claims: vector.claims,
  })
  const sharesTree = buildSharesTree({
    claimsTree,
    context: sharesContext,
    levies: leviesOfVector(vector),
  })

  it('has the published context digests', () => {
    expect(bytesToHex(claimsContextDigest(claimsContext))).toBe(vector.ctxC)
    expect(bytesToHex(sharesContextDigest(sharesContext))).toBe(vector.ctxS)
  })

  it('has the published first leaves', () => {
    expect(firstLeaves(claimsTree)).toEqual(vector.claimsLeaves)
    expect(firstLeaves(sharesTree)).toEqual(vector.sharesLeaves)
  })

  it('has the published roots', () => {
    expect(bytesToHex(claimsTree.root)).toBe(vector.report.claimsRoot)
    expect(bytesToHex(sharesTree.root)).toBe(vector.report.sharesRoot)
  })

  it('proves every published account with the published parts', () => {
    for (const [account, statement] of Object.entries(vector.statements)) {
      expect(proveAccount({ claimsTree, sharesTree, account })).toEqual(statement.chunks)
    }
  })
})

const firstLeaves = ({ levels }: SumTree): string[] =>
  (levels[0] ?? []).slice(0, 8).map((leaf) => bytesToHex(unpackNode(leaf).hash))
