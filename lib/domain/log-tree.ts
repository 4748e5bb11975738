// The log's Merkle tree (RFC 6962): which stored hashes a root or a proof is made of, and checking proofs.
import { sha256 } from '@noble/hashes/sha2.js'
import { concatBytes } from '@noble/hashes/utils.js'
import { assert } from './assert'

/**
 * A complete subtree: the entries from index · 2^level up to, not including, (index + 1) · 2^level.
 * Once its last entry is there its hash never changes, so every such hash is stored once.
 */
export type NodeAddress = { level: number; index: number }
export type StoredNode = NodeAddress & { hash: Uint8Array }
/** The stored hash of a complete subtree; a Fault of the caller's where it is missing. */
export type HashOf = (node: NodeAddress) => Uint8Array

const HASH_BYTES = 32

/** Root of a log without entries: SHA-256 of nothing. */
export const EMPTY_ROOT: Uint8Array = sha256(new Uint8Array(0))

/** Hash of an entry, SHA-256(00 ‖ entry). Source: RFC 6962 §2.1. */
export const leafHash = (entry: Uint8Array): Uint8Array =>
  sha256(concatBytes(Uint8Array.of(0), entry))

/** Hash of two subtrees' parent, SHA-256(01 ‖ left ‖ right); both are 32 bytes. Source: RFC 6962 §2.1. */
export const nodeHash = (left: Uint8Array, right: Uint8Array): Uint8Array =>
  sha256(concatBytes(Uint8Array.of(1), left, right))

/** The complete subtrees that a log of `size` entries consists of, left to right; at most 53. */
export const rootNodes = (size: number): NodeAddress[] => {
  assertCount(size)
  return rangeNodes({ start: 0, end: size })
}

/** Root of a log of `size` entries from the hashes of `rootNodes(size)`. */
export const foldRoot = (size: number, hashOf: HashOf): Uint8Array =>
  size === 0 ? EMPTY_ROOT : foldRange(rootNodes(size), hashOf)

/** The subtrees that become complete when entry number `size` (from 0) is appended, level 0 first. */
export const newNodes = (size: number): NodeAddress[] => {
  assertCount(size + 1)
  const nodes: NodeAddress[] = []
  for (let [level, count] = [0, size + 1]; ; level += 1, count /= 2) {
    nodes.push({ level, index: count - 1 })
    if (count % 2 === 1) return nodes
  }
}

/**
 * What appending one entry stores: the hashes of `newNodes(size)`. `leaf` is the entry's leaf hash;
 * `hashOf` is asked only for nodes of `rootNodes(size)`, and every root of size + 1 is made of
 * those and of what is returned here.
 */
export const appendLeaf = (
  { size, leaf }: { size: number; leaf: Uint8Array },
  hashOf: HashOf,
): StoredNode[] => {
  const stored: StoredNode[] = []
  let hash = leaf
  for (const { level, index } of newNodes(size)) {
    if (level > 0) hash = nodeHash(hashOf({ level: level - 1, index: 2 * index }), hash)
    stored.push({ level, index, hash })
  }
  return stored
}

/**
 * One list of nodes for each hash of the inclusion proof of entry `index` in a log of `size`
 * entries, from the leaf's sibling to the root's child. Source: RFC 6962 §2.1.1.
 */
export const inclusionNodes = (place: { index: number; size: number }): NodeAddress[][] => {
  assert(isPlace(place), `expected an entry of the log, got ${place.index} of ${place.size}`)
  return descend(place.size, ({ start, end }) => end - start === 1, place.index).steps.map(
    ({ sibling }) => rangeNodes(sibling),
  )
}

/**
 * One list of nodes for each hash of the consistency proof between the logs of `from` and `to`
 * entries, 0 < from ≤ to; none when they are equal. Source: RFC 6962 §2.1.2.
 */
export const consistencyNodes = (sizes: { from: number; to: number }): NodeAddress[][] => {
  assert(isGrowth(sizes), `expected 0 < from ≤ to, got ${sizes.from} and ${sizes.to}`)
  const { range, steps } = descendToEnd(sizes)
  const siblings = steps.map(({ sibling }) => sibling)
  return (range.start === 0 ? siblings : [range, ...siblings]).map(rangeNodes)
}

/** The hashes of a proof from the stored hashes of its nodes. */
export const foldProof = (
  nodes: readonly (readonly NodeAddress[])[],
  hashOf: HashOf,
): Uint8Array[] => nodes.map((range) => foldRange(range, hashOf))

/**
 * Whether `proof` shows that the entry with leaf hash `leaf` stands at `index` of the log with
 * `size` entries and this root. False for anything malformed. Source: RFC 6962 §2.1.1.
 */
