// Both trees of a run, whole in memory: the readable reference of LMST-1.
import { bytesToHex } from '@noble/hashes/utils.js'
import { assert } from '../assert'
import { claimDigest, claimsContextDigest, compareBytes, sharesContextDigest } from './context'
import {
  CLAIMS_COLUMNS,
  SHARES_COLUMNS,
  type ChunkPart,
  type ClaimsContext,
  type SharesContext,
  type TreeClaim,
} from './format'
import { claimsLeaf, fillerLeaf, sharesLeaf } from './leaf'
import { packNode, parentNode, rootHash, unpackNode } from './node'
import { accountSecret, cutOf, fillerSecret, leafPosition, leafSalt } from './secret'

/** A leaf before it has an index; `claim` is null where nobody stands. */
type Seat = {
  claim: TreeClaim | null
  chunk: number
  secret: Uint8Array
  salt: Uint8Array
  position: Uint8Array
}

/** Packed nodes by level, leaves first and the top last; `root` is 32 bytes. */
export type SumTree = { levels: readonly (readonly Uint8Array[])[]; root: Uint8Array }

export type ClaimsTree = SumTree & { seats: readonly Seat[] }

/**
 * The claims tree of a population. `master` is the snapshot's secret of 32 bytes; the claims come in
 * any order, their accounts are unique, their number is the context's `accounts`.
 * Refuses (Fault) another number, and sums that are not below 2^127. Source: transparency.md §3.
 */
export const buildClaimsTree = (population: {
  master: Uint8Array
  context: ClaimsContext
  claims: readonly TreeClaim[]
}): ClaimsTree => {
  const { master, context, claims } = population
  assert(claims.length.toString() === context.accounts, 'expected as many claims as the context')
  const digest = claimsContextDigest(context)
  const seats = seatsOf(claims, { master, leafCount: Number(context.leafCount) })
  const leaves = seats.map((seat, index) => claimsSeat(seat, { digest, index }))
  return { seats, ...grow(leaves, { columns: CLAIMS_COLUMNS.length, digest, context }) }
}

/** Every chunk and every filler, in the order of the tree: by position, equal ones by salt. */
const seatsOf = (
  claims: readonly TreeClaim[],
  { master, leafCount }: { master: Uint8Array; leafCount: number },
): Seat[] => {
  const owned = claims.flatMap((claim) => {
    const secret = accountSecret(master, claim.account)
    return [seat({ claim, secret, chunk: 0 }), seat({ claim, secret, chunk: 1 })]
  })
  const fillers = Array.from({ length: leafCount - owned.length }, (_, n) =>
    seat({ claim: null, secret: fillerSecret(master, n), chunk: 0 }),
  )
  return [...owned, ...fillers].sort(
    (a, b) => compareBytes(a.position, b.position) || compareBytes(a.salt, b.salt),
  )
}

const seat = (owner: Pick<Seat, 'claim' | 'secret' | 'chunk'>): Seat => {
  const { secret, chunk } = owner
  return { ...owner, salt: leafSalt(secret, chunk), position: leafPosition(secret, chunk) }
}

const claimsSeat = (
  { claim, chunk, secret, salt }: Seat,
  { digest: context, index }: { digest: Uint8Array; index: number },
): Uint8Array => {
  if (claim === null) {
    return packNode({ hash: fillerLeaf({ context, index, salt }), sums: [0n, 0n, 0n, 0n] })
  }
  const values = columnsOf(claim).map((value, column) =>
    chunkOf({ secret, context, column, value, chunk }),
  )
  const { account } = claim
  const leaf = { context, index, salt, account, chunk, claimDigest: claimDigest(claim), values }
  return packNode({ hash: claimsLeaf(leaf), sums: values })
}

/**
 * What a claim adds to the sums, in minor units and in the order of the columns: its base in the
 * column of its class, and its cap as capacity, 0 when exempt.
 */
export const columnsOf = (claim: Pick<TreeClaim, 'class' | 'base' | 'cap'>): bigint[] =>
  CLAIMS_COLUMNS.map((column) => {
    if (column === 'capacity') return claim.class === 'exempt' ? 0n : BigInt(claim.cap)
    return column === claim.class ? BigInt(claim.base) : 0n
  })

const chunkOf = (part: Parameters<typeof cutOf>[0] & { chunk: number }): bigint => {
  const cut = cutOf(part)
  return part.chunk === 0 ? cut : part.value - cut
}

