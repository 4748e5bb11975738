// Guarantees of a statement: its lines end at the very levy that was charged.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { allocate } from './allocation'
import { NO_LIMITS, type Limits } from './allocation-limits'
import { ROUNDINGS, RULES } from './allocation-schedule'
import { plainTerms, type Terms } from './allocation-terms'
import type { Claim } from './claim'
import { plainClaim as claim } from './claim.example'
import { recomputeLevy, type StatementInput } from './statement'

type Asked = { claims: readonly Claim[]; account: string; collected: bigint; terms?: Terms }

const statementOf = ({ claims, account, collected, terms = plainTerms('pro-rata') }: Asked) => {
  const allocation = allocate(claims, { collected, ...terms })
  if (allocation.kind === 'infeasible') throw new Error('infeasible')
  const own = claims.find((one) => one.account === account)
  const together = own?.owner
    ? claims.filter(({ owner }) => owner === own.owner)
    : claims.filter((one) => one.account === account)
  const input: StatementInput = {
    account,
    claims: together,
    schedule: allocation.schedule,
    collected,
    chargedBase: allocation.chargedBase,
    scale: 2,
    asset: 'USDT',
    numeraire: 'profit',
  }
  return {
    charged: allocation.levies[claims.findIndex((one) => one.account === account)],
    statement: recomputeLevy(input),
  }
}

const written = ({ lines }: ReturnType<typeof recomputeLevy>) =>
  lines.map(({ label, value }) => `${label}: ${value}`)

test('recomputes the levy line by line from the two published totals', () => {
  const { statement } = statementOf({
    claims: [claim('a', 4_199_749n), claim('b', 83_451_205_786n)],
    account: 'a',
    collected: 1_219_110_448n,
  })
  expect(written(statement)).toEqual([
    'Profit: 41,997.49',
    '× loss to share: 12,191,104.48',
    '÷ profit of all accounts: 834,554,055.35',
    '= exactly: 613.496256…',
    'Rounded down: 613.49',
    'Levy: 613.49',
    'Profit kept: 41,384.00',
  ])
})

test('an exempt account is told that it pays nothing', () => {
  const claims = [claim('a', 100n, { class: 'exempt' }), claim('b', 1000n)]
  const { statement } = statementOf({ claims, account: 'a', collected: 10n })
  expect(statement.levy).toBe(0n)
  expect(statement.lines.some(({ value }) => value === 'pays nothing')).toBe(true)
})

const three = [claim('a', 100n), claim('b', 200n), claim('c', 300n)]
const scored = three.map((one, index) => ({ ...one, score: ['1', '3', '2.5'][index] ?? null }))
const limits = (some: Partial<Limits>): Limits => ({ ...NO_LIMITS, ...some })

