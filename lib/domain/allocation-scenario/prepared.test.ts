// What cannot be prepared is refused, and caps of a whole population are those of its claims.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { limitedCaps } from './cap'
import { NO_LIMITS } from '../allocation-limits'
import { prepareColumns } from './prepared'
import { fraction } from '../fraction'
import { MAX_AMOUNT } from '../money'

const plain = { caps: null, equities: null, tiers: null, weights: [], queue: null }

describe('prepareColumns', () => {
  it('refuses amounts above 2^63 − 1, caps above bases and columns of different lengths', () => {
    const bases = BigUint64Array.from([5n, MAX_AMOUNT])
    expect(() => prepareColumns({ ...plain, bases: bases.map((base) => base + 1n) })).toThrow(
      '2^63',
    )
    const above = BigUint64Array.from([6n, 0n])
    expect(() => prepareColumns({ ...plain, bases, caps: above })).toThrow('at most their bases')
    const short = BigUint64Array.from([5n])
    expect(() => prepareColumns({ ...plain, bases, caps: short })).toThrow('one length')
  })
})

describe('limitedCaps', () => {
  it('floors a fraction of every base exactly, narrow or wide', () => {
    const part = fc.oneof(
      fc.bigInt({ min: 1n, max: 2n ** 19n }),
      fc.bigInt({ min: 1n, max: 2n ** 70n }),
    )
    const base = fc.oneof(
      fc.bigInt({ min: 0n, max: MAX_AMOUNT }),
      fc.bigInt({ min: MAX_AMOUNT - 9n, max: MAX_AMOUNT }),
    )
    fc.assert(
      fc.property(part, part, fc.array(base), (a, b, bases) => {
        const capFraction = fraction(a < b ? a : b, a < b ? b : a)
        const prepared = prepareColumns({ ...plain, bases: BigUint64Array.from(bases) })
        const caps = limitedCaps(prepared, { ...NO_LIMITS, capFraction })
        const ascended = [...bases].sort((x, y) => (x < y ? -1 : Number(x > y)))
        const wanted = ascended.map(
          (each) => (each * capFraction.numerator) / capFraction.denominator,
        )
        const found = caps === null ? ascended : [...new BigUint64Array(caps.buffer)]
        expect(found).toEqual(wanted)
      }),
      { numRuns: 1000 },
    )
  })
})