/** Every level above the leaves, and the root. */
const grow = (
  leaves: readonly Uint8Array[],
  tree: {
    columns: number
    digest: Uint8Array
    context: Pick<ClaimsContext, 'depth' | 'leafCount'>
  },
): SumTree => {
  const { columns, digest } = tree
  const [depth, leafCount] = [Number(tree.context.depth), Number(tree.context.leafCount)]
  const levels = [leaves]
  for (let level = 1; level <= depth; level += 1) {
    levels.push(parents(levels[level - 1] ?? [], { columns, level }))
  }
  return {
    levels,
    root: rootHash({ context: digest, depth, leafCount, top: nodeAt(levels, depth, 0) }),
  }
}

const parents = (
  row: readonly Uint8Array[],
  { columns, level }: { columns: number; level: number },
): Uint8Array[] => {
  const above: Uint8Array[] = []
  for (let index = 0; index + 1 < row.length; index += 2) {
    const [left, right] = row.slice(index, index + 2)
    if (left && right) above.push(parentNode({ columns, level, left, right }))
  }
  return above
}

const nodeAt = (levels: SumTree['levels'], level: number, index: number): Uint8Array => {
  const node = levels[level]?.[index]
  assert(node !== undefined, `expected a node at level ${level}, index ${index}, got none`)
  return node
}

/**
 * The shares tree on top of a claims tree. `levies` holds every account's whole levy in minor units.
 * Refuses (Fault) an account without a levy. Source: transparency.md §3.
 */
export const buildSharesTree = (run: {
  claimsTree: ClaimsTree
  context: SharesContext
  levies: ReadonlyMap<string, bigint>
}): SumTree => {
  const { claimsTree, context, levies } = run
  const digest = sharesContextDigest(context)
  const leaves = claimsTree.seats.map((owner, index) => {
    const levy = levyChunk(owner, { levies, digest })
    const below = unpackNode(nodeAt(claimsTree.levels, 0, index)).hash
    return packNode({
      hash: sharesLeaf({ context: digest, index, claimsLeaf: below, levy }),
      sums: [levy],
    })
  })
  return grow(leaves, { columns: SHARES_COLUMNS.length, digest, context })
}

const levyChunk = (
  { claim, chunk, secret }: Seat,
  { levies, digest }: { levies: ReadonlyMap<string, bigint>; digest: Uint8Array },
): bigint => {
  if (claim === null) return 0n
  const value = levies.get(claim.account)
  assert(value !== undefined, 'expected a levy of every claim, got none')
  return chunkOf({ secret, context: digest, column: 0, value, chunk })
}

/**
 * The two parts of a statement that lead one account into both roots, chunk 0 first; paths run from
 * leaf to top. Refuses (Fault) an account that is not in the tree.
 */
export const proveAccount = (trees: {
  claimsTree: ClaimsTree
  sharesTree: SumTree
  account: string
}): ChunkPart[] => [0, 1].map((chunk) => proveChunk(trees, chunk))

const proveChunk = (
  { claimsTree, sharesTree, account }: Parameters<typeof proveAccount>[0],
  chunk: number,
): ChunkPart => {
  const index = claimsTree.seats.findIndex(
    ({ claim, chunk: own }) => claim?.account === account && own === chunk,
  )
  assert(index >= 0, 'expected an account of the tree, got another')
  const { salt } = claimsTree.seats[index] ?? { salt: new Uint8Array() }
  const values = sumsAt(claimsTree, index)
  const [levy = '0'] = sumsAt(sharesTree, index)
  return {
    index: index.toString(),
    chunk: chunk.toString(),
    salt: bytesToHex(salt),
    claims: { values, path: pathOf(claimsTree, index) },
    shares: { value: levy, path: pathOf(sharesTree, index) },
  }
}

const sumsAt = ({ levels }: SumTree, index: number): string[] =>
  unpackNode(nodeAt(levels, 0, index)).sums.map(String)

const pathOf = ({ levels }: SumTree, index: number): ChunkPart['claims']['path'] =>
  levels.slice(0, -1).map((_, level) => {
    const { hash, sums } = unpackNode(nodeAt(levels, level, (index >> level) ^ 1))
    return { hash: bytesToHex(hash), sums: sums.map(String) }
  })