test.each<[string, Asked, string[]]>([
  [
    'an equal levy',
    { claims: three, account: 'a', collected: 200n, terms: plainTerms('equal-levy') },
    [
      'The same amount for everybody: 0.666666…',
      'At most, this profit: 1.00',
      'Rounded down: 0.66',
    ],
  ],
  [
    'a profit above the level',
    { claims: three, account: 'b', collected: 200n, terms: plainTerms('level-down') },
    ['− level down to which all are cut: 1.50', '= exactly: 0.50', 'Levy: 0.50'],
  ],
  [
    'the lower half of Talmud',
    { claims: three, account: 'b', collected: 200n, terms: plainTerms('talmud') },
    ['Half of it: 1.00', 'The same amount for everybody: 0.75', 'Levy: 0.75'],
  ],
  [
    'the upper half of Talmud',
    { claims: three, account: 'b', collected: 400n, terms: plainTerms('talmud') },
    ['The same amount kept by everybody: 0.75', 'Levy: 1.25', 'Profit kept: 0.75'],
  ],
  [
    'a score above the last one',
    { claims: scored, account: 'b', collected: 250n, terms: plainTerms('queue') },
    ['Score: 3', 'Score at which the loss was met: 2.5', 'Above it: pays the whole', 'Levy: 2.00'],
  ],
  [
    'the last in the queue',
    { claims: scored, account: 'c', collected: 250n, terms: plainTerms('queue') },
    ['Score: 2.5', 'Last in the queue: pays what is left: 0.50', 'Levy: 0.50'],
  ],
  [
    'a score below the last one',
    { claims: scored, account: 'a', collected: 250n, terms: plainTerms('queue') },
    ['Below it: pays nothing', 'Levy: 0.00'],
  ],
  [
    'the larger part that is cut off',
    {
      claims: three,
      account: 'b',
      collected: 100n,
      terms: plainTerms('pro-rata', 'largest-remainder'),
    },
    [
      '= exactly: 0.333333…',
      'Rounded down: 0.33',
      'Part of a unit that was cut off: 0.333333…',
      'Larger parts pay one unit more: 0.666666…',
      'One unit more: no',
    ],
  ],
  [
    'a name that decides between equal parts',
    {
      claims: three,
      account: 'a',
      collected: 200n,
      terms: plainTerms('equal-levy', 'largest-remainder'),
    },
    ['The same part: the name of the account decides: 0.01', 'Levy: 0.67'],
  ],
  [
    'every limit that is there',
    {
      claims: three.map((one) => ({ ...one, equity: 110n })),
      account: 'b',
      collected: 80n,
      terms: {
        ...plainTerms('pro-rata'),
        limits: limits({ capFraction: { numerator: 1n, denominator: 4n }, minEquity: 80n }),
      },
    },
    [
      'At most 25 % of it: 0.50',
      'At most, so that 0.80 of equity stays: 0.30',
      '= exactly: 0.30',
      'Levy: 0.30',
    ],
  ],
])('follows %s', (_, asked, lines) => {
  const { charged, statement } = statementOf(asked)
  expect(written(statement)).toEqual(expect.arrayContaining(lines))
  expect(statement.levy).toBe(charged)
})

test('an account below the threshold is told that it pays nothing', () => {
  const terms = { ...plainTerms('pro-rata'), limits: limits({ exemptBelow: 150n }) }
  const { statement } = statementOf({ claims: three, account: 'a', collected: 10n, terms })
  expect(written(statement)).toContain('Below the threshold of 1.50: pays nothing')
})

test('only who ties with the edge of the run needs the cutoff opened', () => {
  const needs = (account: string) =>
    statementOf({ claims: scored, account, collected: 250n, terms: plainTerms('queue') }).statement
      .needsOpening
  expect(['a', 'b', 'c'].map(needs)).toEqual([false, false, true])
})

test('agrees with the allocation for every claim, rule and rounding, with caps, weights, classes and owners', () => {
  const anyClaim = fc.record({
    base: fc.bigInt({ min: 0n, max: 10n ** 12n }),
    cap: fc.option(fc.integer({ min: 0, max: 100 }), { nil: null }),
    owner: fc.option(fc.constantFrom('o1', 'o2'), { nil: null }),
    weight: fc.constantFrom(null, { numerator: 3n, denominator: 2n }),
    class: fc.constantFrom<Claim['class'][]>('eligible', 'house', 'exempt'),
    score: fc.constantFrom('1', '2', '-3.5'),
  })
  fc.assert(
    fc.property(
      fc.array(anyClaim, { minLength: 1, maxLength: 20 }),
      fc.integer({ min: 1, max: 99 }),
      fc.constantFrom(...RULES),
      fc.constantFrom(...ROUNDINGS),
      (rows, share, rule, rounding) => {
        const claims = rows.map((row, index) =>
          claim(`a${index}`, row.base, {
            cap: row.cap === null || rule === 'talmud' ? null : (row.base * BigInt(row.cap)) / 100n,
            owner: row.owner,
            // Accounts of one owner agree in class and weight.
            class: row.owner === null ? row.class : 'eligible',
            weight: row.owner === null && rule === 'pro-rata' ? row.weight : null,
            score: row.owner === null ? row.score : '2',
          }),
        )
        const capacity = claims.reduce(
          (total, one) => total + (one.class === 'exempt' ? 0n : (one.cap ?? one.base)),
          0n,
        )
        const collected = (capacity * BigInt(share)) / 100n
        fc.pre(collected > 0n)
        for (const { account } of claims) {
          const terms = plainTerms(rule, rounding)
          const { charged, statement } = statementOf({ claims, account, collected, terms })
          expect(statement.levy).toBe(charged)
        }
      },
    ),
    { numRuns: 200 },
  )
})
