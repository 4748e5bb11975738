// Writes amounts as the 16 bytes that are hashed, without a BigInt for those of 18 digits.
import { assert } from '../assert'
import { SUM_LIMIT } from './encoding'
import { writeNumber } from './sha256-batch'

/**
 * Writes an amount, in decimal digits, as 16 bytes at `at`, big-endian.
 * Refuses (Fault) other text and what is not below 2^127.
 */
export const writeAmount = (view: DataView, at: number, digits: string): void => {
  const middle = digits.length - LOWER
  const [upper, lower] = [integerOf(digits, 0, middle), integerOf(digits, middle, digits.length)]
  const isDecimal = upper >= 0 && lower >= 0 && digits.length > 0
  const isShortest = digits.length === 1 || digits.charCodeAt(0) !== ZERO
  assert(isDecimal && isShortest, 'expected an amount in decimal digits, got other text')
  if (digits.length > SHORT) {
    writeValue(view, at, BigInt(digits))
    return
  }
  // upper · 10^9 + lower in steps that stay below 2^53, which numbers hold exactly.
  const first = Math.floor(upper / 2 ** 15) * BILLION
  const rest = (upper % 2 ** 15) * BILLION + lower + (first % 2 ** 17) * 2 ** 15
  view.setUint32(at, 0)
  view.setUint32(at + 4, 0)
  view.setUint32(at + 8, Math.floor(first / 2 ** 17) + Math.floor(rest / 2 ** 32))
  view.setUint32(at + 12, rest % 2 ** 32)
}

/** Writes a value as 16 bytes at `at`, big-endian. Refuses (Fault) what is not from 0 to below 2^127. */
export const writeValue = (view: DataView, at: number, value: bigint): void => {
  assert(value >= 0n && value < SUM_LIMIT, 'expected a value from 0 to below 2^127')
  writeNumber(view, at, value)
}

const SHORT = 18
const LOWER = 9
const BILLION = 1_000_000_000
const ZERO = 0x30

/** What the digits from `from` to `to` say, exact for nine; below 0 when some are not digits. */
const integerOf = (digits: string, from: number, to: number): number => {
  let integer = 0
  let isDecimal = true
  for (let at = Math.max(0, from); at < to; at += 1) {
    const digit = digits.charCodeAt(at) - ZERO
    isDecimal &&= digit >= 0 && digit <= 9
    integer = integer * 10 + digit
  }
  return isDecimal ? integer : -1
}
