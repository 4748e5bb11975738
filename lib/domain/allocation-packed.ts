// The fast way through a population held as a whole: packed columns, solved without sorting, levied without fractions.
import type { LevyEngine } from './allocation-apply'
import type { ChargeableClaim } from './allocation-group'
import {
  beginSearch,
  endPass,
  readPiece,
  type Piece,
  type PiecewiseConstants,
} from './allocation-pieces'
import { levyPiece } from './allocation-pieces-levy'
import type { Rule } from './allocation-schedule'
import { formatFractionShort, type Fraction } from './fraction'
import { MAX_AMOUNT, sum } from './money'

/** Claims of one weight as a piece; `places[i]` is the index of its i-th claim among those packed. */
export type Tier = { piece: Piece; places: readonly number[] }

/**
 * Claims that are grouped already as columns, one tier a weight. `caps[i]` is what `claims[i]` may
 * lose under the limits, in minor units. null where the columns do not serve: the queue has no
 * parameter to search for, an owner's amounts may exceed 63 bits, and many weights make many tiers,
 * each with a θ of its own.
 */
export const packClaims = (
  claims: readonly ChargeableClaim[],
  { rule, caps }: { rule: Rule; caps: readonly bigint[] },
): Tier[] | null => {
  if (rule === 'queue' || claims.some(({ base }) => base > MAX_AMOUNT)) return null
  const places = new Map<string, { weight: Fraction | null; places: number[] }>()
  for (const [index, { weight }] of claims.entries()) {
    const key = weight === null ? '1' : formatFractionShort(weight)
    const tier = places.get(key)
    if (tier === undefined) places.set(key, { weight, places: [index] })
    else tier.places.push(index)
    if (places.size > MOST_TIERS) return null
  }
  return [...places.values()].map((tier) => ({
    piece: {
      bases: columnOf(tier.places, (index) => claims[index]?.base),
      caps: columnOf(tier.places, (index) => caps[index]),
      ...(tier.weight === null ? {} : { weight: tier.weight }),
    },
    places: tier.places,
  }))
}

const MOST_TIERS = 32

const columnOf = (
  places: readonly number[],
  amountAt: (index: number) => bigint | undefined,
): BigUint64Array => {
  const column = new BigUint64Array(places.length)
  for (const [row, index] of places.entries()) column[row] = amountAt(index) ?? 0n
  return column
}

/** θ or μ of all tiers together: the very fraction that `solve` finds by sorting. */
export const searchConstants = (
  tiers: readonly Tier[],
  { rule, collected }: { rule: Exclude<Rule, 'queue'>; collected: bigint },
): PiecewiseConstants => {
  const capacity = sum(tiers.map(({ piece }) => sum(piece.caps)))
  let search = beginSearch({ rule, collected, capacity })
  while (search.constants === null) {
    search = endPass(tiers.reduce((read, { piece }) => readPiece(read, piece), search))
  }
  return search.constants
}

/** Every claim's levy rounded down, in the order in which the claims were packed. */
export const levyTiers = (
  engine: LevyEngine,
  { tiers, constants }: { tiers: readonly Tier[]; constants: PiecewiseConstants },
): bigint[] => {
  const levies = Array.from<bigint>({ length: sumOfLengths(tiers) }).fill(0n)
  for (const { piece, places } of tiers) {
    const into = new BigUint64Array(places.length)
    levyPiece(engine, { constants, piece, into })
    for (const [row, amount] of into.entries()) levies[places[row] ?? 0] = amount
  }
  return levies
}

const sumOfLengths = (tiers: readonly Tier[]): number =>
  tiers.reduce((length, { places }) => length + places.length, 0)
