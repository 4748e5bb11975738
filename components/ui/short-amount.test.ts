// Shortened amounts never claim more money than there is, unless they are asked to be rounded.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { shortAmount } from './short-amount'

test.each([
  [1_000_000_000n, '10.00 M'],
  [999_999_999n, '9.99 M'],
  [-291_420_736n, '−2.91 M'],
  [99_999n, '999.99'],
  [100_000n, '1.00 k'],
  [0n, '0.00'],
])('cuts %s minor units to %s', (amount, text) => {
  expect(shortAmount(amount, { scale: 2 })).toBe(text)
})

test.each([
  [373_761_956n, '3.74 M'],
  [373_499_999n, '3.73 M'],
  [99_999_999n, '1.00 M'],
  [99_999_499n, '999.99 k'],
  [99_999n, '999.99'],
])('rounds %s minor units half up to %s where parts of one whole are told', (amount, text) => {
  expect(shortAmount(amount, { scale: 2, isRounded: true })).toBe(text)
})

test('never rounds away from zero', () => {
  const exponents: Record<string, bigint> = { k: 3n, M: 6n, G: 9n }
  fc.assert(
    fc.property(fc.bigInt({ min: 100_000n, max: 2n ** 63n - 1n }), (amount) => {
      const [decimal = '', letter = ''] = shortAmount(amount, { scale: 2 }).split(' ')
      const hundredths = BigInt(decimal.replaceAll(/[,.]/g, ''))
      expect(hundredths * 10n ** (exponents[letter] ?? 0n) <= amount).toBe(true)
    }),
  )
})
