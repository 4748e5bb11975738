// The three ways to levy a column, solve and apply: the yardstick, and the two engines beside it.
import type { LevyEngine } from '@/lib/domain/allocation-apply'
import { fraction } from '@/lib/domain/fraction'

export type Column = BigUint64Array<ArrayBuffer>
export type LevyWay = (bases: Column, into: Column) => void

/** What is collected: about 2.8 %, so that θ is a fraction with a denominator of full length. */
export const collectedOf = (total: bigint): bigint => total / 36n + 1n

/** One multiplication and one division of BigInts a claim; the total is given to it. */
export const plainLoop =
  (total: bigint): LevyWay =>
  (bases, into) => {
    const collected = collectedOf(total)
    for (let index = 0; index < bases.length; index += 1) {
      into[index] = (collected * (bases[index] as bigint)) / total
    }
  }

export const solvedBy =
  (engine: LevyEngine): LevyWay =>
  (bases, into) => {
    const total = engine.total(bases)
    engine.levy({ bases, theta: fraction(collectedOf(total), total), into })
  }
