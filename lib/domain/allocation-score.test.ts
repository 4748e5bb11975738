// Scores for the queue: their exact order, and two venues' formulas against numbers worked by hand.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bitmexScore, compareScores, hyperliquidScore, scoresAsIntegers } from './allocation-score'
import { Fault } from './assert'

describe('compareScores', () => {
  it.each([
    ['0.5', '0.50'],
    ['0', '-0'],
    ['-0.0', '0'],
    ['7', '7.000'],
    ['007', '7'],
    ['12345678901234567890.5', '12345678901234567890.50'],
  ])('holds %s and %s for equal', (a, b) => {
    expect(compareScores(a, b)).toBe(0)
    expect(compareScores(b, a)).toBe(0)
  })

  it.each([
    ['9', '10'],
    ['0.09', '0.1'],
    ['-1', '0'],
    ['-2', '-1.5'],
    ['-10', '-9'],
    ['-0.1', '0.01'],
    ['1.000000000000000000000000000001', '1.000000000000000000000000000002'],
    ['99999999999999999999999999999.9', '100000000000000000000000000000'],
    // Equal as binary floats.
    ['9007199254740992', '9007199254740993'],
    ['0.1', '0.1000000000000000000001'],
  ])('puts %s below %s', (a, b) => {
    expect(compareScores(a, b)).toBe(-1)
    expect(compareScores(b, a)).toBe(1)
  })

  it('orders like the integers that the decimals stand for', () => {
    const scaled = fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n })
    const decimal = (units: bigint, digits: number) => {
      const text = (units < 0n ? -units : units).toString().padStart(digits + 1, '0')
      const whole = text.slice(0, text.length - digits)
      return `${units < 0n ? '-' : ''}${whole}${digits === 0 ? '' : `.${text.slice(-digits)}`}`
    }
    fc.assert(
      fc.property(scaled, scaled, fc.nat(20), fc.nat(20), (a, b, i, j) => {
        const [left, right] = [a * 10n ** BigInt(j), b * 10n ** BigInt(i)]
        const order = left === right ? 0 : left < right ? -1 : 1
        expect(compareScores(decimal(a, i), decimal(b, j))).toBe(order)
      }),
    )
  })

  it.each(['', '1e5', '+1', '.5', '1.', ' 1', '0x10', 'NaN', '1,5', '--1'])(
    'refuses “%s”',
    (text) => {
      expect(() => compareScores(text, '1')).toThrow(Fault)
      expect(() => compareScores('1', text)).toThrow(Fault)
    },
  )
})

describe('scoresAsIntegers', () => {
  it('puts all scores on the scale of the longest', () => {
    expect(scoresAsIntegers(['2', '-1.50', '0.5', '0.125', '-0'])).toEqual([
      2000n,
      -1500n,
      500n,
      125n,
      0n,
    ])
    expect(scoresAsIntegers([])).toEqual([])
    expect(() => scoresAsIntegers(['1', '1e5'])).toThrow(Fault)
  })
})

describe('bitmexScore', () => {
  const score = (markValue: bigint, entryValue: bigint, bankruptcyValue: bigint) =>
    bitmexScore({ markValue, entryValue, bankruptcyValue })

  it.each([
    // Profit 20 % at leverage 120 ÷ (120 − 90) = 4.
    ['a winner: profit times leverage', [120n, 100n, 90n], '0.8'],
    // Profit 25 % at leverage 50 ÷ (50 − 45) = 10.
    ['a winner at high leverage', [50n, 40n, 45n], '2.5'],
    // Loss 20 % at leverage 80 ÷ (80 − 60) = 4.
    ['a loser: loss divided by leverage', [80n, 100n, 60n], '-0.05'],
    // Loss 50 % at leverage 50 ÷ (50 − 40) = 5.
    ['a loser at higher leverage', [50n, 100n, 40n], '-0.1'],
    // The other side: entry −100, mark −80, bankruptcy −120: profit 20 %, leverage 80 ÷ 40 = 2.
    ['a winner with negative values', [-80n, -100n, -120n], '0.4'],
    // Entry −100, mark −110, bankruptcy −120: loss 10 %, leverage 110 ÷ 10 = 11.
    ['a loser with negative values', [-110n, -100n, -120n], '-0.00909090909090909'],
    ['no profit', [100n, 100n, 50n], '0'],
    // Profit ⅓ at leverage 4 ÷ 2 = 2: cut off at 18 digits.
    ['a fraction without end', [4n, 3n, 2n], '0.666666666666666666'],
    // Whole numbers keep their zeros: profit 1000 % at leverage 110 ÷ 110 = 1.
    ['a whole number', [110n, 10n, 0n], '10'],
  ] as const)('ranks %s', (_, [mark, entry, bankruptcy], expected) => {
    expect(score(mark, entry, bankruptcy)).toBe(expected)
  })

  it('puts a winner before a loser, and a loser at low leverage last', () => {
    const [winner, low, high] = [
      score(120n, 100n, 90n),
      score(80n, 100n, 20n),
      score(80n, 100n, 70n),
    ]
    expect(compareScores(winner, high)).toBe(1)
    expect(compareScores(high, low)).toBe(1)
  })

  it('refuses values of 0 and a position at or beyond bankruptcy', () => {
    expect(() => score(0n, 100n, -10n)).toThrow(Fault)
    expect(() => score(100n, 0n, 90n)).toThrow(Fault)
    expect(() => score(100n, 90n, 100n)).toThrow(Fault)
    expect(() => score(100n, 90n, 101n)).toThrow(Fault)
  })
})

describe('hyperliquidScore', () => {
  it.each([
    // (120 ÷ 100) × (5,000 ÷ 1,000).
    [[120n, 100n, 5000n, 1000n], '6'],
    // (90 ÷ 120) × (300 ÷ 400).
    [[90n, 120n, 300n, 400n], '0.5625'],
    // (1 ÷ 3) × (1 ÷ 1).
    [[1n, 3n, 7n, 7n], '0.333333333333333333'],
    // Beyond what a float holds: (2^60 + 1) × 10.
    [[2n ** 60n + 1n, 1n, 10n, 1n], '11529215046068469770'],
    // Below what 18 digits show.
    [[1n, 10n ** 19n, 1n, 1n], '0'],
  ] as const)('of mark, entry, notional and account value %o is %s', (values, expected) => {
    const [markPrice, entryPrice, notional, accountValue] = values
    expect(hyperliquidScore({ markPrice, entryPrice, notional, accountValue })).toBe(expected)
  })

  it('refuses anything that is not above 0', () => {
    const position = { markPrice: 1n, entryPrice: 1n, notional: 1n, accountValue: 1n }
    for (const field of Object.keys(position)) {
      expect(() => hyperliquidScore({ ...position, [field]: 0n })).toThrow(Fault)
      expect(() => hyperliquidScore({ ...position, [field]: -1n })).toThrow(Fault)
    }
  })
})
