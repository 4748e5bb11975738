// Shapes: closed objects, bounded texts, and sentences that name the place of what is wrong.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  anything,
  day,
  decimal,
  either,
  hasShape,
  hex,
  list,
  name,
  oneOf,
  record,
  shapeProblem,
  time,
  type Shape,
} from './json-shape'

const step = record({ hash: hex(), sums: list(decimal(), { most: 4 }) })
const statement = record(
  { v: oneOf(1), kind: oneOf('a', 'b'), path: list(step, { least: 1 }) },
  { note: name(5), at: time },
)
const good = { v: 1, kind: 'a', path: [{ hash: 'ab'.repeat(32), sums: ['0', '12'] }] }

describe('shapeProblem', () => {
  it('finds nothing in a value of the shape', () => {
    expect(shapeProblem(good, statement)).toBeNull()
    expect(
      shapeProblem({ ...good, note: 'short', at: '2026-02-28T23:59:59Z' }, statement),
    ).toBeNull()
    expect(hasShape(good, statement)).toBe(true)
  })

  it.each<[unknown, string]>([
    [null, 'expected an object, got null'],
    [[], 'expected an object, got a list'],
    [{ ...good, v: '1' }, 'v: expected 1, got “1”'],
    [{ ...good, kind: 'c' }, 'kind: expected "a" or "b", got “c”'],
    [{ v: 1, kind: 'a' }, 'path: expected a value, got no such member'],
    [{ ...good, extra: 1 }, '“extra” is not a member of this format'],
    [
      JSON.parse('{"v":1,"kind":"a","path":[],"__proto__":1}'),
      'path: expected 1 to Infinity items, got 0',
    ],
    [
      { ...good, path: [{ hash: 'AB'.repeat(32), sums: [] }] },
      'path[0].hash: expected 64 lower-case',
    ],
    [
      { ...good, path: [{ hash: 'ab'.repeat(32), sums: ['01'] }] },
      'path[0].sums[0]: expected a whole',
    ],
    [
      { ...good, path: [{ hash: 'ab'.repeat(32), sums: [], x: 1 }] },
      'path[0]: “x” is not a member',
    ],
    [{ ...good, note: 'a\nb' }, 'note: expected text of 1 to 5 characters'],
    [{ ...good, at: '2026-02-30T00:00:00Z' }, 'at: expected a time'],
    [{ ...good, at: undefined }, 'at: expected a time YYYY-MM-DDTHH:MM:SSZ, got nothing'],
  ])('names the place: %j', (value, problem) => {
    expect(shapeProblem(value, statement)).toContain(problem)
  })

  it('does not take inherited members for its own', () => {
    expect(shapeProblem(Object.create(good), statement)).toContain('no such member')
    expect(shapeProblem(JSON.parse('{"__proto__":{"a":1}}'), record({ a: anything }))).toContain(
      'a: expected a value, got no such member',
    )
  })

  it.each<[string, Shape<unknown>, unknown[], unknown[]]>([
    [
      'decimal',
      decimal(3),
      ['0', '7', '100'],
      ['', '00', '-1', '+1', '1.0', '1000', '1\n', '１', 1],
    ],
    ['hex', hex(2), ['00ff'], ['00FF', '00f', '00ff0', '0x00', '00ff\n']],
    ['day', day, ['2024-02-29'], ['2023-02-29', '2024-2-9', '2024-02-29T00:00:00Z']],
    [
      'time',
      time,
      ['2024-02-29T23:59:59Z'],
      [
        '2024-02-29T24:00:00Z',
        '2024-02-29T23:59:60Z',
        '2024-02-29T23:59:59+00:00',
        '2024-02-29 23:59:59Z',
      ],
    ],
    ['either', either(decimal(), oneOf(null)), ['1', null], ['x', 1, undefined]],
  ])('%s accepts one spelling only', (_, shape, accepted, refused) => {
    for (const value of accepted) expect(shapeProblem(value, shape)).toBeNull()
    for (const value of refused) expect(shapeProblem(value, shape)).not.toBeNull()
  })

  it('never throws, whatever the value', () => {
    fc.assert(
      fc.property(
        fc.anything({ withNullPrototype: true, withBigInt: true, withDate: true }),
        (value) => {
          expect(shapeProblem(value, statement)).not.toBeNull()
          expect(typeof shapeProblem({ ...good, path: [value] }, statement)).toBe('string')
        },
      ),
    )
  })
})
