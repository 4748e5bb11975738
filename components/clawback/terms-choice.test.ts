// Rule and rounding of a new clawback: the policy's own until somebody departs from it.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ROUNDINGS, RULES } from '@/lib/domain/allocation-schedule'
import { chosenTerms, initialTerms, writtenTerms } from './terms-choice'

const policy = { id: 'P-1', version: 1, rule: 'pro-rata', rounding: 'floor' } as const
const before = {
  policyId: 'P-1',
  policyVersion: 1,
  rule: 'queue',
  rounding: 'largest-remainder',
} as const

test('starts a new run from the terms of its policy', () => {
  expect(initialTerms(policy, null)).toEqual({ rule: 'pro-rata', rounding: 'floor' })
})

test('starts an edited run from the terms it had, and from the policy once that is another', () => {
  expect(initialTerms(policy, before)).toEqual({ rule: 'queue', rounding: 'largest-remainder' })
  expect(initialTerms({ ...policy, version: 2 }, before)).toEqual({
    rule: 'pro-rata',
    rounding: 'floor',
  })
})

test('reads back every choice that it wrote, and writes nothing for what it starts from', () => {
  const terms = fc.record({
    rule: fc.constantFrom(...RULES),
    rounding: fc.constantFrom(...ROUNDINGS),
  })
  fc.assert(
    fc.property(terms, terms, (chosen, initial) => {
      expect(chosenTerms(writtenTerms(chosen, initial), initial)).toEqual(chosen)
      expect(writtenTerms(initial, initial)).toEqual({ rule: null, rounding: null })
    }),
  )
})
