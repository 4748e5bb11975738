// Statements that must be accepted, and every way in which one must be refused.
import { describe, expect, it } from 'vitest'
import negative from './vectors/lmst1-negative.json'
import { VECTORS } from './vector.example'
import { verifyAccount, type AccountCheck } from './verification'

const failing = (checks: readonly AccountCheck[]): string[] =>
  checks.filter(({ isPassed }) => !isPassed).map(({ name }) => name)

describe.each(VECTORS)('the statements of $name', ({ vector }) => {
  it.each(Object.entries(vector.statements))('accepts %s', (account, part) => {
    const typedAccount = part.members?.ids[0] ?? account
    const checks = verifyAccount({ part, side: vector.report, typedAccount })
    expect(failing(checks)).toEqual([])
    expect(checks).toHaveLength(27)
  })
})

describe('the published tamperings', () => {
  it.each(negative.cases)('refuses $name as $reference', (tampering) => {
    const { statement: part, report: side, typedAccount, reference } = tampering
    expect(failing(verifyAccount({ part, side, typedAccount }))[0]).toBe(reference)
  })
})
