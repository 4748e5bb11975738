// The order in which a loss is paid: fund, operator, then the winners.
import { assert } from './assert'

/** Minor units, none negative; fundDraw + operatorDraw + toMutualise = grossLoss. */
export type Waterfall = {
  grossLoss: bigint
  fundDraw: bigint
  operatorDraw: bigint
  toMutualise: bigint
}

/**
 * Splits a gross loss over the layers of allocation.md §1: F = min(L0, usable fund),
 * T = min(L0 − F, declared top-up), L = L0 − F − T. Minor units, exact.
 * A fund below its floor has a negative usable part, which counts as 0.
 * Refuses (Fault) a negative loss or top-up.
 */
export const runWaterfall = (input: {
  grossLoss: bigint
  usableFund: bigint
  topUp: bigint
}): Waterfall => {
  const { grossLoss, usableFund, topUp } = input
  assert(grossLoss >= 0n, `expected a loss of at least 0, got ${grossLoss.toString()}`)
  assert(topUp >= 0n, `expected a top-up of at least 0, got ${topUp.toString()}`)
  const fundDraw = smaller(grossLoss, usableFund < 0n ? 0n : usableFund)
  const operatorDraw = smaller(grossLoss - fundDraw, topUp)
  return { grossLoss, fundDraw, operatorDraw, toMutualise: grossLoss - fundDraw - operatorDraw }
}

/**
 * C of allocation.md §1: what is collected when a part of the loss to mutualise is left uncovered by
 * a recorded decision. Minor units; null unless 0 ≤ uncovered < toMutualise.
 */
export const collectedOf = (
  { toMutualise }: Pick<Waterfall, 'toMutualise'>,
  { uncovered }: { uncovered: bigint },
): bigint | null => (uncovered < 0n || uncovered >= toMutualise ? null : toMutualise - uncovered)

const smaller = (a: bigint, b: bigint): bigint => (a < b ? a : b)

/**
 * The paired invariant of allocation.md §1, to the unit:
 * fund draw + operator draw + Σ levies + residual + uncovered = gross loss, no part negative.
 * Throws a Fault when it is broken.
 */
export const assertReconciled = (
  run: Waterfall & { levied: bigint; residual: bigint; uncovered: bigint },
): void => {
  const { fundDraw, operatorDraw, levied, residual, uncovered } = run
  const parts = [fundDraw, operatorDraw, levied, residual, uncovered]
  assert(
    parts.every((part) => part >= 0n),
    `expected no negative part, got ${parts.join(', ')}`,
  )
  const paid = fundDraw + operatorDraw + levied + residual + uncovered
  assert(
    paid === run.grossLoss,
    `expected parts that add to ${run.grossLoss.toString()}, got ${paid.toString()}`,
  )
}
