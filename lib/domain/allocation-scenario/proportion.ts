// θ of pro-rata where caps or weights are in the way, and which claims it fills up.
import { amountAt, countBelow, sumBefore, type Column } from './column'
import type { LimitedClaims, Tier } from './limited'
import { ratioAt } from './prepared'
import { quotient } from './segment'
import { fraction, greatestCommonDivisor, type Fraction } from '../fraction'

/** Room for what a float comparison of two ratios may be wrong by. */
const DOUBT = 1e-14

type Closed = { caps: bigint; pull: bigint }

/**
 * The smallest θ with Σ min(θ·w·base, cap) = collected. Every round closes the claims that θ fills
 * and solves the linear equation of the others: θ only rises (Newton on a concave sum), and ends
 * where no claim closes. `marks` gets 1 for every charged row that is full, 0 for the others; rows
 * from `bound` on are open. Floats choose where to look; integers decide within their doubt.
 */
export const proportionalTheta = (
  claims: LimitedClaims,
  { collected, marks }: { collected: bigint; marks: Uint8Array },
): { theta: Fraction; bound: number } => {
  marks.fill(0)
  const unit = commonDenominator(claims.tiers)
  const pulls = claims.tiers.map(({ weight }) => weight.numerator * (unit / weight.denominator))
  const closedAt = (theta: Fraction, into: Uint8Array | null): Closed =>
    claims.tiers.length === 0
      ? closedRows(claims, { theta, marks: into })
      : closedTiers(claims.tiers, { theta, pulls, marks: into })
  const total = totalPull(claims, pulls)
  const theta = risingTheta((at) => closedAt(at, null), { collected, total })
  closedAt(theta, marks)
  return {
    theta: fraction(theta.numerator * unit, theta.denominator),
    bound: claims.tiers.length === 0 ? openFrom(claims, theta) : marks.length,
  }
}

const totalPull = ({ tiers, chargedBase }: LimitedClaims, pulls: readonly bigint[]): bigint =>
  tiers.length === 0
    ? chargedBase
    : tiers.reduce(
        (total, { bases }, tier) => total + (pulls[tier] ?? 0n) * sumBefore(bases, bases.size),
        0n,
      )

const risingTheta = (
  closedAt: (theta: Fraction) => Closed,
  { collected, total }: { collected: bigint; total: bigint },
): Fraction => {
  let theta: Fraction = { numerator: 0n, denominator: 1n }
  for (;;) {
    const { caps, pull } = closedAt(theta)
    if (pull === total) return theta
    const next = fraction(collected - caps, total - pull)
    const isSame = next.numerator === theta.numerator && next.denominator === theta.denominator
    if (isSame) return theta
    theta = next
  }
}

const closedTiers = (
  tiers: readonly Tier[],
  given: { theta: Fraction; pulls: readonly bigint[]; marks: Uint8Array | null },
): Closed => {
  const { theta, pulls, marks } = given
  let [caps, pull] = [0n, 0n]
  for (const [tier, { caps: own, bases }] of tiers.entries()) {
    const heft = pulls[tier] ?? 0n
    const level = { numerator: theta.numerator * heft, denominator: theta.denominator }
    const closed = closedTier({ caps: own, bases }, { level, marks })
    caps += closed.caps
    pull += closed.pull * heft
  }
  return { caps, pull }
}

/** Rows with cap/base at most `level`: a prefix, and those beside its end that integers decide. */
const closedTier = (
  { caps, bases }: Pick<Tier, 'caps' | 'bases'>,
  { level, marks }: { level: Fraction; marks: Uint8Array | null },
): Closed => {
  const near = quotient(level.numerator, level.denominator)
  const sure = countRatios(caps, bases, Math.max(near * (1 - DOUBT), Number.MIN_VALUE))
  const end = countRatios(caps, bases, near * (1 + DOUBT) + Number.MIN_VALUE)
  const list = caps.list ?? new Uint32Array()
  if (marks) for (let at = 0; at < sure; at += 1) marks[list[at] ?? 0] = 1
  const closed = { caps: sumBefore(caps, sure), pull: sumBefore(bases, sure) }
  for (let at = sure; at < end; at += 1) {
    const [cap, base] = [amountAt(caps, at), amountAt(bases, at)]
    if (cap * level.denominator > base * level.numerator) continue
    closed.caps += cap
    closed.pull += base
    if (marks) marks[list[at] ?? 0] = 1
  }
  return closed
}

