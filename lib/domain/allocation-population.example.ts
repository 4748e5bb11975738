// Populations and terms for the tests of the allocation kernel: plain ones by hand, random ones at the edges.
import fc from 'fast-check'
import { allocate, capacityUnder, type Allocation } from './allocation'
import { groupByOwner, type ChargeableClaim } from './allocation-group'
import { exactLevies } from './allocation-levy'
import { NO_LIMITS, type Limits } from './allocation-limits'
import { ROUNDINGS, RULES, type Rounding, type Rule } from './allocation-schedule'
import { solve } from './allocation-solve'
import type { Terms } from './allocation-terms'
import type { Claim } from './claim'
import { plainClaim } from './claim.example'
import { fraction, type Fraction } from './fraction'
import { MAX_AMOUNT } from './money'

/** Claims a, b, c … with a score that falls from one to the next. */
export const population = (
  bases: readonly bigint[],
  caps: readonly (bigint | null)[] = [],
): Claim[] =>
  bases.map((base, index) =>
    plainClaim(accountAt(index), base, {
      cap: caps[index] ?? null,
      score: (bases.length - index).toString(),
    }),
  )

const accountAt = (index: number): string =>
  index < 26 ? String.fromCharCode(97 + index) : `z${index.toString().padStart(6, '0')}`

export type Problem = { claims: Claim[]; terms: Terms; collected: bigint }

export const feasible = (
  claims: readonly Claim[],
  options: Terms & { collected: bigint },
): Allocation => {
  const allocation = allocate(claims, options)
  if (allocation.kind === 'infeasible') throw new Error('expected a feasible run')
  return allocation
}

/** The levies before rounding, in lowest terms, of claims that are grouped already. */
export const realLevies = (
  claims: readonly ChargeableClaim[],
  options: Terms & { collected: bigint },
): Fraction[] => {
  const exactly = exactLevies(solve(claims, options))
  return claims.map((claim) => {
    const { numerator, denominator } = exactly(claim)
    return fraction(numerator, denominator)
  })
}

export const capacity = ({ claims, terms }: Omit<Problem, 'collected'>): bigint =>
  capacityUnder(
    groupByOwner(claims).map(({ claim }) => claim),
    terms,
  )

/** Ties and zeros, ordinary amounts, the largest there are (totals beyond 2^64). */
const kinds: readonly fc.Arbitrary<bigint>[] = [
  fc.bigInt({ min: 0n, max: 3n }),
  fc.bigInt({ min: 0n, max: 30n }),
  fc.bigInt({ min: 0n, max: 10n ** 9n }),
  fc.bigInt({ min: MAX_AMOUNT / 2n, max: MAX_AMOUNT }),
  fc.bigInt({ min: MAX_AMOUNT - 3n, max: MAX_AMOUNT }),
]
/** All of them together. */
export const amounts: fc.Arbitrary<bigint> = fc.oneof(...kinds)
const amountKinds = [...kinds, amounts]

const parts: fc.Arbitrary<Fraction> = fc.oneof(
  fc.constantFrom(fraction(0n, 1n), fraction(1n, 1n), fraction(1n, 2n), fraction(1n, 10n)),
  fc
    .tuple(fc.bigInt({ min: 0n, max: 7n }), fc.bigInt({ min: 7n, max: 9n }))
    .map(([numerator, denominator]) => fraction(numerator, denominator)),
  fc.constant(fraction(10n ** 18n - 1n, 10n ** 18n)),
)
/** Largest numerator and denominator that a weight may have. */
const LARGEST = 2n ** 31n - 1n
const weightParts = fc.oneof(
  { weight: 4, arbitrary: fc.bigInt({ min: 1n, max: 9n }) },
  { weight: 1, arbitrary: fc.bigInt({ min: LARGEST - 9n, max: LARGEST }) },
)
const weights: fc.Arbitrary<Fraction> = fc
  .tuple(weightParts, weightParts)
  .map(([numerator, denominator]) => fraction(numerator, denominator))
const scores = fc.constantFrom('-1.5', '0', '0.5', '2', '10', '9.000000000000000001', '9')

const rows = (amounts: fc.Arbitrary<bigint>) =>
  fc.record({
    base: amounts,
    initial: fc.constantFrom('a', 'A', '0', 'z'),
    owner: fc.option(fc.constantFrom('o', 'p', 'q'), { freq: 2 }),
    class: fc.constantFrom<Claim['class'][]>('eligible', 'eligible', 'eligible', 'house', 'exempt'),
    cap: fc.option(fc.oneof(parts, fc.constant(fraction(0n, 1n)))),
    equity: fc.option(fc.tuple(amounts, fc.boolean())),
    weight: fc.option(weights),
    score: scores,
  })
