// Sums of columns are exact at every position, whole or selected.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  amountAt,
  columnOf,
  countBelow,
  rankSumBefore,
  selectedColumn,
  sumBefore,
  type Column,
} from './column'
import { inJavascript } from './passes'
import { halvesOf } from '../allocation-apply'
import { MAX_AMOUNT, sum } from '../money'

const amount = fc.oneof(
  fc.bigInt({ min: 0n, max: 9n }),
  fc.bigInt({ min: MAX_AMOUNT - 3n, max: MAX_AMOUNT }),
)
const amounts = fc
  .array(amount, { maxLength: 200, size: 'max' })
  .map((values) => [...values].sort((a, b) => (a < b ? -1 : Number(a > b))))

const agrees = (column: Column, values: readonly bigint[]): void => {
  expect(column.size).toBe(values.length)
  for (let count = 0; count <= values.length; count += 1) {
    expect(sumBefore(column, count)).toBe(sum(values.slice(0, count)))
    if (count < values.length) expect(amountAt(column, count)).toBe(values[count])
  }
}

describe('a column', () => {
  it('has exact sums, plain and weighted by rank, beyond 2^64', () => {
    fc.assert(
      fc.property(amounts, (values) => {
        const words = halvesOf(BigUint64Array.from(values))
        const column = columnOf({ words, list: null, rows: null }, { isRanked: true })
        agrees(column, values)
        for (let count = 0; count <= values.length; count += 1) {
          const ranked = values.slice(0, count).map((value, at) => BigInt(at) * value)
          expect(rankSumBefore(column, count)).toBe(sum(ranked))
        }
      }),
    )
  })

  it('counts what is below a threshold', () => {
    fc.assert(
      fc.property(amounts, fc.oneof(amount, fc.constantFrom(-1n, 2n ** 64n)), (values, bound) => {
        const words = halvesOf(BigUint64Array.from(values))
        const column = columnOf({ words, list: null, rows: null }, { isRanked: false })
        expect(countBelow(column, bound)).toBe(values.filter((value) => value < bound).length)
      }),
    )
  })

  it('has exact sums of the amounts that are selected', () => {
    const wanted = fc.constantFrom<0 | 1>(0, 1)
    fc.assert(
      fc.property(amounts, fc.infiniteStream(fc.boolean()), wanted, (values, marked, keep) => {
        const words = halvesOf(BigUint64Array.from(values))
        const marks = Uint8Array.from(values, () => (marked.next().value ? 1 : 0))
        const into = new Uint32Array(values.length)
        const range = { from: 0, to: values.length }
        const column = selectedColumn(inJavascript, {
          words,
          rows: null,
          ...range,
          marks,
          wanted: keep,
          into,
        })
        agrees(
          column,
          values.filter((_, at) => marks[at] === keep),
        )
      }),
    )
  })
})
