// The log's tree: RFC 6962 vectors, agreement with the definition, every mutated proof refused.
import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Fault } from './assert'
import { decodeBase64 } from './base64'
import {
  appendLeaf,
  consistencyNodes,
  EMPTY_ROOT,
  foldProof,
  foldRoot,
  inclusionNodes,
  leafHash,
  newNodes,
  nodeHash,
  rootNodes,
  verifyConsistency,
  verifyInclusion,
  type HashOf,
} from './log-tree'
import consistency from './log-vectors/consistency.json'
import hasher from './log-vectors/hasher.json'
import inclusion from './log-vectors/inclusion.json'
import roots from './log-vectors/roots.json'

// RFC 6962 §2.1 as it is written, recursively over slices; shares nothing but the two hashes.
const split = (count: number): number => {
  let power = 1
  while (power < count) power *= 2
  return power / 2
}
const naiveRoot = (leaves: readonly Uint8Array[]): Uint8Array => {
  if (leaves.length < 2) return leaves[0] ?? EMPTY_ROOT
  const middle = split(leaves.length)
  return nodeHash(naiveRoot(leaves.slice(0, middle)), naiveRoot(leaves.slice(middle)))
}
const naivePath = (index: number, leaves: readonly Uint8Array[]): Uint8Array[] => {
  if (leaves.length < 2) return []
  const middle = split(leaves.length)
  const [left, right] = [leaves.slice(0, middle), leaves.slice(middle)]
  return index < middle
    ? [...naivePath(index, left), naiveRoot(right)]
    : [...naivePath(index - middle, right), naiveRoot(left)]
}
const naiveProof = (
  from: number,
  leaves: readonly Uint8Array[],
  isWhole: boolean,
): Uint8Array[] => {
  if (from === leaves.length) return isWhole ? [] : [naiveRoot(leaves)]
  const middle = split(leaves.length)
  const [left, right] = [leaves.slice(0, middle), leaves.slice(middle)]
  return from <= middle
    ? [...naiveProof(from, left, isWhole), naiveRoot(right)]
    : [...naiveProof(from - middle, right, false), naiveRoot(left)]
}

/** A store that appends one entry after the other and is asked only for what the kernel names. */
const grow = (count: number): { leaves: Uint8Array[]; hashOf: HashOf } => {
  const store = new Map<string, Uint8Array>()
  const hashOf: HashOf = ({ level, index }) => store.get(`${level}/${index}`)!
  const leaves = Array.from({ length: count }, (_, at) => leafHash(utf8ToBytes(`entry ${at}`)))
  leaves.forEach((leaf, size) => {
    const known = new Set(rootNodes(size).map(({ level, index }) => `${level}/${index}`))
    const added = appendLeaf({ size, leaf }, (node) => {
      expect(known.has(`${node.level}/${node.index}`)).toBe(true)
      return hashOf(node)
    })
    for (const { level, index, hash } of added) store.set(`${level}/${index}`, hash)
  })
  return { leaves, hashOf }
}

const bytes = (base64: string | null): Uint8Array => decodeBase64(base64 ?? '')!

describe('the RFC 6962 vectors', () => {
  it('agree on leaf, node and empty root', () => {
    expect(bytesToHex(EMPTY_ROOT)).toBe(hasher.emptyRoot)
    expect(bytesToHex(leafHash(new Uint8Array(0)))).toBe(hasher.emptyLeaf)
    expect(bytesToHex(leafHash(utf8ToBytes(hasher.leaf.ascii)))).toBe(hasher.leaf.hash)
    const node = nodeHash(utf8ToBytes(hasher.node.leftAscii), utf8ToBytes(hasher.node.rightAscii))
    expect(bytesToHex(node)).toBe(hasher.node.hash)
  })

  it.each(roots.rootBySize.map((root, size) => [size, root] as const))(
    'root of %i entries',
    (size, root) => {
      const leaves = roots.leafInputsHex.map((entry) => leafHash(hexToBytes(entry)))
      const hashOf: HashOf = ({ level, index }) =>
        naiveRoot(leaves.slice(index * 2 ** level, (index + 1) * 2 ** level))
      expect(bytesToHex(foldRoot(size, hashOf))).toBe(root)
    },
  )

  it.each(inclusion.cases)('inclusion $file', (vector) => {
    const accepted = verifyInclusion({
      index: vector.leafIdx,
      size: vector.treeSize,
      leaf: bytes(vector.leafHash),
      proof: (vector.proof ?? []).map(bytes),
      root: bytes(vector.root),
    })
    expect(accepted).toBe(!vector.wantErr)
  })

  it.each(consistency.cases)('consistency $file', (vector) => {
    const accepted = verifyConsistency({
      from: vector.size1,
      to: vector.size2,
      fromRoot: bytes(vector.root1),
      toRoot: bytes(vector.root2),
      proof: (vector.proof ?? []).map(bytes),
    })
    expect(accepted).toBe(!vector.wantErr)
  })

  it('are all there: 98 of each, 6 of them valid', () => {
    for (const { cases } of [inclusion, consistency]) {
      expect(cases).toHaveLength(98)
      expect(cases.filter(({ wantErr }) => !wantErr)).toHaveLength(6)
    }
  })
})

