// From the reader's two parts up to both published roots and totals.
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js'
import { claimDigest, claimsContextDigest, sharesContextDigest } from './context'
import {
  CLAIMS_COLUMNS,
  SHARES_COLUMNS,
  type ChunkPart,
  type ClaimsContext,
  type Totals,
} from './format'
import { claimsLeaf, sharesLeaf } from './leaf'
import { packNode, parentNode, rootHash, unpackNode } from './node'
import { shownAmount, shownHash, unless, type Case, type Finding } from './verification-case'

/** Both parts lead to the report's claims root, and their sums to its totals. */
export const claimsRootFinding = (presented: Case): Finding => {
  const { part, side } = presented
  const { claimsContext: context, claimsRoot: root, totals } = side
  const digest = claimsContextDigest(context)
  const climbs = part.chunks.map((chunk) => {
    const { values, path } = chunk.claims
    const leaf = packNode({ hash: leafHash(chunk, presented), sums: values.map(BigInt) })
    return climb(leaf, { index: BigInt(chunk.index), path, digest, context })
  })
  const expected = CLAIMS_COLUMNS.map((column) => totals[column])
  return unless(
    rootProblem(climbs, { what: 'claims', root, expected }),
    'Both parts of your claim lead to the report’s claims root and to its totals.',
  )
}

/** Both parts of the levy lead to the report's shares root, and their sums to the total levy. */
export const sharesRootFinding = (presented: Case): Finding => {
  const { part, side } = presented
  const { sharesContext: context, sharesRoot: root, totals } = side
  const digest = sharesContextDigest(context)
  const climbs = part.chunks.map((chunk) => {
    const [index, levy] = [BigInt(chunk.index), BigInt(chunk.shares.value)]
    const below = leafHash(chunk, presented)
    const hash = sharesLeaf({ context: digest, index, claimsLeaf: below, levy })
    return climb(packNode({ hash, sums: [levy] }), {
      index,
      path: chunk.shares.path,
      digest,
      context,
    })
  })
  const expected = SHARES_COLUMNS.map((column) => totals[column])
  return unless(
    rootProblem(climbs, { what: 'shares', root, expected }),
    `Your levy is included in the published total of ${shownAmount(BigInt(totals.levy), presented)}.`,
  )
}

/** The levies stand on the claims that the report names. */
export const rootLinkFinding = ({ side }: Case): Finding => {
  const { claimsRoot, sharesContext } = side
  return unless(
    claimsRoot === sharesContext.claimsRoot
      ? null
      : `The levies stand on the claims ${shownHash(sharesContext.claimsRoot)}, the report names ${shownHash(claimsRoot)}.`,
    'The levies stand on the claims that the report names.',
  )
}

const leafHash = (chunk: ChunkPart, { part, side }: Case): Uint8Array =>
  claimsLeaf({
    context: claimsContextDigest(side.claimsContext),
    index: BigInt(chunk.index),
    salt: hexToBytes(chunk.salt),
    account: part.claim.account,
    chunk: Number(chunk.chunk),
    claimDigest: claimDigest(part.claim),
    values: chunk.claims.values.map(BigInt),
  })

type Climb = { root: string; sums: readonly bigint[] }

/** The root and the top's sums that a leaf and its path give. */
const climb = (
  leaf: Uint8Array,
  way: {
    index: bigint
    path: ChunkPart['claims']['path']
    digest: Uint8Array
    context: Pick<ClaimsContext, 'depth' | 'leafCount'>
  },
): Climb => {
  const { index, path, digest, context } = way
  let node = leaf
  for (const [below, { hash, sums }] of path.entries()) {
    const sibling = packNode({ hash: hexToBytes(hash), sums: sums.map(BigInt) })
    const isRight = (index >> BigInt(below)) % 2n === 1n
    const [left, right] = isRight ? [sibling, node] : [node, sibling]
    node = parentNode({ columns: sums.length, level: below + 1, left, right })
  }
  const [depth, leafCount] = [Number(context.depth), BigInt(context.leafCount)]
  const root = bytesToHex(rootHash({ context: digest, depth, leafCount, top: node }))
  return { root, sums: unpackNode(node).sums }
}

const rootProblem = (
  climbs: readonly Climb[],
  { what, root, expected }: { what: string; root: string; expected: readonly Totals['levy'][] },
): string | null => {
  const strayed = climbs.findIndex((climbed) => climbed.root !== root)
  const found = climbs[strayed]
  if (found) {
    return `Part ${strayed} of your claim leads to the ${what} root ${shownHash(found.root)}, the report has ${shownHash(root)}.`
  }
  const isTotal = climbs.every(({ sums }) => sums.join() === expected.join())
  return isTotal ? null : `The ${what} tree adds up to other totals than the report’s.`
}
