// Guarantees of a statement: its lines end at the very levy that was charged.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { allocate } from './allocation'
import type { Claim } from './claim'
import { plainClaim as claim } from './claim.example'
import { recomputeLevy, type StatementInput } from './statement'

const statementOf = (claims: readonly Claim[], account: string, collected: bigint) => {
  const allocation = allocate(claims, { collected, rule: 'pro-rata', rounding: 'floor' })
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

test('recomputes the levy line by line from the two published totals', () => {
  const { statement } = statementOf(
    [claim('a', 4_199_749n), claim('b', 83_451_205_786n)],
    'a',
    1_219_110_448n,
  )
  expect(statement.lines.map(({ label, value }) => `${label}: ${value}`)).toEqual([
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
  const { statement } = statementOf(
    [claim('a', 100n, { class: 'exempt' }), claim('b', 1000n)],
    'a',
    10n,
  )
  expect(statement.levy).toBe(0n)
  expect(statement.lines.some(({ value }) => value === 'pays nothing')).toBe(true)
})

test('agrees with the allocation for every claim, with caps, weights, classes and owners', () => {
  const anyClaim = fc.record({
    base: fc.bigInt({ min: 0n, max: 10n ** 12n }),
    cap: fc.option(fc.integer({ min: 0, max: 100 }), { nil: null }),
    owner: fc.option(fc.constantFrom('o1', 'o2'), { nil: null }),
    weight: fc.constantFrom(null, { numerator: 3n, denominator: 2n }),
    class: fc.constantFrom<Claim['class'][]>('eligible', 'house', 'exempt'),
  })
  fc.assert(
    fc.property(
      fc.array(anyClaim, { minLength: 1, maxLength: 20 }),
      fc.integer({ min: 1, max: 99 }),
      (rows, share) => {
        const claims = rows.map((row, index) =>
          claim(`a${index}`, row.base, {
            cap: row.cap === null ? null : (row.base * BigInt(row.cap)) / 100n,
            owner: row.owner,
            // Accounts of one owner agree in class and weight.
            class: row.owner === null ? row.class : 'eligible',
            weight: row.owner === null ? row.weight : null,
          }),
        )
        const capacity = claims.reduce(
          (total, one) => total + (one.class === 'exempt' ? 0n : (one.cap ?? one.base)),
          0n,
        )
        const collected = (capacity * BigInt(share)) / 100n
        fc.pre(collected > 0n)
        for (const { account } of claims) {
          const { charged, statement } = statementOf(claims, account, collected)
          expect(statement.levy).toBe(charged)
        }
      },
    ),
    { numRuns: 200 },
  )
})
