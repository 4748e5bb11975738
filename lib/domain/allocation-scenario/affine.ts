// The form that a solved rule takes on a population: levies and payouts affine in the base, stretch by stretch.
import type { Column } from './column'
import type { PayoutForm } from './deviation'
import type { LimitedClaims } from './limited'
import type { Segment, Stream } from './segment'
import type { Fraction } from '../fraction'

/** θ of pro-rata, equal-levy and Talmud, μ of level-down, which half Talmud is in; null elsewhere. */
export type Constants = { theta: Fraction | null; mu: Fraction | null; half: 'low' | 'high' | null }

export const NO_CONSTANTS: Constants = { theta: null, mu: null, half: null }

/**
 * All values are over one `denominator`. Ask for levies before payouts and for each once: both write
 * their lists into the same scratch. `payoutForm` is null where payouts are affine in the base from
 * one segment to the next.
 */
export type Shape = {
  constants: Constants
  denominator: bigint
  levies: () => Stream[]
  payouts: () => Stream[]
  payoutForm: PayoutForm | null
}

type Affine = { from: number; to: number; scale?: bigint; shift?: bigint; isFull?: boolean }

/** (scale·amount + shift)/denominator on a range of a column; 0 where neither is given. */
export const segmentsOver =
  (denominator: bigint) =>
  (column: Column, { from, to, scale = 0n, shift = 0n, isFull = false }: Affine): Segment => ({
    column,
    from,
    to,
    scale,
    shift,
    denominator,
    isFull,
  })

/** The range of a whole column. */
export const allOf = ({ size }: Column): { from: number; to: number } => ({ from: 0, to: size })

/** What the exemption threshold spares: nothing is levied, everything kept. */
export const spared = (
  { prepared, first }: LimitedClaims,
  denominator: bigint,
): { levy: Segment; payout: Segment } => {
  const over = segmentsOver(denominator)
  const range = { from: 0, to: first }
  return {
    levy: over(prepared.bases, range),
    payout: over(prepared.bases, { ...range, scale: denominator }),
  }
}
