// The one solver of all parametric rules: where does a sum of ramps reach an amount?
import { assert } from './assert'
import { fraction, type Fraction } from './fraction'
import { sum } from './money'

/**
 * What one claim pays while the parameter t rises: nothing up to `start`, then `slope` a step,
 * until it has paid `cap`; that is min(max(0, slope·(t − start)), cap). Integers; slope above 0.
 */
export type Ramp = { start: bigint; slope: bigint; cap: bigint }

/**
 * The smallest t at which all ramps together pay `amount`, exactly and in lowest terms.
 * Sorts the points where a ramp bends, follows the sum from one to the next, and solves the linear
 * equation of the segment that reaches the amount. n log n.
 * Refuses (Fault) an amount outside 0 < amount ≤ Σ cap. Source: Young, Math. Oper. Res. 12 (1987),
 * parametric methods; allocation.md §3.
 */
export const solveRamps = (ramps: readonly Ramp[], amount: bigint): Fraction => {
  const rising = ramps.filter(({ cap }) => cap > 0n)
  assert(
    amount > 0n && amount <= sum(rising.map(({ cap }) => cap)),
    'expected an amount above 0 and within capacity',
  )
  // On every segment the sum is slope·t + level.
  let [slope, level] = [0n, 0n]
  for (const bend of sortedBends(rising)) {
    const { numerator, denominator } = bend.at
    const isReached = slope * numerator + level * denominator >= amount * denominator
    if (isReached) return fraction(amount - level, slope)
    slope += bend.slope
    level += bend.level
  }
  assert(false, 'expected ramps that reach their capacity at the last bend')
}

/** Where the sum changes direction, and by how much. */
type Bend = { at: Fraction; slope: bigint; level: bigint }

const sortedBends = (ramps: readonly Ramp[]): Bend[] =>
  ramps.flatMap(bendsOf).sort((a, b) => order(a.at, b.at))

const bendsOf = ({ start, slope, cap }: Ramp): Bend[] => [
  { at: { numerator: start, denominator: 1n }, slope, level: -slope * start },
  {
    at: { numerator: slope * start + cap, denominator: slope },
    slope: -slope,
    level: slope * start + cap,
  },
]

const order = (a: Fraction, b: Fraction): number => {
  const difference = a.numerator * b.denominator - b.numerator * a.denominator
  return difference === 0n ? 0 : difference < 0n ? -1 : 1
}
