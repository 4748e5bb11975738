// Which leaf stands at which index: every leaf's secret position, sorted in bounded memory.
import { assert } from '../assert'
import { compareBytes } from './context'
import { depthOf } from './format'
import { bytesOf, deskOf, hashParts, layKey, ROWS, rowsFor, type Desk } from './pieces-desk'
import { hashAccountSecrets, hashFillerSecrets } from './pieces-secret'
import { textBytes } from './pieces-text'
import { fillerSecret, leafPosition, leafSalt } from './secret'
import type { HashBatch } from './sha256-batch'
import { openJavascriptBatch } from './sha256-batch-javascript'

type Population = {
  /** The snapshot's secret, 32 bytes. */
  master: Uint8Array
  /** Of accounts. */
  count: number
  engine?: HashBatch
}

/**
 * The leaf at every index of the tree. A leaf's number is 2 · ordinal + chunk for an account, the
 * ordinal being its place among `accounts` from 0, and 2 · count + n for the n-th filler.
 * Refuses (Fault) another number of accounts than `count`, and an id that comes twice.
 * Source: transparency.md §3.
 */
export const placeLeaves = (accounts: Iterable<string>, population: Population): Uint32Array => {
  const placement = startPlacement(population)
  let some: string[] = []
  for (const account of accounts) {
    some.push(account)
    if (some.length < ROWS) continue
    placement.add(some)
    some = []
  }
  placement.add(some)
  return placement.end()
}

/** A placement whose accounts come in parts; 48 bytes an account are kept. */
export type Placement = { add: (accounts: readonly string[]) => void; end: () => Uint32Array }

/** See `placeLeaves`. */
export const startPlacement = (population: Population): Placement => {
  const { master, count, engine = openJavascriptBatch() } = population
  const desk = deskOf(engine)
  layKey(desk, master)
  const secrets = new Uint8Array(32 * count)
  const keys = new Uint32Array(2 ** depthOf(count))
  let placed = 0
  const add = (accounts: readonly string[]): void => {
    assert(placed + accounts.length <= count, `expected ${count} accounts, got more`)
    for (const ids of inParts(accounts)) {
      readAccounts(desk, ids, { secrets, keys, from: placed })
      placed += ids.length
    }
  }
  const end = (): Uint32Array => {
    assert(placed === count, `expected ${count} accounts, got ${placed}`)
    readFillers(desk, { count, keys })
    return sorted(keys, (left, right) => compareWhole(left, right, { master, secrets, count }))
  }
  return { add, end }
}

const inParts = function* (accounts: readonly string[]) {
  const longest = accounts.reduce((bytes, id) => Math.max(bytes, textBytes(id)), 0)
  const rows = rowsFor(longest + TAG_BYTES)
  for (let from = 0; from < accounts.length; from += rows) yield accounts.slice(from, from + rows)
}

const TAG_BYTES = 15

type Read = { secrets: Uint8Array; keys: Uint32Array; from: number }

const readAccounts = (desk: Desk, ids: readonly string[], { secrets, keys, from }: Read): void => {
  const longest = ids.reduce((bytes, id) => Math.max(bytes, textBytes(id)), 0)
  hashAccountSecrets(desk, { ids, longest, into: desk.secrets })
  const { at } = desk.secrets
  secrets.set(desk.bytes.subarray(at, at + 32 * ids.length), 32 * from)
  hashPositions(desk, ids.length)
  for (let row = 0; row < ids.length; row += 1) {
    const digest = desk.digests.at + 32 * row
    keys[2 * (from + row)] = desk.view.getUint32(digest)
    keys[2 * (from + row) + 1] = desk.view.getUint32(digest + 16)
  }
}

const readFillers = (desk: Desk, { count, keys }: { count: number; keys: Uint32Array }): void => {
  const fillers = keys.length - 2 * count
  for (let from = 0; from < fillers; from += ROWS) {
    const rows = Math.min(ROWS, fillers - from)
    const numbers = Array.from({ length: rows }, (_, row) => from + row)
    hashFillerSecrets(desk, { numbers, into: desk.secrets })
    hashPositions(desk, rows)
    for (let row = 0; row < rows; row += 1) {
      keys[2 * count + from + row] = desk.view.getUint32(desk.digests.at + 32 * row)
    }
  }
}

const POSITION = bytesOf('LMST-1/pos\0')

const hashPositions = (desk: Desk, rows: number): void => {
  const parts = [
    { offset: 0, bytes: POSITION },
    { offset: POSITION.length, column: desk.secrets, width: 32 },
  ]
  hashParts(desk, { rows, length: POSITION.length + 32, parts, into: desk.digests })
}

/** 32 random bits a leaf: few are tied, and those are worth the slow way. */
const compareWhole = (
  left: number,
  right: number,
  { master, secrets, count }: { master: Uint8Array; secrets: Uint8Array; count: number },
): number => {
  const [ours, theirs] = [left, right].map((leaf) => {
    const isFiller = leaf >= 2 * count
    const own = 32 * (leaf >> 1)
    const secret = isFiller
      ? fillerSecret(master, leaf - 2 * count)
      : secrets.subarray(own, own + 32)
    return { secret, chunk: isFiller ? 0 : leaf & 1 }
  }) as [Seat, Seat]
  const order =
    compareBytes(positionOf(ours), positionOf(theirs)) || compareBytes(saltOf(ours), saltOf(theirs))
  assert(order !== 0, 'expected ids that come once, got one twice')
  return order
}

type Seat = { secret: Uint8Array; chunk: number }

const positionOf = ({ secret, chunk }: Seat): Uint8Array => leafPosition(secret, chunk)
const saltOf = ({ secret, chunk }: Seat): Uint8Array => leafSalt(secret, chunk)

type Compare = (left: number, right: number) => number

/** Leaves in the order of their keys: into buckets by a key's first bits, then within each. */
const sorted = (keys: Uint32Array, compareTied: Compare): Uint32Array => {
  const bits = Math.min(MOST_BUCKET_BITS, Math.log2(keys.length) - 2)
  const shift = 32 - bits
  const ends = new Uint32Array(2 ** bits + 1)
  for (const key of keys) ends[(key >>> shift) + 1] = (ends[(key >>> shift) + 1] ?? 0) + 1
  for (let bucket = 1; bucket < ends.length; bucket += 1) {
    ends[bucket] = (ends[bucket] ?? 0) + (ends[bucket - 1] ?? 0)
  }
  const leaves = new Uint32Array(keys.length)
  for (let leaf = 0; leaf < keys.length; leaf += 1) {
    const bucket = (keys[leaf] ?? 0) >>> shift
    const at = ends[bucket] ?? 0
    leaves[at] = leaf
    ends[bucket] = at + 1
  }
  // What was where a bucket begins is now where it ends.
  let from = 0
  for (const to of ends.subarray(0, -1)) {
    sortPart(leaves.subarray(from, to), keys, compareTied)
    from = to
  }
  return leaves
}

/** Four leaves a bucket, until there are more than 2^22. */
const MOST_BUCKET_BITS = 20

/** By insertion: a bucket is small. */
const sortPart = (leaves: Uint32Array, keys: Uint32Array, compareTied: Compare): void => {
  for (let to = 1; to < leaves.length; to += 1) {
    const leaf = leaves[to] ?? 0
    const key = keys[leaf] ?? 0
    let at = to
    for (; at > 0; at -= 1) {
      const other = leaves[at - 1] ?? 0
      const difference = (keys[other] ?? 0) - key || compareTied(other, leaf)
      if (difference < 0) break
      leaves[at] = other
    }
    leaves[at] = leaf
  }
}