/** How many rows of a tier have a ratio below `level`. */
const countRatios = (caps: Column, bases: Column, level: number): number => {
  let low = 0
  let high = caps.size
  while (low < high) {
    const middle = (low + high) >>> 1
    if (ratioAt(bases.words, caps.words, caps.list?.[middle] ?? 0) < level) low = middle + 1
    else high = middle
  }
  return low
}

/**
 * First row that is open for certain where every cap is ⌊β·base⌋: the floor takes less than one
 * unit, so only bases below 1/(β − θ) can be full while θ < β.
 */
const openFrom = (claims: LimitedClaims, theta: Fraction): number => {
  const { capFraction, first, prepared } = claims
  if (capFraction === null) return first
  const room = capFraction.numerator * theta.denominator - theta.numerator * capFraction.denominator
  if (room <= 0n) return prepared.size
  const least = (capFraction.denominator * theta.denominator + room - 1n) / room
  return Math.max(first, countBelow(prepared.bases, least))
}

const ROWS_PER_SUM = 65536

const closedRows = (
  claims: LimitedClaims,
  { theta, marks }: { theta: Fraction; marks: Uint8Array | null },
): Closed => {
  const end = openFrom(claims, theta)
  const closed = { caps: 0n, pull: 0n }
  for (let from = claims.first; from < end; from += ROWS_PER_SUM) {
    addClosedRows(claims, { from, to: Math.min(end, from + ROWS_PER_SUM), theta, marks }, closed)
  }
  return closed
}

const addClosedRows = (
  claims: LimitedClaims,
  given: { from: number; to: number; theta: Fraction; marks: Uint8Array | null },
  closed: Closed,
): void => {
  const { from, to, theta, marks } = given
  const { capWords, prepared } = claims
  const { words } = prepared.bases
  const near = quotient(theta.numerator, theta.denominator)
  let capLow = 0
  let capHigh = 0
  let baseLow = 0
  let baseHigh = 0
  for (let row = from; row < to; row += 1) {
    const ratio = ratioAt(words, capWords, row)
    const isOpen = ratio > near * (1 - DOUBT) && !isFull(claims, row, theta, near)
    if (isOpen && ratio !== 0) continue
    capLow += capWords[2 * row] ?? 0
    capHigh += capWords[2 * row + 1] ?? 0
    baseLow += words[2 * row] ?? 0
    baseHigh += words[2 * row + 1] ?? 0
    if (marks) marks[row] = 1
  }
  closed.caps += (BigInt(capHigh) << 32n) + BigInt(capLow)
  closed.pull += (BigInt(baseHigh) << 32n) + BigInt(baseLow)
}

/** For a row that is open or within doubt. */
const isFull = (
  { prepared, caps }: LimitedClaims,
  row: number,
  theta: Fraction,
  near: number,
): boolean => {
  if (ratioAt(prepared.bases.words, caps.words, row) > near * (1 + DOUBT)) return false
  return amountAt(caps, row) * theta.denominator <= amountAt(prepared.bases, row) * theta.numerator
}

/** Least common multiple of the weights' denominators, so that weights become integers. */
const commonDenominator = (tiers: readonly Tier[]): bigint => {
  let multiple = 1n
  for (const { weight } of tiers) {
    multiple *= weight.denominator / greatestCommonDivisor(multiple, weight.denominator)
  }
  return multiple
}
