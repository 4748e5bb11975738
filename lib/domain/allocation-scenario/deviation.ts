// Deviation from proportionality where caps, weights or a queue bend payouts: one pass in base order.
import { amountAt } from './column'
import type { LimitedClaims } from './limited'
import { quotient, type Line } from './segment'

const WORD = 2 ** 32

/**
 * How payouts follow from base and cap: the larger of what the cap leaves and `lines` (one for every
 * weight, at most the base), or by row where `paidFull` marks who pays all and `part` what one row
 * pays. Rows below `claims.first` keep all.
 */
export type PayoutForm =
  | { kind: 'lines'; lines: readonly Line[] }
  | { kind: 'rows'; paidFull: Uint8Array; part: { row: number; amount: bigint } | null }

/**
 * 1 − Σ (Xₖ − Xₖ₋₁)(Yₖ + Yₖ₋₁): Xₖ cumulative share of base, Yₖ of payouts, ascending by base, ties
 * by payout; 0 without payouts. A float with an absolute error below 10⁻¹².
 * Source: allocation.md §4.
 */
export const passedDeviation = (claims: LimitedClaims, form: PayoutForm): number => {
  const sums = { area: 0, paid: 0 }
  addKept(claims, sums)
  const [line] = form.kind === 'lines' ? form.lines : []
  if (line && claims.isTieOrdered) addLine(claims, line, sums)
  else addTies(claims, form, sums)
  const whole = quotient(claims.totalBase, 1n) * sums.paid
  return whole === 0 ? 0 : 1 - sums.area / whole
}

type Sums = { area: number; paid: number }

/** Below the threshold a payout is the base, so the area is a square. */
const addKept = ({ prepared, first }: LimitedClaims, sums: Sums): void => {
  const { words } = prepared.bases
  for (let row = 0; row < first; row += 1) {
    sums.paid += (words[2 * row + 1] ?? 0) * WORD + (words[2 * row] ?? 0)
  }
  sums.area = sums.paid * sums.paid
}

/** Rows come after what is kept, so all that was paid before counts twice for each base. */
const addLine = (claims: LimitedClaims, line: Line, sums: Sums): void => {
  const { prepared, capWords, first, chargedBase } = claims
  const rows = { bases: prepared.bases.words, caps: capWords, from: first }
  const { area, paid } = prepared.passes.area(rows, line)
  sums.area += area + 2 * sums.paid * quotient(chargedBase, 1n)
  sums.paid += paid
}

/** Weights, single limits and the queue may order the payouts of equal bases in any way. */
const addTies = (claims: LimitedClaims, form: PayoutForm, sums: Sums): void => {
  const { prepared, first } = claims
  const { words } = prepared.bases
  let tied: number[] = []
  for (let row = first; row < prepared.size; row += 1) {
    const payout =
      form.kind === 'rows' ? rowPayout(claims, row, form) : linePayout(claims, row, form)
    const base = (words[2 * row + 1] ?? 0) * WORD + (words[2 * row] ?? 0)
    const isTied =
      words[2 * row] === words[2 * row + 2] && words[2 * row + 1] === words[2 * row + 3]
    if (!isTied && tied.length === 0) {
      addStep(sums, { base, payout })
      continue
    }
    tied.push(payout)
    if (isTied) continue
    for (const each of tied.sort((a, b) => a - b)) addStep(sums, { base, payout: each })
    tied = []
  }
}

const addStep = (sums: Sums, { base, payout }: { base: number; payout: number }): void => {
  sums.area += base * (2 * sums.paid + payout)
  sums.paid += payout
}

const linePayout = (
  { prepared, capWords }: LimitedClaims,
  row: number,
  { lines }: Extract<PayoutForm, { kind: 'lines' }>,
): number => {
  const { words } = prepared.bases
  const low = words[2 * row] ?? 0
  const high = words[2 * row + 1] ?? 0
  const left = (high - (capWords[2 * row + 1] ?? 0)) * WORD + (low - (capWords[2 * row] ?? 0))
  const line = lines[prepared.tiers?.[row] ?? 0]
  if (line === undefined) return left
  const open = line.factor * ((high - line.high) * WORD + (low - line.low) - line.rest)
  return Math.max(left, Math.min(high * WORD + low, open + line.constant))
}

const rowPayout = (
  { prepared, capWords }: LimitedClaims,
  row: number,
  { paidFull, part }: Extract<PayoutForm, { kind: 'rows' }>,
): number => {
  const { words } = prepared.bases
  const low = words[2 * row] ?? 0
  const high = words[2 * row + 1] ?? 0
  if (row === part?.row) return quotient(amountAt(prepared.bases, row) - part.amount, 1n)
  if (paidFull[row] !== 1) return high * WORD + low
  return (high - (capWords[2 * row + 1] ?? 0)) * WORD + (low - (capWords[2 * row] ?? 0))
}