type Row = ReturnType<typeof rows> extends fc.Arbitrary<infer T> ? T : never

/** What `rule` may be asked: caps unless Talmud, weights for pro-rata alone, owners that agree. */
const asked = (rule: Rule, row: Row, like: Row, index: number): Claim => ({
  account: `${row.initial}${index}`,
  owner: row.owner,
  class: like.class,
  base: row.base,
  equity: row.equity === null ? null : row.equity[0] * (row.equity[1] ? -1n : 1n) + row.base,
  cap:
    row.cap === null || rule === 'talmud'
      ? null
      : (row.base * row.cap.numerator) / row.cap.denominator,
  weight: rule === 'pro-rata' ? like.weight : null,
  score: rule === 'queue' ? like.score : null,
})

const limits = (rule: Rule, amounts: fc.Arbitrary<bigint>): fc.Arbitrary<Limits> =>
  fc.record({
    capFraction: rule === 'talmud' ? fc.constant(null) : fc.option(parts, { freq: 1 }),
    minEquity: rule === 'talmud' ? fc.constant(null) : fc.option(amounts, { freq: 1 }),
    exemptBelow: fc.option(fc.bigInt({ min: 0n, max: 5n }), { freq: 1 }),
  })

/** Claims and terms of everything that the rule takes: caps, weights, owners, classes, limits. */
const settings = (
  rule: Rule,
  { rounding, size }: { rounding: Rounding; size: { minLength: number; maxLength: number } },
): fc.Arbitrary<Omit<Problem, 'collected'>> =>
  fc
    .oneof(
      ...amountKinds.map((kind) =>
        fc.tuple(fc.array(rows(kind), size), fc.oneof(fc.constant(NO_LIMITS), limits(rule, kind))),
      ),
    )
    .map(([all, policy]) => ({
      claims: all.map((row, index) => {
        const like = all.find(({ owner }) => owner !== null && owner === row.owner) ?? row
        return asked(rule, row, like, index)
      }),
      terms: { rule, rounding, limits: policy },
    }))

/** Settings and an amount from one unit to one above capacity, the edges often. */
export const problems = (
  rule: Rule,
  options: { rounding: Rounding; size?: { minLength: number; maxLength: number } },
): fc.Arbitrary<Problem> =>
  fc
    .tuple(settings(rule, { size: { minLength: 1, maxLength: 12 }, ...options }), shares)
    .map(([setting, share]) => {
      const most = capacity(setting)
      const collected = share === 'above' ? most + 1n : (most * share) / SHARES
      return { ...setting, collected: collected === 0n ? 1n : collected }
    })

const SHARES = 2n ** 20n
const shares: fc.Arbitrary<bigint | 'above'> = fc.oneof(
  { weight: 8, arbitrary: fc.bigInt({ min: 0n, max: SHARES }) },
  { weight: 1, arbitrary: fc.constantFrom(0n, SHARES / 2n, SHARES) },
  { weight: 1, arbitrary: fc.constant('above' as const) },
)

/** Problems of any rule and rounding that the population can bear. */
export const bearable = (
  rules: readonly Rule[] = RULES,
  roundings: readonly Rounding[] = ROUNDINGS,
): fc.Arbitrary<Problem> =>
  fc
    .tuple(fc.constantFrom(...rules), fc.constantFrom(...roundings))
    .chain(([rule, rounding]) => problems(rule, { rounding }))
    .filter((problem) => problem.collected <= capacity(problem))

/** Weights 1 and one exact cap fraction for all (none for Talmud), as §5 asks of the real values. */
export const uniform = (
  rules: readonly Rule[],
  rounding: Rounding = 'floor',
): fc.Arbitrary<Problem> =>
  fc
    .tuple(
      fc.constantFrom(...rules),
      fc.oneof(...amountKinds.map((kind) => fc.array(kind, { minLength: 1, maxLength: 12 }))),
      fc.option(fc.constantFrom(fraction(1n, 2n), fraction(1n, 3n), fraction(3n, 4n))),
      fc.bigInt({ min: 1n, max: SHARES }),
    )
    .map(([rule, bases, drawn, share]) => {
      const capFraction = rule === 'talmud' ? null : drawn
      const terms = { rule, rounding, limits: { ...NO_LIMITS, capFraction } }
      const claims = population(bases.map((base) => base * (capFraction?.denominator ?? 1n)))
      const collected = (capacity({ claims, terms }) * share) / SHARES
      return { claims, terms, collected }
    })
    .filter(({ collected }) => collected > 0n)
