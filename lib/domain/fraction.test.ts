// Fractions are exact, in lowest terms, and rounded only when they are written.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Fault } from './assert'
import {
  compareFractions,
  formatFractionShort,
  fraction,
  fractionFromJson,
  fractionToJson,
  parseWeight,
  toDecimalFloor,
  toDecimalHalfUp,
  toPercent,
} from './fraction'

const fractions = fc
  .tuple(
    fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }),
    fc.bigInt({ min: 1n, max: 10n ** 30n }),
  )
  .map(([numerator, denominator]) => fraction(numerator, denominator))

describe('fraction', () => {
  it('is in lowest terms with a denominator above 0', () => {
    expect(fraction(-6n, -4n)).toEqual({ numerator: 3n, denominator: 2n })
    expect(fraction(6n, -4n)).toEqual({ numerator: -3n, denominator: 2n })
    expect(fraction(0n, 7n)).toEqual({ numerator: 0n, denominator: 1n })
  })

  it('refuses a denominator of 0', () => {
    expect(() => fraction(1n, 0n)).toThrow(Fault)
  })

  it('survives JSON', () => {
    fc.assert(
      fc.property(fractions, (f) => {
        expect(fractionFromJson(fractionToJson(f))).toEqual(f)
      }),
    )
  })

  it('is ordered exactly', () => {
    expect(compareFractions(fraction(1n, 3n), fraction(333n, 1000n))).toBe(1)
    expect(compareFractions(fraction(-1n, 3n), fraction(1n, 3n))).toBe(-1)
    expect(compareFractions(fraction(2n, 4n), fraction(1n, 2n))).toBe(0)
  })
})

describe('decimals of a fraction', () => {
  it('are cut off or rounded half up, as asked', () => {
    const rate = fraction(2n, 3n)
    expect(toDecimalFloor(rate, { digits: 18 })).toBe('0.666666666666666666')
    expect(toDecimalHalfUp(rate, { digits: 4 })).toBe('0.6667')
    expect(toDecimalHalfUp(fraction(-1n, 8n), { digits: 2 })).toBe('-0.13')
    expect(toDecimalFloor(fraction(-1n, 8n), { digits: 2 })).toBe('-0.12')
    expect(toDecimalFloor(fraction(-1n, 800n), { digits: 2 })).toBe('0.00')
    expect(toDecimalHalfUp(fraction(5n, 2n), { digits: 0 })).toBe('3')
  })

  it('read as percent', () => {
    expect(toPercent(fraction(1219110448n, 83455405535n), { digits: 4 })).toBe('1.4608')
  })

  it('never differ from the fraction by a whole last digit', () => {
    fc.assert(
      fc.property(fractions, fc.integer({ min: 0, max: 20 }), (f, digits) => {
        const units = BigInt(toDecimalFloor(f, { digits }).replace('.', ''))
        const error = f.numerator * 10n ** BigInt(digits) - units * f.denominator
        expect(error < f.denominator && -error < f.denominator).toBe(true)
      }),
    )
  })
})

describe('parseWeight', () => {
  it.each([
    ['2', '2'],
    ['3/2', '3/2'],
    ['1.25', '5/4'],
    ['4/2', '2'],
    ['0.50', '1/2'],
    ['2147483647/2', '2147483647/2'],
  ])('reads %s as %s', (text, short) => {
    const parsed = parseWeight(text)
    expect('weight' in parsed ? formatFractionShort(parsed.weight) : parsed).toBe(short)
  })

  it.each([
    '0',
    '0/1',
    '0.0',
    '1/0',
    '-1',
    '',
    '1e3',
    '1/2/3',
    ' 1',
    '1.5/2',
    '2147483648',
    '1/2147483648',
  ])('refuses %j', (text) => {
    expect(parseWeight(text)).toHaveProperty('problem')
  })
})
