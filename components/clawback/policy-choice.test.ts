// Guarantees of the policy that a new run begins with.
import { expect, test } from 'vitest'
import { chosenPolicy, policyKey, policyProblem, type Policy } from './policy-choice'

const policyOf = (version: number, times: Partial<Policy>): Policy => ({
  ...{ id: 'P-1', version, digest: 'ab'.repeat(32), rule: 'pro-rata', rounding: 'floor' },
  ...{ fits: [], isOfBeginning: false, supersededAt: null },
  effectiveAt: '2026-01-01T00:00:00Z',
  ...times,
})
const second = policyOf(2, { effectiveAt: '2026-03-01T00:00:00Z' })
const first = policyOf(1, {
  isOfBeginning: true,
  effectiveAt: '2026-01-01T00:00:00Z',
  supersededAt: '2026-03-01T00:00:00Z',
})
const newestFirst = [second, first]
const begin = (firstLossAt: string | undefined, key: string | null = null) =>
  chosenPolicy(newestFirst, { key, firstLossAt })?.version

test('a run begins with the version that was in force before its first loss', () => {
  expect(begin('2026-02-01T00:00:00Z')).toBe(1)
  expect(begin('2026-03-02T00:00:00Z')).toBe(2)
})

test('a policy of the beginning holds for losses of before it, until it is superseded', () => {
  expect(policyProblem(first, '2025-01-01T00:00:00Z')).toBeUndefined()
  expect(policyProblem(first, '2026-03-01T00:00:00Z')).toContain('superseded 2026-03-01')
})

test('what came into force after the loss stays chosen when it was asked for, and says why not', () => {
  expect(begin('2026-02-01T00:00:00Z', policyKey({ policyId: 'P-1', policyVersion: 2 }))).toBe(2)
  expect(policyProblem(second, '2026-02-01T00:00:00Z')).toContain('after the first chosen loss')
})

test('without a loss nothing is ruled out', () => {
  expect(begin(undefined)).toBe(2)
})
