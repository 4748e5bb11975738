// The rules that compare every base with one level: equal-levy, level-down and Talmud.
import { allOf, NO_CONSTANTS, segmentsOver, spared, type Shape } from './affine'
import { countBelow, type Column } from './column'
import type { LimitedClaims } from './limited'
import { equalTheta, halfTheta, levelMu } from './parameter'
import { lineOf, streamOf } from './segment'
import { fullList, openLists } from './selection'
import { assert } from '../assert'
import type { Fraction } from '../fraction'

/** Levies min(θ, cap): caps up to θ, then θ for everybody else. */
export const equalLevy = (claims: LimitedClaims, collected: bigint): Shape => {
  const theta = equalTheta(claims, collected)
  const { numerator, denominator } = theta
  const { caps, rests, from, prepared } = claims
  const over = segmentsOver(denominator)
  const { levy, payout } = spared(claims, denominator)
  const end = Math.max(from, countBelow(caps, floorOf(theta) + 1n))
  const open = claims.isAligned
    ? { column: prepared.bases, from: end, to: prepared.size }
    : openUnlessMarked(claims, { order: caps, from: 0, to: end })
  const range = { from, to: end }
  const left = over(open.column, { ...open, scale: denominator, shift: -numerator })
  return {
    constants: { ...NO_CONSTANTS, theta },
    denominator,
    levies: () => [
      streamOf([
        levy,
        over(caps, { ...range, scale: denominator, isFull: true }),
        over(open.column, { ...open, shift: numerator }),
      ]),
    ],
    payouts: () => {
      if (rests === null) return [streamOf([payout]), streamOf([over(caps, range), left])]
      if (claims.isAligned) {
        return [streamOf([payout]), streamOf([over(rests, { ...range, scale: denominator }), left])]
      }
      const room = prepared.size - open.to
      const kept = fullList(claims, rests, { bound: prepared.size, room })
      const full = over(kept, { ...allOf(kept), scale: denominator })
      return [streamOf([payout]), streamOf([left]), streamOf([full])]
    },
    payoutForm: rests === null ? null : { kind: 'lines', lines: [lineOf(left)] },
  }
}

const floorOf = ({ numerator, denominator }: Fraction): bigint => numerator / denominator

const ceilingOf = ({ numerator, denominator }: Fraction): bigint =>
  (numerator + denominator - 1n) / denominator

/** Marks the rows of a range of an order as full and lists the other charged ones from `first` on. */
const openUnlessMarked = (
  claims: LimitedClaims,
  {
    order,
    from,
    to,
    first = claims.first,
  }: {
    order: Column
    from: number
    to: number
    first?: number
  },
): { column: Column; from: number; to: number } => {
  markRows(order, { from, to, marks: claims.prepared.scratch.marks })
  const [column = order] = openLists(claims, { from: first, to: claims.prepared.size })
  return { column, ...allOf(column) }
}

const markRows = (
  { list, rows }: Column,
  { from, to, marks }: { from: number; to: number; marks: Uint8Array },
): void => {
  marks.fill(0)
  for (let at = from; at < to; at += 1) {
    const position = list === null ? at : (list[at] ?? 0)
    marks[rows === null ? position : (rows[position] ?? 0)] = 1
  }
}

/**
 * Levies min(max(0, base − μ), cap): payouts are bases below μ, then μ, then what caps leave, in
 * one ascending stream whatever the caps.
 */
export const levelDown = (claims: LimitedClaims, collected: bigint): Shape => {
  const mu = levelMu(claims, collected)
  const { numerator, denominator } = mu
  const { caps, rests, first, prepared } = claims
  const { bases, size } = prepared
  const over = segmentsOver(denominator)
  const { payout } = spared(claims, denominator)
  const start = Math.max(first, countBelow(bases, ceilingOf(mu)))
  const end = fullFrom(claims, mu)
  const open = claims.isAligned
    ? { column: bases, from: start, to: end }
    : openUnlessMarked(claims, { order: rests ?? caps, from: end, to: caps.size, first: start })
  const taken = over(open.column, { ...open, scale: denominator, shift: -numerator })
  const unlevied = over(bases, { from: 0, to: start })
  const full = { from: end, to: caps.size }
  return {
    constants: { ...NO_CONSTANTS, mu },
    denominator,
    levies: () => {
      const all = { scale: denominator, isFull: true }
      if (claims.isAligned) return [streamOf([unlevied, taken, over(caps, { ...full, ...all })])]
      const room = size - open.to
      const paid = fullList(claims, caps, { bound: size, room })
      return [streamOf([unlevied, taken]), streamOf([over(paid, { ...allOf(paid), ...all })])]
    },
    payouts: () => [
      streamOf([payout]),
      streamOf([
        over(bases, { from: first, to: start, scale: denominator }),
        over(open.column, { ...open, shift: numerator }),
        rests === null ? over(bases, full) : over(rests, { ...full, scale: denominator }),
      ]),
    ],
    payoutForm:
      rests === null
        ? null
        : { kind: 'lines', lines: [lineOf({ scale: 0n, shift: numerator, denominator })] },
  }
}

/** First position, in the order of what caps leave, of a claim that has no more to lose at μ. */
const fullFrom = (claims: LimitedClaims, mu: Fraction): number => {
  const { rests, from, prepared } = claims
  if (rests !== null) return Math.max(from, countBelow(rests, ceilingOf(mu)))
  return mu.numerator === 0n ? from : prepared.size
}

/** Up to half of the bases, levies min(base/2, θ); beyond, payouts are. */
export const talmud = (claims: LimitedClaims, collected: bigint): Shape => {
  const { chargedBase, rests, first, prepared } = claims
  assert(rests === null, 'expected no caps with the rule talmud, got some')
  const { bases, size } = prepared
  const half = 2n * collected <= chargedBase ? 'low' : 'high'
  const theta = halfTheta(claims, half === 'low' ? collected : chargedBase - collected)
  const denominator = 2n * theta.denominator
  const over = segmentsOver(denominator)
  const { levy, payout } = spared(claims, denominator)
  const twice = 2n * theta.numerator
  const cut = Math.max(first, countBelow(bases, twice / theta.denominator + 1n))
  const isFull = half === 'high' && twice === 0n
  const halves = over(bases, { from: first, to: cut, scale: theta.denominator })
  const level = over(bases, { from: cut, to: size, shift: twice })
  const rest = over(bases, { from: cut, to: size, scale: denominator, shift: -twice, isFull })
  const [levied, kept] = half === 'low' ? [level, rest] : [rest, level]
  return {
    constants: { theta, mu: null, half },
    denominator,
    levies: () => [streamOf([levy, halves, levied])],
    payouts: () => [streamOf([payout]), streamOf([halves, kept])],
    payoutForm: null,
  }
}
