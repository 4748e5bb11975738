// A population that is never held: made piece by piece, solved over passes, levied and added up.
import type { LevyEngine } from '@/lib/domain/allocation-apply'
import {
  beginSearch,
  endPass,
  readPiece,
  type Piece,
  type PiecewiseConstants,
  type PiecewiseRule,
} from '@/lib/domain/allocation-pieces'
import { levyPiece } from '@/lib/domain/allocation-pieces-levy'
import { fillBases, fillCaps } from './bench-population'

/** Milliseconds of the kernel alone, without making the claims. */
export type PiecesRun = {
  constants: PiecewiseConstants
  passes: number
  levied: string
  solving: number
  levying: number
}

const CLAIMS_PER_PIECE = 100_000

export const levyInPieces = (
  engine: LevyEngine,
  options: { rule: PiecewiseRule; claims: number; onPiece?: () => void },
): PiecesRun => {
  const { rule, claims, onPiece = () => undefined } = options
  const [piece, into] = [emptyPiece(), new BigUint64Array(CLAIMS_PER_PIECE)]
  const everyPiece = (read: (piece: Piece) => void): number => {
    let milliseconds = 0
    for (let from = 0; from < claims; from += CLAIMS_PER_PIECE) {
      fillBases(piece.bases, { bits: 63, from })
      if (rule === 'talmud') piece.caps.set(piece.bases)
      else fillCaps(piece.caps, piece.bases)
      const began = performance.now()
      read(piece)
      milliseconds += performance.now() - began
      onPiece()
    }
    return milliseconds
  }
  let [capacity, levied] = [0n, 0n]
  let solving = everyPiece(({ caps }) => (capacity += engine.total(caps)))
  let search = beginSearch({ rule, collected: capacity / 5n, capacity })
  while (search.constants === null) {
    solving += everyPiece((part) => (search = readPiece(search, part)))
    search = endPass(search)
  }
  const { constants, passes } = search
  const levying = everyPiece((part) => {
    levyPiece(engine, { constants, piece: part, into })
    levied += engine.total(into)
  })
  return { constants, passes, levied: levied.toString(), solving, levying }
}

const emptyPiece = (): Piece => ({
  bases: new BigUint64Array(CLAIMS_PER_PIECE),
  caps: new BigUint64Array(CLAIMS_PER_PIECE),
})
