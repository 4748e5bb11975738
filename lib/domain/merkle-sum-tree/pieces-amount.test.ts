import fc from 'fast-check'
import { expect, it } from 'vitest'
import { writeAmount } from './pieces-amount'
import { readNumber } from './sha256-batch'

const view = new DataView(new ArrayBuffer(24))

it('writes every amount below 2^127 to the unit', () => {
  const edges = [0, 8, 9, 10, 15, 16, 17, 18, 19, 20, 38].flatMap((digits) =>
    [-1n, 0n, 1n].map((beside) => 10n ** BigInt(digits) + beside),
  )
  const binary = [31n, 32n, 47n, 53n, 59n, 63n, 64n, 127n].map((bits) => 2n ** bits - 1n)
  const amount = fc.oneof(
    fc.constantFrom(...edges.filter((edge) => edge < 2n ** 127n), ...binary),
    fc.bigInt({ min: 0n, max: 10n ** 18n }),
    fc.bigInt({ min: 0n, max: 2n ** 127n - 1n }),
  )
  fc.assert(
    fc.property(amount, (value) => {
      new Uint8Array(view.buffer).fill(0xff)
      writeAmount(view, 4, value.toString())
      expect(readNumber(view, 4)).toBe(value)
    }),
    { numRuns: 5000 },
  )
})

it.each(['', '00', '01', '-1', '+1', '1.0', '1e3', '0x1', ' 1', '1 ', '１', '1_0'])(
  'refuses %j, which is not an amount',
  (text) => {
    expect(() => writeAmount(view, 0, text)).toThrow('decimal digits')
  },
)
