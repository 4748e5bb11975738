import { describe, expect, it } from 'vitest'
import negative from '@/lib/domain/merkle-sum-tree/vectors/lmst1-negative.json'
import { withDifferences } from './verifier-cases'
import { base, cases } from './verifier-cases.generated'
import { runCases } from './verifier-tamper-cases'

describe('the statements made to deceive', () => {
  it('are the vectors, to the last member', () => {
    const restored = cases.map(({ name, differences }) => ({
      name,
      ...(withDifferences(base, differences) as object),
    }))
    const vectors = negative.cases.map(({ name, typedAccount, statement, report }) => ({
      ...{ name, typedAccount, statement, report },
    }))
    expect(restored).toEqual(vectors)
  })

  it('are refused, each by a named check, and the one they are made from is accepted', () => {
    const { outcomes, isBaseAccepted } = runCases()
    expect(outcomes).toHaveLength(47)
    expect(outcomes.filter(({ refusedBy }) => refusedBy === null)).toEqual([])
    expect(isBaseAccepted).toBe(true)
  })

  it('leave what they are made from as it was', () => {
    const before = JSON.stringify(base)
    runCases()
    expect(JSON.stringify(base)).toBe(before)
  })
})
