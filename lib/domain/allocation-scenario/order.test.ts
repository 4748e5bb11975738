// The order is ascending, complete, and keeps equal keys as they stood.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ascending } from './order'
import { halvesOf } from '../allocation-apply'

const keys = fc.array(
  fc.oneof(fc.bigInt({ min: 0n, max: 5n }), fc.bigInt({ min: 0n, max: 2n ** 64n - 1n })),
)

describe('ascending', () => {
  it('sorts 64-bit keys and names where each stood, equal ones in their order', () => {
    fc.assert(
      fc.property(keys, (values) => {
        const { words, rows } = ascending(halvesOf(BigUint64Array.from(values)))
        const wanted = [...values.keys()].sort((a, b) => {
          const [one, other] = [values[a] ?? 0n, values[b] ?? 0n]
          return one === other ? a - b : one < other ? -1 : 1
        })
        expect([...rows]).toEqual(wanted)
        expect([...new BigUint64Array(words.buffer)]).toEqual(wanted.map((row) => values[row]))
      }),
    )
  })

  it('keeps a given order of equal keys', () => {
    const words = halvesOf(BigUint64Array.from([7n, 3n, 7n, 3n]))
    expect([...ascending(words, Uint32Array.from([3, 2, 1, 0])).rows]).toEqual([3, 1, 2, 0])
  })
})
