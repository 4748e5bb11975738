// What a solved rule does to a limited population, as a few ascending streams of levies and payouts.
import { allOf, NO_CONSTANTS, segmentsOver, spared, type Shape } from './affine'
import { amountAt, type Column } from './column'
import { equalLevy, levelDown, talmud } from './level'
import type { LimitedClaims } from './limited'
import { queuePlace } from './parameter'
import { proportionalTheta } from './proportion'
import type { Rule } from '../allocation-schedule'
import { lineOf, streamOf, type Segment, type Stream } from './segment'
import { fullList, openLists } from './selection'
import { assert } from '../assert'
import { fraction, greatestCommonDivisor } from '../fraction'

/**
 * Solves a rule for `collected` minor units, above 0 and within capacity. Refuses (Fault) caps
 * under Talmud, weights under any rule but pro-rata, a queue without scores.
 */
export const shapeOf = (claims: LimitedClaims, rule: Rule, collected: bigint): Shape => {
  const isWeighted = claims.prepared.tiers !== null
  assert(!isWeighted || rule === 'pro-rata', 'expected weights with the rule pro-rata only')
  switch (rule) {
    case 'pro-rata':
      return claims.rests === null && !isWeighted
        ? plainShare(claims, collected)
        : proportional(claims, collected)
    case 'equal-levy':
      return equalLevy(claims, collected)
    case 'level-down':
      return levelDown(claims, collected)
    case 'talmud':
      return talmud(claims, collected)
    case 'queue':
      return queued(claims, collected)
  }
}

const plainShare = (claims: LimitedClaims, collected: bigint): Shape => {
  const theta = fraction(collected, claims.chargedBase)
  const { numerator, denominator } = theta
  const { levy, payout } = spared(claims, denominator)
  const { bases, size } = claims.prepared
  const over = segmentsOver(denominator)
  const range = { from: claims.first, to: size }
  const isFull = numerator === denominator
  return {
    constants: { ...NO_CONSTANTS, theta },
    denominator,
    levies: () => [streamOf([levy, over(bases, { ...range, scale: numerator, isFull })])],
    payouts: () => [
      streamOf([payout]),
      streamOf([over(bases, { ...range, scale: denominator - numerator })]),
    ],
    payoutForm: null,
  }
}

/** Open claims pay θ·w·base, a stream for every weight; full ones pay their cap. */
const proportional = (claims: LimitedClaims, collected: bigint): Shape => {
  const { prepared, first, caps, rests } = claims
  const { size, weights, scratch } = prepared
  const { theta, bound } = proportionalTheta(claims, { collected, marks: scratch.marks })
  const unit = weights.reduce((all, { denominator }) => leastMultiple(all, denominator), 1n)
  const denominator = theta.denominator * unit
  const levied = weights.map(
    (weight) => theta.numerator * weight.numerator * (unit / weight.denominator),
  )
  // Where θ·w is above 1 nobody of that weight is open.
  const kept = levied.map((scale) => (scale < denominator ? denominator - scale : 0n))
  const open = openLists(claims, { from: first, to: bound })
  const room = size - open.reduce((sum, column) => sum + column.size, 0)
  const { levy, payout } = spared(claims, denominator)
  const over = segmentsOver(denominator)
  const full = (column: Column, scale: bigint): Stream => {
    const list = fullList(claims, column, { bound, room })
    return streamOf([over(list, { ...allOf(list), scale, isFull: true })])
  }
  return {
    constants: { ...NO_CONSTANTS, theta },
    denominator,
    levies: () => [
      ...openStreams(claims, { open, scales: levied, bound, denominator, before: [levy] }),
      full(caps, denominator),
    ],
    payouts: () => [
      streamOf([payout]),
      ...openStreams(claims, { open, scales: kept, bound, denominator, before: [] }),
      full(rests ?? caps, rests === null ? 0n : denominator),
    ],
    payoutForm: {
      kind: 'lines',
      lines: kept.map((scale) => lineOf({ scale, shift: 0n, denominator })),
    },
  }
}

const leastMultiple = (a: bigint, b: bigint): bigint => (a / greatestCommonDivisor(a, b)) * b

/** Rows from `bound` on are open without being listed; there are none where weights differ. */
const openStreams = (
  { prepared }: LimitedClaims,
  given: {
    open: readonly Column[]
    scales: readonly bigint[]
    bound: number
    denominator: bigint
    before: Segment[]
  },
): Stream[] => {
  const over = segmentsOver(given.denominator)
  return given.open.map((column, tier) => {
    const scale = given.scales[tier] ?? 0n
    const listed = over(column, { ...allOf(column), scale })
    if (tier > 0) return streamOf([listed])
    const rest = over(prepared.bases, { from: given.bound, to: prepared.size, scale })
    return streamOf([...given.before, listed, rest])
  })
}

/** The first of the queue pay their whole cap, one pays a part, the others nothing. */
const queued = (claims: LimitedClaims, collected: bigint): Shape => {
  const { queue, prepared, caps, rests } = claims
  assert(queue !== null, 'expected a score of every claim, got a missing one')
  const { size, scratch, bases } = prepared
  const { whole, part } = queuePlace(queue, collected)
  const row = queue.list?.[whole] ?? 0
  scratch.marks.fill(0)
  for (let place = 0; place < whole; place += 1) scratch.marks[queue.list?.[place] ?? 0] = 1
  const over = segmentsOver(1n)
  // The claim that pays a part is neither open nor full while the lists are made.
  scratch.marks[row] = 1
  const [open = bases] = openLists(claims, { from: 0, to: size })
  scratch.marks[row] = 0
  const full = (column: Column, scale: bigint): Segment => {
    const list = fullList(claims, column, { bound: size, room: size - open.size })
    return over(list, { ...allOf(list), scale, isFull: true })
  }
  const isFull = part === amountAt({ ...bases, words: claims.capWords }, row)
  const single = { from: row, to: row + 1, isFull }
  return {
    constants: NO_CONSTANTS,
    denominator: 1n,
    levies: () => [
      streamOf([over(bases, allOf(open)), full(caps, 1n)]),
      streamOf([over(bases, { ...single, shift: part })]),
    ],
    payouts: () => [
      streamOf([over(open, { ...allOf(open), scale: 1n })]),
      streamOf([full(rests ?? caps, rests === null ? 0n : 1n)]),
      streamOf([over(bases, { ...single, shift: amountAt(bases, row) - part })]),
    ],
    payoutForm: { kind: 'rows', paidFull: scratch.marks, part: { row, amount: part } },
  }
}
