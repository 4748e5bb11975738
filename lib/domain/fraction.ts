// Exact fractions: rates, weights and θ, and how they are written as decimals.
import { assert, quoted } from './assert'

/** In lowest terms, denominator above 0. */
export type Fraction = { numerator: bigint; denominator: bigint }

/** A Fraction as it crosses a boundary: two decimal strings, in lowest terms. */
export type FractionJson = { numerator: string; denominator: string }

export const ZERO: Fraction = { numerator: 0n, denominator: 1n }

/** The fraction in lowest terms. Refuses (Fault) a denominator of 0; moves its sign upstairs. */
export const fraction = (numerator: bigint, denominator: bigint): Fraction => {
  assert(denominator !== 0n, 'expected a denominator other than 0, got 0')
  const divisor = greatestCommonDivisor(numerator, denominator)
  const signed = denominator < 0n ? -divisor : divisor
  return { numerator: numerator / signed, denominator: denominator / signed }
}

/** Greatest common divisor (Euclid), non-negative. */
export const greatestCommonDivisor = (a: bigint, b: bigint): bigint => {
  let [larger, smaller] = [a < 0n ? -a : a, b < 0n ? -b : b]
  while (smaller > 0n) [larger, smaller] = [smaller, larger % smaller]
  return larger
}

/** Exact order of two fractions. */
export const compareFractions = (a: Fraction, b: Fraction): -1 | 0 | 1 => {
  const isAlike = a.denominator === b.denominator
  const left = isAlike ? a.numerator : a.numerator * b.denominator
  const right = isAlike ? b.numerator : b.numerator * a.denominator
  if (left === right) return 0
  return left < right ? -1 : 1
}

/** Decimal with exactly `digits` fraction digits, cut off towards zero. */
export const toDecimalFloor = (f: Fraction, options: { digits: number }): string =>
  decimal(f, { ...options, halfUp: false })

/** Decimal with exactly `digits` fraction digits, rounded to nearest, halves away from zero. */
export const toDecimalHalfUp = (f: Fraction, options: { digits: number }): string =>
  decimal(f, { ...options, halfUp: true })

/** The fraction times 100 with `digits` fraction digits, halves away from zero, without a sign "%". */
export const toPercent = (f: Fraction, options: { digits: number }): string =>
  toDecimalHalfUp({ numerator: f.numerator * 100n, denominator: f.denominator }, options)

const decimal = (f: Fraction, options: { digits: number; halfUp: boolean }): string => {
  const { digits, halfUp } = options
  const magnitude = f.numerator < 0n ? -f.numerator : f.numerator
  const scaled = magnitude * 10n ** BigInt(digits)
  const units = halfUp
    ? (2n * scaled + f.denominator) / (2n * f.denominator)
    : scaled / f.denominator
  const text = units.toString().padStart(digits + 1, '0')
  const sign = f.numerator < 0n && units > 0n ? '-' : ''
  if (digits === 0) return sign + text
  return `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`
}

const MAX_PART = 2n ** 31n - 1n
const WEIGHT = /^(\d{1,40})(?:\/(\d{1,40})|\.(\d{1,40}))?$/
const EXPECTED_WEIGHT =
  'a weight above 0 such as 2, 3/2 or 1.25, numerator and denominator at most 2147483647'

type ParsedWeight = { weight: Fraction } | { problem: string; expected: string }

/**
 * Reads a tier weight written "2", "3/2" or "1.25".
 * Refuses 0, signs, exponents, and a numerator or denominator above 2^31 − 1 in lowest terms.
 */
export const parseWeight = (text: string): ParsedWeight => {
  const [, whole, below, decimals = ''] = WEIGHT.exec(text) ?? []
  const numerator = whole === undefined ? 0n : BigInt(whole + decimals)
  const denominator = below === undefined ? 10n ** BigInt(decimals.length) : BigInt(below)
  if (numerator === 0n || denominator === 0n) return refusedWeight(text)
  const weight = fraction(numerator, denominator)
  if (weight.numerator > MAX_PART || weight.denominator > MAX_PART) return refusedWeight(text)
  return { weight }
}

const refusedWeight = (text: string): ParsedWeight => ({
  problem: `found ${quoted(text)}, expected ${EXPECTED_WEIGHT}`,
  expected: EXPECTED_WEIGHT,
})

/** "p/q", or "p" when q = 1: the form that the canonical snapshot uses. */
export const formatFractionShort = (f: Fraction): string =>
  f.denominator === 1n
    ? f.numerator.toString()
    : `${f.numerator.toString()}/${f.denominator.toString()}`

/** Two decimal strings; as it is, so give it lowest terms. */
export const fractionToJson = (f: Fraction): FractionJson => ({
  numerator: f.numerator.toString(),
  denominator: f.denominator.toString(),
})

/** Reduces what it reads. Refuses (Fault, or a SyntaxError of BigInt) anything but two integers. */
export const fractionFromJson = (json: FractionJson): Fraction =>
  fraction(BigInt(json.numerator), BigInt(json.denominator))
