// Guarantees of a comparison: counts and sums are exact, and the sentence says what they say.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { allocate, type Allocation } from './allocation'
import { compareAllocations, floorResidual, shiftInWords } from './allocation-comparison'
import { RULES } from './allocation-schedule'
import { plainTerms, type Terms } from './allocation-terms'
import type { Claim } from './claim'
import { plainClaim as claim } from './claim.example'
import { sum } from './money'

const three = [claim('a', 100n), claim('b', 200n), claim('c', 300n)]
const allocated = (claims: readonly Claim[], collected: bigint, terms: Terms): Allocation => {
  const allocation = allocate(claims, { collected, ...terms })
  if (allocation.kind === 'infeasible') throw new Error('expected a feasible allocation')
  return allocation
}
const shiftOf = (rule: Terms['rule'], collected: bigint, claims: readonly Claim[] = three) =>
  compareAllocations(
    claims,
    allocated(claims, collected, plainTerms('pro-rata')),
    allocated(claims, collected, plainTerms(rule)),
  )
const words = { money: (amount: bigint) => `${amount} units`, numeraire: 'profit' }

test('says what an equal levy puts on smaller accounts', () => {
  // Pro-rata takes 40, 80, 120; equal levy 80, 80, 80.
  const shift = shiftOf('equal-levy', 240n)
  expect(shift).toMatchObject({ payMore: 1, payLess: 1, more: 40n, less: 40n, lostAll: 0 })
  expect(shiftInWords(shift, words)).toBe(
    'Takes 40 units less from the largest account and 40 units more from 1 smaller one.',
  )
})

test('says what level-down puts on the largest, and who loses everything', () => {
  expect(shiftInWords(shiftOf('level-down', 60n), words)).toBe(
    'Takes 30 units less from the 2 smallest accounts and 30 units more from 1 larger one.',
  )
  expect(shiftInWords(shiftOf('equal-levy', 400n), words)).toContain(
    '; 1 account loses its whole profit.',
  )
})

test('calls nobody large or small where both kinds pay more', () => {
  const scored = [
    claim('a', 100n, { score: '9' }),
    claim('b', 200n, { score: '1' }),
    claim('c', 300n, { score: '5' }),
  ]
  expect(shiftInWords(shiftOf('queue', 300n, scored), words)).toBe(
    'Takes 100 units less from one account and 100 units more from 2 others; 1 account loses its whole profit.',
  )
})

test('says that the same is taken from everybody', () => {
  expect(shiftInWords(shiftOf('pro-rata', 300n), words)).toBe('Takes the same from everybody.')
  expect(shiftInWords(shiftOf('pro-rata', 300n), { ...words, opening: 'The limits take' })).toBe(
    'The limits take the same from everybody.',
  )
})

const population = fc
  .array(fc.record({ base: fc.bigInt({ min: 0n, max: 10n ** 6n }), score: fc.nat(9) }), {
    minLength: 1,
    maxLength: 30,
  })
  .map((rows) =>
    rows.map(({ base, score }, index) => claim(`a${index}`, base, { score: String(score) })),
  )
  .filter((claims) => claims.some(({ base }) => base > 0n))

test('what some pay more and others less adds up to what is levied', () => {
  fc.assert(
    fc.property(
      population,
      fc.integer({ min: 1, max: 100 }),
      fc.constantFrom(...RULES),
      (claims, share, rule) => {
        const collected = (sum(claims.map(({ base }) => base)) * BigInt(share)) / 100n
        fc.pre(collected > 0n)
        const [reference, other] = [
          allocated(claims, collected, plainTerms('pro-rata')),
          allocated(claims, collected, plainTerms(rule)),
        ]
        const shift = compareAllocations(claims, reference, other)
        expect(shift.more - shift.less).toBe(other.levied - reference.levied)
        expect(shift.payMore + shift.payLess).toBeLessThanOrEqual(claims.length)
      },
    ),
  )
})

test('the residual of floors is known under either rounding', () => {
  fc.assert(
    fc.property(
      population,
      fc.integer({ min: 1, max: 99 }),
      fc.constantFrom(...RULES),
      (claims, share, rule) => {
        const collected = (sum(claims.map(({ base }) => base)) * BigInt(share)) / 100n
        fc.pre(collected > 0n)
        const floors = allocated(claims, collected, plainTerms(rule))
        const exact = allocated(claims, collected, plainTerms(rule, 'largest-remainder'))
        expect(floorResidual(claims, exact)).toBe(floors.residual)
        expect(floorResidual(claims, floors)).toBe(floors.residual)
      },
    ),
  )
})