describe('a growing log', () => {
  const most = 300
  const { leaves, hashOf } = grow(most)
  const rootOf = (size: number) => foldRoot(size, hashOf)

  it('has the root of the definition at every size', () => {
    for (let size = 0; size <= most; size += 1) {
      expect(rootOf(size)).toEqual(naiveRoot(leaves.slice(0, size)))
    }
  })

  it('proves every entry at every size up to 40, and at 255 … 258, as the definition does', () => {
    for (let size = 1; size <= most; size += size < 40 || (size > 254 && size < 259) ? 1 : 37) {
      const root = rootOf(size)
      for (let index = 0; index < size; index += size < 40 ? 1 : 17) {
        const proof = foldProof(inclusionNodes({ index, size }), hashOf)
        expect(proof).toEqual(naivePath(index, leaves.slice(0, size)))
        expect(verifyInclusion({ index, size, leaf: leaves[index]!, proof, root })).toBe(true)
      }
    }
  })

  it('proves that every smaller log is its beginning, as the definition does', () => {
    for (let to = 1; to <= most; to += to < 40 || (to > 254 && to < 259) ? 1 : 37) {
      for (let from = 1; from <= to; from += to < 40 ? 1 : 17) {
        const proof = foldProof(consistencyNodes({ from, to }), hashOf)
        expect(proof).toEqual(naiveProof(from, leaves.slice(0, to), true))
        const [fromRoot, toRoot] = [rootOf(from), rootOf(to)]
        expect(verifyConsistency({ from, to, fromRoot, toRoot, proof })).toBe(true)
      }
    }
  })

  const mutated = (hash: Uint8Array, bit: number): Uint8Array =>
    hash.map((byte, at) => (at === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte))
  const bit = fc.nat({ max: 255 })

  it('refuses a mutated inclusion proof', () => {
    const place = fc
      .integer({ min: 2, max: most })
      .chain((size) => fc.record({ size: fc.constant(size), index: fc.nat({ max: size - 1 }) }))
    fc.assert(
      fc.property(place, bit, fc.nat(), ({ size, index }, flipped, pick) => {
        const proof = foldProof(inclusionNodes({ index, size }), hashOf)
        const valid = { index, size, leaf: leaves[index]!, proof, root: rootOf(size) }
        const at = pick % proof.length
        const wrong = [
          { proof: proof.map((hash, place) => (place === at ? mutated(hash, flipped) : hash)) },
          { proof: proof.filter((_, place) => place !== at) },
          { proof: [...proof, valid.root] },
          { proof: proof.map((hash) => hash.slice(0, 31)) },
          { leaf: mutated(valid.leaf, flipped) },
          { root: mutated(valid.root, flipped) },
          { index: (index + 1 + (pick % (size - 1))) % size },
          { index: size },
          { index: -1 },
          { index: index + 0.5 },
          { size: 0 },
          { size: Number.NaN },
          { size: 2 ** 53 },
        ]
        for (const change of wrong) expect(verifyInclusion({ ...valid, ...change })).toBe(false)
      }),
      { numRuns: 100 },
    )
  })

  it('refuses a mutated consistency proof', () => {
    const sizes = fc
      .integer({ min: 2, max: most })
      .chain((to) => fc.record({ to: fc.constant(to), from: fc.integer({ min: 1, max: to - 1 }) }))
    fc.assert(
      fc.property(sizes, bit, fc.nat(), ({ from, to }, flipped, pick) => {
        const proof = foldProof(consistencyNodes({ from, to }), hashOf)
        const valid = { from, to, fromRoot: rootOf(from), toRoot: rootOf(to), proof }
        const at = pick % proof.length
        const wrong = [
          { proof: proof.map((hash, place) => (place === at ? mutated(hash, flipped) : hash)) },
          { proof: proof.filter((_, place) => place !== at) },
          { proof: [...proof, valid.toRoot] },
          { proof: [] },
          { fromRoot: mutated(valid.fromRoot, flipped) },
          { toRoot: mutated(valid.toRoot, flipped) },
          { from: 0 },
          { from: to },
          { from: to + 1 },
          { from: -1 },
          { to: from },
        ]
        for (const change of wrong) expect(verifyConsistency({ ...valid, ...change })).toBe(false)
      }),
      { numRuns: 100 },
    )
  })

  it('needs few stored hashes and every one complete, in logs of any size', () => {
    const large = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER - 1 })
    fc.assert(
      fc.property(large, large, (a, b) => {
        const [from, to] = [Math.min(a, b), Math.max(a, b)]
        const lists = [
          rootNodes(to),
          inclusionNodes({ index: from - 1, size: to }).flat(),
          consistencyNodes({ from, to }).flat(),
        ]
        for (const nodes of lists) {
          expect(nodes.length).toBeLessThan(120)
          for (const { level, index } of nodes) {
            expect((BigInt(index) + 1n) << BigInt(level)).toBeLessThanOrEqual(BigInt(to))
          }
        }
        expect(rootNodes(to).reduce((sum, { level }) => sum + 2 ** level, 0)).toBe(to)
      }),
    )
  })

  it('names what an entry completes', () => {
    expect(newNodes(0)).toEqual([{ level: 0, index: 0 }])
    expect(newNodes(7)).toEqual([
      { level: 0, index: 7 },
      { level: 1, index: 3 },
      { level: 2, index: 1 },
      { level: 3, index: 0 },
    ])
    expect(newNodes(8)).toEqual([{ level: 0, index: 8 }])
  })

  it('does not prove what cannot be: entries outside, logs that shrink, empty ones', () => {
    expect(() => inclusionNodes({ index: 3, size: 3 })).toThrow(Fault)
    expect(() => consistencyNodes({ from: 4, to: 3 })).toThrow(Fault)
    expect(() => consistencyNodes({ from: 0, to: 3 })).toThrow(Fault)
    expect(() => rootNodes(-1)).toThrow(Fault)
  })
})
