// Packed nodes keep their sums, and hold none that is too large.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Fault } from '../assert'
import { SUM_LIMIT } from './encoding'
import { packNode, parentNode, unpackNode } from './node'
import { cutOf } from './secret'

const sums = fc.array(fc.bigInt({ min: 0n, max: SUM_LIMIT - 1n }), { minLength: 1, maxLength: 4 })
const hash = fc.uint8Array({ minLength: 32, maxLength: 32 })

describe('a packed node', () => {
  it('is what was packed, wherever it lies in a row', () => {
    fc.assert(
      fc.property(hash, sums, (of, columns) => {
        const packed = packNode({ hash: of, sums: columns })
        const row = new Uint8Array(packed.length + 7)
        row.set(packed, 7)
        const { hash: back, sums: read } = unpackNode(row.subarray(7))
        expect([...back]).toEqual([...of])
        expect(read).toEqual(columns)
      }),
    )
  })

  it('holds no sum of 2^127 or more, nor a negative one', () => {
    const zeros = new Uint8Array(32)
    const half = packNode({ hash: zeros, sums: [SUM_LIMIT / 2n] })
    expect(() => packNode({ hash: zeros, sums: [SUM_LIMIT] })).toThrow(Fault)
    expect(() => packNode({ hash: zeros, sums: [-1n] })).toThrow(Fault)
    expect(() => parentNode({ columns: 1, level: 1, left: half, right: half })).toThrow(Fault)
  })
})

describe('a cut', () => {
  it('is a part of the value, and differs by column and context', () => {
    const secret = new Uint8Array(32).fill(7)
    fc.assert(
      fc.property(hash, fc.bigInt({ min: 0n, max: SUM_LIMIT - 1n }), (context, value) => {
        const cut = cutOf({ secret, context, column: 0, value })
        expect(cut >= 0n && cut <= value).toBe(true)
      }),
    )
    const part = { secret, context: secret, value: SUM_LIMIT - 1n }
    expect(cutOf({ ...part, column: 0 })).not.toBe(cutOf({ ...part, column: 3 }))
  })
})
