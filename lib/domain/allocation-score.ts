// Ranks for the queue rule: how scores compare, and the two that venues use (allocation.md §3).
import { assert } from './assert'
import { fraction, toDecimalFloor, type Fraction } from './fraction'

const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?$/

/** Exact order of two scores, decimal numbers without exponent. Refuses (Fault) anything else. */
export const compareScores = (a: string, b: string): -1 | 0 | 1 => {
  const digits = Math.max(fractionDigits(a), fractionDigits(b))
  const difference = scaled(a, digits) - scaled(b, digits)
  if (difference === 0n) return 0
  return difference < 0n ? -1 : 1
}

/** Scores as integers of one scale, in the order given: many of them compare faster so. */
export const scoresAsIntegers = (scores: readonly string[]): bigint[] => {
  const digits = scores.reduce((most, score) => Math.max(most, fractionDigits(score)), 0)
  return scores.map((score) => scaled(score, digits))
}

const fractionDigits = (score: string): number => DECIMAL.exec(score)?.[3]?.length ?? 0

const scaled = (score: string, digits: number): bigint => {
  const [, sign = '', whole, decimals = ''] = DECIMAL.exec(score) ?? []
  assert(whole !== undefined, 'expected a decimal score, got another text')
  const magnitude = BigInt(whole + decimals.padEnd(digits, '0'))
  return sign === '-' ? -magnitude : magnitude
}

/** Fraction digits of a computed score; ratios that differ only below them tie, and go by account. */
const SCORE_DIGITS = 18

/**
 * BitMEX's ranking of a position: PnL % × effective leverage, PnL % ÷ leverage when it loses.
 * Values of one position in one currency, signed as BitMEX signs them (negative for one side):
 * at mark price, at average entry price, at bankruptcy price. PnL % = (mark − entry) ÷ |entry|,
 * leverage = |mark| ÷ (mark − bankruptcy). A decimal of at most 18 fraction digits, cut off.
 * Refuses (Fault) an entry or mark value of 0 and a position at or beyond bankruptcy.
 * Source: BitMEX, Auto-Deleveraging, Priority Ranking Calculation.
 */
export const bitmexScore = (position: {
  markValue: bigint
  entryValue: bigint
  bankruptcyValue: bigint
}): string => {
  const { markValue, entryValue, bankruptcyValue } = position
  assert(entryValue !== 0n && markValue !== 0n, 'expected values other than 0, got 0')
  assert(markValue > bankruptcyValue, 'expected a position that is not bankrupt')
  const [profit, margin] = [markValue - entryValue, markValue - bankruptcyValue]
  const ranked =
    profit < 0n
      ? fraction(profit * margin, magnitude(entryValue) * magnitude(markValue))
      : fraction(profit * magnitude(markValue), magnitude(entryValue) * margin)
  return canonicalDecimal(ranked)
}

/**
 * Hyperliquid's sorting index: (mark price ÷ entry price) × (notional ÷ account value), prices in
 * one unit and amounts in one other, all above 0. A decimal of at most 18 fraction digits, cut off.
 * Refuses (Fault) anything that is not above 0. Source: Hyperliquid docs, Auto-deleveraging.
 */
export const hyperliquidScore = (position: {
  markPrice: bigint
  entryPrice: bigint
  notional: bigint
  accountValue: bigint
}): string => {
  const { markPrice, entryPrice, notional, accountValue } = position
  assert(
    [markPrice, entryPrice, notional, accountValue].every((value) => value > 0n),
    'expected prices and amounts above 0',
  )
  return canonicalDecimal(fraction(markPrice * notional, entryPrice * accountValue))
}

const magnitude = (value: bigint): bigint => (value < 0n ? -value : value)

const canonicalDecimal = (value: Fraction): string =>
  toDecimalFloor(value, { digits: SCORE_DIGITS }).replace(/\.?0+$/, '')
