// Amounts are read strictly, written exactly and survive the way there and back.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Fault } from './assert'
import { formatAmount, groupThousands, MAX_AMOUNT, mulDivFloor, parseAmount, sum } from './money'

describe('parseAmount', () => {
  it.each([
    ['0', 2, 0n],
    ['12', 0, 12n],
    ['12.3', 2, 1230n],
    ['-1234.50', 2, -123450n],
    ['0007', 2, 700n],
    ['-0.00', 2, 0n],
    ['9223372036854775807', 0, MAX_AMOUNT],
    ['-9223372036.854775807', 9, -MAX_AMOUNT],
  ])('reads %s at scale %i exactly', (text, scale, amount) => {
    expect(parseAmount(text, { scale })).toEqual({ amount })
  })

  it.each([
    '1e309',
    'NaN',
    '1,000',
    '0x1',
    '',
    ' 1',
    '1 ',
    '+1',
    '1.',
    '.5',
    '--1',
    'Infinity',
    '1.234',
  ])('refuses %j at scale 2', (text) => {
    expect(parseAmount(text, { scale: 2 })).toMatchObject({
      expected: 'a decimal number with at most 2 digits after the point',
    })
  })

  it('refuses digits of other scripts', () => {
    expect(parseAmount('١٢', { scale: 0 })).toHaveProperty('problem')
  })

  it('says what it found and what it expected', () => {
    expect(parseAmount('1e309', { scale: 2 })).toMatchObject({
      problem: 'found “1e309”, expected a decimal number with at most 2 digits after the point',
    })
    expect(parseAmount('1.5', { scale: 0 })).toMatchObject({ expected: 'a whole number' })
  })

  it.each(['9223372036854775808', '-9223372036854775808', '9'.repeat(100_000)])(
    'refuses what does not fit in 63 bits (%#)',
    (text) => {
      expect(parseAmount(text, { scale: 0 })).toMatchObject({
        expected: 'at most 9223372036854775807',
      })
    },
  )

  it('refuses a scale that no asset may have', () => {
    expect(() => parseAmount('1', { scale: 10 })).toThrow(Fault)
    expect(() => parseAmount('1', { scale: 1.5 })).toThrow(Fault)
  })
})

describe('formatAmount', () => {
  it('is undone by parseAmount for every amount and scale', () => {
    const amounts = fc.bigInt({ min: -MAX_AMOUNT, max: MAX_AMOUNT })
    fc.assert(
      fc.property(amounts, fc.integer({ min: 0, max: 9 }), (amount, scale) => {
        expect(parseAmount(formatAmount(amount, { scale }), { scale })).toEqual({ amount })
      }),
    )
  })

  it.each([
    [-123450n, 2, '-1234.50'],
    [5n, 2, '0.05'],
    [-5n, 9, '-0.000000005'],
    [12n, 0, '12'],
  ])('writes %s at scale %i as %s', (amount, scale, text) => {
    expect(formatAmount(amount, { scale })).toBe(text)
  })
})

describe('groupThousands', () => {
  it.each([
    ['1234.50', '1,234.50'],
    ['-1.00', '−1.00'],
    ['999', '999'],
    ['-1234567', '−1,234,567'],
    ['1000.123456789', '1,000.123456789'],
  ])('shows %s as %s', (decimal, shown) => {
    expect(groupThousands(decimal)).toBe(shown)
  })
})

describe('mulDivFloor', () => {
  it('floors the exact quotient where a rounded division would not', () => {
    const whole = 1208925819614629174706175n
    expect(mulDivFloor(whole - 1n, 5n, whole)).toBe(4n)
  })

  it('refuses negative factors and an empty divisor', () => {
    expect(() => mulDivFloor(-1n, 1n, 1n)).toThrow(Fault)
    expect(() => mulDivFloor(1n, 1n, 0n)).toThrow(Fault)
  })
})

describe('sum', () => {
  it('goes beyond 64 bits', () => {
    expect(sum([MAX_AMOUNT, MAX_AMOUNT, MAX_AMOUNT])).toBe(3n * MAX_AMOUNT)
  })
})
