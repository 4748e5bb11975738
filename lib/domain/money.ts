// Amounts of money: integers of minor units, read and written exactly; no binary float ever.
import { assert, quoted } from './assert'

/** Largest single amount, in minor units: an unsigned 63-bit integer (allocation.md, preamble). */
export const MAX_AMOUNT = 2n ** 63n - 1n

/** Largest total of amounts that is read from outside, in minor units. */
export const MAX_TOTAL = 2n ** 127n - 1n

/** Most fraction digits that an asset may be accounted in. */
export const MAX_SCALE = 9

/** `problem` is a whole sentence part, "found …, expected …"; `expected` is its second half alone. */
export type ParsedAmount = { amount: bigint } | { problem: string; expected: string }

const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?$/

/**
 * Reads a decimal number of currency units as minor units.
 * `scale` is 0–9, the fraction digits of the asset; `max` bounds the absolute value (2^63 − 1).
 * Exact: more fraction digits than `scale` are refused, not rounded. Refuses signs other than a
 * leading minus, exponents, separators, blanks, other bases and empty text; takes leading zeros.
 */
export const parseAmount = (
  text: string,
  options: { scale: number; max?: bigint },
): ParsedAmount => {
  const { scale, max = MAX_AMOUNT } = options
  assertScale(scale)
  const match = DECIMAL.exec(text)
  const fraction = match?.[3] ?? ''
  if (!match || fraction.length > scale) return refusal(text, decimalExpectation(scale))
  const digits = ((match[2] ?? '') + fraction.padEnd(scale, '0')).replace(/^0+(?=\d)/, '')
  const magnitude = digits.length > 40 ? max + 1n : BigInt(digits)
  if (magnitude > max) return refusal(text, `at most ${formatAmount(max, { scale })}`)
  return { amount: match[1] === '-' ? -magnitude : magnitude }
}

const refusal = (text: string, expected: string): ParsedAmount => ({
  problem: `found ${quoted(text)}, expected ${expected}`,
  expected,
})

const decimalExpectation = (scale: number): string => {
  if (scale === 0) return 'a whole number'
  return `a decimal number with at most ${scale} digit${scale === 1 ? '' : 's'} after the point`
}

const SCALES = Array.from({ length: MAX_SCALE + 1 }, (_, scale) => scale)

const assertScale = (scale: number): void => {
  if (!SCALES.includes(scale))
    assert(false, `expected a scale from 0 to ${MAX_SCALE}, got ${scale}`)
}

/** Minor units as a plain decimal number with exactly `scale` fraction digits: "-1234.50". Exact. */
export const formatAmount = (amount: bigint, options: { scale: number }): string => {
  const { scale } = options
  assertScale(scale)
  const sign = amount < 0n ? '-' : ''
  const digits = (amount < 0n ? -amount : amount).toString().padStart(scale + 1, '0')
  if (scale === 0) return sign + digits
  return `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`
}

/** A plain decimal number as people read it: "1,234.50", and a true minus sign (U+2212). */
export const groupThousands = (decimal: string): string => {
  const [whole = '', fraction] = decimal.replace('-', '').split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',')
  const sign = decimal.startsWith('-') ? '−' : ''
  return fraction === undefined ? sign + grouped : `${sign}${grouped}.${fraction}`
}

/**
 * ⌊a·b / divisor⌋ of non-negative integers, one multiplication and one division in that order.
 * Refuses (Fault) negative factors and a divisor below 1.
 */
export const mulDivFloor = (a: bigint, b: bigint, divisor: bigint): bigint => {
  assert(a >= 0n && b >= 0n, 'expected factors of at least 0, got a negative one')
  assert(divisor > 0n, 'expected a divisor above 0, got another')
  return (a * b) / divisor
}

/** Exact total; may exceed 64 bits. */
export const sum = (amounts: Iterable<bigint>): bigint => {
  let total = 0n
  for (const amount of amounts) total += amount
  return total
}
