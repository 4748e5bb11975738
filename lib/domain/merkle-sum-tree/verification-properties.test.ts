// Over random populations: every honest statement is accepted, every change of one is refused, nothing hangs or throws.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bearable, population } from '../allocation-population.example'
import { plainTerms } from '../allocation-terms'
import { placesOf, replaced, type Json, type Place } from './json-place.example'
import { exampleRun, type ExampleRun, type ExampleStatement } from './merkle-sum-tree.example'
import { verifyAccount } from './verification'

const isAccepted = (part: unknown, side: unknown, typedAccount: string): boolean =>
  verifyAccount({ part, side, typedAccount }).every(({ isPassed }) => isPassed)

const one = (run: ExampleRun, at: number): ExampleStatement => {
  const statement = run.statements[at % run.statements.length]
  if (!statement) throw new Error('expected a statement, got none')
  return statement
}

/** What stands at a place, changed a little: by one unit, by one digit, or with two elements swapped. */
const nudged = (value: Json, at: number): Json => {
  if (typeof value === 'boolean') return !value
  if (Array.isArray(value)) return swapped(value, at)
  if (typeof value !== 'string') return null
  if (/^\d{1,40}$/.test(value)) return (BigInt(value) + 1n).toString()
  const place = at % Math.max(1, value.length)
  const digit = value[place] === '0' ? '1' : '0'
  return value.slice(0, place) + digit + value.slice(place + 1)
}

const swapped = (list: Json[], at: number): Json => {
  const place = at % Math.max(1, list.length)
  const [element = null] = list.slice(place, place + 1)
  return [...list.slice(0, place), ...list.slice(place + 1), element]
}

const changes = fc.tuple(fc.nat(), fc.nat(), fc.nat())

describe('a random population under any rule', () => {
  it('has a statement for everybody that is accepted, at two places of its own', () => {
    fc.assert(
      fc.property(bearable(), (problem) => {
        const run = exampleRun(problem)
        const places = run.statements.flatMap(({ part }) => part.chunks.map(({ index }) => index))
        expect(new Set(places).size).toBe(2 * run.statements.length)
        for (const { part, typedAccount } of run.statements) {
          expect(verifyAccount({ part, side: run.side, typedAccount })).toSatisfy(allPassed)
        }
      }),
      { numRuns: 150 },
    )
  }, 60_000)

  it('has no statement and no report that could be changed in one place', () => {
    fc.assert(
      fc.property(bearable(), changes, (problem, [which, where, how]) => {
        const run = exampleRun(problem)
        const { part, typedAccount } = one(run, which)
        const whole = { part, side: run.side } as unknown as Json
        const places = placesOf(whole).filter(({ value }) => !isRecord(value))
        const { way, value } = places[where % places.length] ?? { way: [], value: null }
        const changed = replaced(whole, way, nudged(value, how))
        fc.pre(JSON.stringify(changed) !== JSON.stringify(whole))
        const { part: ours, side } = changed as { part: Json; side: Json }
        expect(isAccepted(ours, side, typedAccount)).toBe(false)
      }),
      { numRuns: 400 },
    )
  }, 120_000)
})

const allPassed = (checks: readonly { isPassed: boolean }[]): boolean =>
  checks.every(({ isPassed }) => isPassed)

const isRecord = (value: Json): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const sample = exampleRun({
  claims: population([500n, 300n, 200n]),
  terms: plainTerms('pro-rata', 'largest-remainder'),
  collected: 101n,
})
const honest = { part: one(sample, 0).part, side: sample.side } as unknown as Json
const spots = placesOf(honest)

/** Whether the honest statement is still accepted with another value at one place. */
const isAcceptedWith = (way: Place, value: Json): boolean => {
  const changed = replaced(honest, way, value)
  const { part = null, side = null } = Object(changed) as { part?: Json; side?: Json }
  return isAccepted(part, side, 'a')
}

describe('hostile content', () => {
  it('is refused wherever it stands, and never throws', () => {
    const content = fc.jsonValue({ maxDepth: 4 }) as fc.Arbitrary<Json>
    fc.assert(
      fc.property(fc.nat({ max: spots.length - 1 }), content, (at, value) => {
        const { way, value: before } = spots[at] ?? { way: [], value: null }
        fc.pre(JSON.stringify(value) !== JSON.stringify(before))
        expect(isAcceptedWith(way, value)).toBe(false)
      }),
      { numRuns: 500 },
    )
  }, 60_000)

  const digits = '9'.repeat(1_000_000)
  const many = Array.from({ length: 200_000 }, () => ({ hash: 'ab'.repeat(32), sums: ['0'] }))
  const deep = JSON.parse(`${'['.repeat(5_000)}${']'.repeat(5_000)}`) as Json
  const heirs = JSON.parse('{"__proto__":{"account":"a"},"constructor":1}') as Json

  it.each([
    ['a number of a million digits', digits],
    ['a negative number of a million digits', `-${digits}`],
    ['a text of a million surrogates', '\ud800'.repeat(1_000_000)],
    ['200,000 steps', many],
    ['200,000 ids', Array.from({ length: 200_000 }, (_, index) => `a${index}`)],
    ['lists in lists', deep],
    ['members of the prototype', heirs],
  ])(
    'is refused at once: %s at every place',
    (_, value) => {
      for (const { way } of spots.filter((_spot, at) => at % 5 === 0)) {
        const started = performance.now()
        expect(isAcceptedWith(way, value)).toBe(false)
        expect(performance.now() - started).toBeLessThan(1_000)
      }
    },
    120_000,
  )

  it('does not get through as a fraction of ten thousand digits', () => {
    const long = '9'.repeat(10_000)
    const fractionWays = spots.filter(({ way }) =>
      /^(?:numerator|denominator)$/.test(`${way.at(-1)}`),
    )
    for (const { way } of fractionWays) {
      const started = performance.now()
      expect(isAcceptedWith(way, long)).toBe(false)
      expect(performance.now() - started).toBeLessThan(1_000)
    }
  })

  it('does not become long sentences', () => {
    for (const { way } of spots) {
      const { part = null, side = null } = Object(
        replaced(honest, way, digits.slice(0, 5_000)),
      ) as {
        part?: Json
        side?: Json
      }
      const checks = verifyAccount({ part, side, typedAccount: 'a' })
      for (const { sentence } of checks) expect(sentence.length).toBeLessThan(400)
    }
  })
})