export const verifyInclusion = (claim: {
  index: number
  size: number
  leaf: Uint8Array
  proof: readonly Uint8Array[]
  root: Uint8Array
}): boolean => {
  const { index, size, leaf, proof, root } = claim
  if (!isPlace({ index, size }) || ![leaf, root, ...proof].every(isHash)) return false
  const { steps } = descend(size, ({ start, end }) => end - start === 1, index)
  if (steps.length !== proof.length) return false
  const hash = steps.reduce((below, step, at) => parentHash(step, below, proof[at]), leaf)
  return isSameHash(hash, root)
}

/**
 * Whether `proof` shows that the log of `from` entries with `fromRoot` is the beginning of the log
 * of `to` entries with `toRoot`. False for an empty old log, which is the beginning of every log
 * and needs no proof, and for anything malformed. Logs of one size are compared by their roots
 * alone, whatever these are. Source: RFC 6962 §2.1.2.
 */
export const verifyConsistency = (claim: {
  from: number
  to: number
  fromRoot: Uint8Array
  toRoot: Uint8Array
  proof: readonly Uint8Array[]
}): boolean => {
  const { from, to, fromRoot, toRoot, proof } = claim
  if (!isGrowth({ from, to }) || !proof.every(isHash)) return false
  const { range, steps } = descendToEnd({ from, to })
  // A part that begins the log is the whole old log, whose root is known and stands in no proof.
  const [first, ...siblings] = range.start === 0 ? [fromRoot, ...proof] : proof
  if (first === undefined || siblings.length !== steps.length) return false
  let [old, grown] = [first, first]
  for (const [at, step] of steps.entries()) {
    if (!step.isRight) old = parentHash(step, old, siblings[at])
    grown = parentHash(step, grown, siblings[at])
  }
  return isSameHash(old, fromRoot) && isSameHash(grown, toRoot)
}

/** Whether two hashes are the same bytes. */
export const isSameHash = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, at) => byte === b[at])

type Range = { start: number; end: number }
/** From a subtree to its parent: the other child, and whether that is the right one. */
type Step = { sibling: Range; isRight: boolean }
type Descent = { range: Range; steps: Step[] }

/** From the whole log down to the part that holds entry `index` and is `isFound`; steps lead back up. */
const descend = (size: number, isFound: (range: Range) => boolean, index: number): Descent => {
  let range = { start: 0, end: size }
  const steps: Step[] = []
  while (!isFound(range)) {
    const middle = range.start + largestPowerBelow(range.end - range.start)
    const [left, right] = [
      { start: range.start, end: middle },
      { start: middle, end: range.end },
    ]
    const isRight = index < middle
    steps.unshift({ sibling: isRight ? right : left, isRight })
    range = isRight ? left : right
  }
  return { range, steps }
}

const descendToEnd = ({ from, to }: { from: number; to: number }): Descent =>
  descend(to, ({ end }) => end === from, from - 1)

/** The largest power of two below n, for n > 1. */
const largestPowerBelow = (n: number): number => {
  let power = 1
  while (power * 2 < n) power *= 2
  return power
}

/** Complete subtrees of a range, largest first; RFC 6962's ranges start at a multiple of the largest. */
const rangeNodes = ({ start, end }: Range): NodeAddress[] => {
  const nodes: NodeAddress[] = []
  for (let at = start; at < end;) {
    let [level, width] = [0, 1]
    for (; width * 2 <= end - at; level += 1) width *= 2
    nodes.push({ level, index: at / width })
    at += width
  }
  return nodes
}

const foldRange = (nodes: readonly NodeAddress[], hashOf: HashOf): Uint8Array => {
  const hashes = nodes.map(hashOf)
  const last = hashes.pop()
  assert(last !== undefined, 'expected at least one node')
  return hashes.reduceRight((right, left) => nodeHash(left, right), last)
}

const parentHash = (step: Step, below: Uint8Array, sibling = below): Uint8Array =>
  step.isRight ? nodeHash(below, sibling) : nodeHash(sibling, below)

const isCount = (count: number): boolean => Number.isSafeInteger(count) && count >= 0

const isPlace = ({ index, size }: { index: number; size: number }): boolean =>
  isCount(index) && isCount(size) && index < size

const isGrowth = ({ from, to }: { from: number; to: number }): boolean =>
  isCount(from) && isCount(to) && from > 0 && from <= to

const assertCount = (count: number): void => {
  assert(isCount(count), `expected a count of entries, got ${count}`)
}

const isHash = (hash: Uint8Array): boolean => hash.length === HASH_BYTES
