// The twin in SQL and the kernel find the same levy for every claim, whatever the rule.
import fc from 'fast-check'
import { sql, type SQL } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { allocate } from '@/lib/domain/allocation'
import { type Limits, NO_LIMITS } from '@/lib/domain/allocation-limits'
import { ROUNDINGS, RULES, type Rule, type Schedule } from '@/lib/domain/allocation-schedule'
import { termsProblems } from '@/lib/domain/allocation-terms'
import { canonicalLine, type Claim } from '@/lib/domain/claim'
import { plainClaim } from '@/lib/domain/claim.example'
import { fraction } from '@/lib/domain/fraction'
import { MAX_AMOUNT, sum } from '@/lib/domain/money'
import { database } from '@/lib/server/database'
import { onlyRow, rowsOf } from './client'
import { leviesByRule } from './levy-rule'

/** A population as packed columns, in the form in which claims are stored. */
const relationOf = (claims: readonly Claim[]): SQL => {
  const cells = claims.map((claim) => canonicalLine(claim).split(','))
  const column = (place: number) =>
    sql`${sql.param(cells.map((row) => row[place] || null))}::text[]`
  return sql`select account, owner, class, base::numeric, equity::numeric, cap::numeric, weight, score
    from unnest(${column(0)}, ${column(1)}, ${column(2)}, ${column(3)}, ${column(4)}, ${column(5)}, ${column(6)}, ${column(7)})
      as c(account, owner, class, base, equity, cap, weight, score)`
}

const leviesInSql = async (claims: readonly Claim[], schedule: Schedule) => {
  const rows = await database().read((db) =>
    rowsOf<{ account: string; amount: string }>(
      db,
      sql`select account, amount::text from (${leviesByRule(relationOf(claims), schedule)}) derived`,
    ),
  )
  return new Map(rows.map(({ account, amount }) => [account, amount]))
}

const base = fc.oneof(
  fc.bigInt({ min: 0n, max: 12n }),
  fc.bigInt({ min: 0n, max: 10n ** 9n }),
  fc.bigInt({ min: MAX_AMOUNT - 3n, max: MAX_AMOUNT }),
  fc.bigInt({ min: 0n, max: MAX_AMOUNT }),
)
const share = fc.oneof(fc.constantFrom(0n, 1n, 1000n), fc.bigInt({ min: 0n, max: 1000n }))
const weight = fc
  .record({ p: fc.integer({ min: 1, max: 2 ** 31 - 1 }), q: fc.integer({ min: 1, max: 97 }) })
  .map(({ p, q }) => fraction(BigInt(p), BigInt(q)))
const row = fc.record({
  base,
  cap: fc.option(share, { nil: null }),
  equity: fc.option(fc.bigInt({ min: -1000n, max: MAX_AMOUNT }), { nil: null }),
  weight: fc.option(fc.oneof(fc.constantFrom(fraction(3n, 2n), fraction(1n, 1n)), weight), {
    nil: null,
  }),
  score: fc.constantFrom('1', '2', '2.5', '-3.25', '100000000000000000000.000000000000000001'),
  class: fc.constantFrom<Claim['class'][]>('eligible', 'eligible', 'house', 'exempt'),
  owner: fc.constantFrom(null, null, 'o1', 'o2'),
})
type Row = typeof row extends fc.Arbitrary<infer One> ? One : never

/** Accounts whose bytes do not sort as they are numbered; accounts of one owner agree. */
const claimOf = (rule: Rule) => (one: Row, index: number) => {
  const isOwned = one.owner !== null
  return plainClaim(`${'zAa9'.charAt(index % 4)}${index}`, one.base, {
    owner: one.owner,
    class: isOwned ? 'eligible' : one.class,
    cap: one.cap === null || rule === 'talmud' ? null : (one.base * one.cap) / 1000n,
    equity: one.equity,
    weight: isOwned || rule !== 'pro-rata' ? null : one.weight,
    score: isOwned ? '2' : one.score,
  })
}

const limits = fc.record({
  capFraction: fc.option(
    share.map((part) => fraction(part, 1000n)),
    { nil: null },
  ),
  minEquity: fc.option(fc.constantFrom(0n, 5n, 10n ** 8n), { nil: null }),
  exemptBelow: fc.option(fc.constantFrom(0n, 6n, 10n ** 8n), { nil: null }),
})

const cases = RULES.flatMap((rule) => ROUNDINGS.map((rounding) => ({ rule, rounding })))

test.each(cases)('agrees for every claim: $rule, $rounding', async ({ rule, rounding }) => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(row, { minLength: 1, maxLength: 40 }),
      fc.oneof(fc.constant(NO_LIMITS), limits),
      fc.oneof(fc.constantFrom(1n, 1000n), fc.bigInt({ min: 1n, max: 1000n })),
      async (rows, limited: Limits, part) => {
        const claims = rows.map(claimOf(rule))
        const own = rule === 'talmud' ? { ...limited, capFraction: null, minEquity: null } : limited
        const terms = { rule, rounding, limits: own }
        expect(termsProblems(claims, terms)).toEqual([])
        const whole = allocate(claims, { collected: 2n ** 127n, ...terms })
        const collected = (whole.capacity * part) / 1000n
        fc.pre(collected > 0n)
        const allocation = allocate(claims, { collected, ...terms })
        if (allocation.kind === 'infeasible') throw new Error('expected a feasible amount')
        const derived = await leviesInSql(claims, allocation.schedule)
        const levies = claims.map(({ account }, index) => [account, allocation.levies[index]])
        expect(derived).toEqual(new Map(levies.map(([account, levy]) => [account, String(levy)])))
        expect(sum([...derived.values()].map(BigInt))).toBe(allocation.levied)
      },
    ),
    { numRuns: 60 },
  )
})

const W = 1_208_925_819_614_629_174_706_175n

test('divides whole numbers where a rounded quotient would charge one unit too much', async () => {
  const schedule: Schedule = {
    rule: 'pro-rata',
    rounding: 'floor',
    weighted: false,
    theta: { numerator: (W - 1n).toString(), denominator: W.toString() },
  }
  const derived = await leviesInSql([plainClaim('a', 5n)], schedule)
  expect(derived.get('a')).toBe('4')
  const quotient = await database().read((db) =>
    onlyRow<{ levy: string }>(
      db,
      sql`select floor(${(W - 1n).toString()}::numeric * 5 / ${W.toString()}::numeric)::text as levy`,
    ),
  )
  expect(quotient?.levy).toBe('5')
})

test('totals far beyond 64 bits stay exact', async () => {
  const claims = Array.from({ length: 300 }, (_, index) =>
    plainClaim(`a${index}`, MAX_AMOUNT - BigInt(index)),
  )
  for (const { rule, rounding } of cases.filter((one) => one.rule !== 'queue')) {
    const terms = { rule, rounding, limits: NO_LIMITS }
    const allocation = allocate(claims, { collected: 10n ** 21n + 7n, ...terms })
    if (allocation.kind === 'infeasible') throw new Error('expected a feasible amount')
    const derived = await leviesInSql(claims, allocation.schedule)
    const levies = claims.map(({ account }, index) => [account, String(allocation.levies[index])])
    expect([...derived].sort()).toEqual(levies.sort())
  }
})
