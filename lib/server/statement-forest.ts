// Pieces of a run's trees, hashed again when an account needs them and kept while there is room.
import 'server-only'
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js'
import type { Queryable } from '@/db/client'
import { firstPositions, pieceOf, storedNodes } from '@/db/statement'
import { STORED_LEVEL } from '@/lib/domain/merkle-sum-tree/format'
import { accountSecret, leafPosition } from '@/lib/domain/merkle-sum-tree/secret'
import type { ReadyRun } from './statement-file'
import { hashAgain, type HashedPiece } from './statement-proof'

/** The pieces in which a claim has its leaves. */
export type Forest = (account: string) => Promise<HashedPiece[]>

// About 400 kB each: a population of 45,000 claims is hashed once, a larger one again and again.
const MOST_KEPT = 96

export const openForest = async (db: Queryable, run: ReadyRun): Promise<Forest> => {
  const firsts = await firstPositions(db, run.snapshotId)
  const nodes = new Map(
    (await storedNodes(db, run)).map((one) => [nameOf(one.tree, one.level, one.index), one.node]),
  )
  const kept = new Map<number, HashedPiece>()
  const fetched = async (piece: number): Promise<HashedPiece> => {
    const known = kept.get(piece) ?? (await hashedAt(db, run, { piece, nodes }))
    // Put at the end again: what was used last goes last.
    kept.delete(piece)
    kept.set(piece, known)
    const [oldest] = kept.keys()
    if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest)
    return known
  }
  return async (account) => {
    const secret = accountSecret(run.master, account)
    const pieces = [0, 1].map((chunk) => pieceAt(firsts, bytesToHex(leafPosition(secret, chunk))))
    return [await fetched(pieces[0] ?? 0), await fetched(pieces[1] ?? 0)]
  }
}

const nameOf = (tree: string, level: number, index: number) => `${tree}/${level}/${index}`

const hashedAt = async (
  db: Queryable,
  run: ReadyRun,
  { piece, nodes }: { piece: number; nodes: ReadonlyMap<string, string> },
): Promise<HashedPiece> => {
  const read = await pieceOf(db, run, piece)
  const above = (tree: 'claims' | 'shares') => {
    const siblings: Uint8Array[] = []
    for (let level = STORED_LEVEL; level < Number(run.claimsContext.depth); level += 1) {
      const index = (piece >> (level - STORED_LEVEL)) ^ 1
      siblings.push(hexToBytes(nodes.get(nameOf(tree, level, index)) ?? ''))
    }
    return siblings
  }
  return hashAgain(run, read, { claims: above('claims'), shares: above('shares') })
}

/** The last piece that does not begin after a position; positions are hex of one length. */
const pieceAt = (firsts: readonly { piece: number; first: string }[], position: string): number => {
  let [low, high] = [0, firsts.length - 1]
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if ((firsts[middle]?.first ?? '') <= position) low = middle
    else high = middle - 1
  }
  return firsts[low]?.piece ?? 0
}
