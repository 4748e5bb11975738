import { describe, expect, it } from 'vitest'
import { plainTerms } from '@/lib/domain/allocation-terms'
import { EXAMPLE_PINS, exampleRun } from '@/lib/domain/statement-file.example'
import { findingsOf } from './verifier-tamper-own'
import { TAMPERINGS } from './verifier-tampering'

const pins = { ...EXAMPLE_PINS, env: 'test', venue: 'Venue', site: 'https://example.com' }
const subjectOf = (rule: 'pro-rata' | 'level-down', account: string) => {
  const statement = exampleRun({ terms: plainTerms(rule) }).statementOf(account)
  return { statement, pins, account, kept: null }
}
const unchanged = { name: 'nothing', change: () => [] }

describe.each([
  ['a charged account', subjectOf('pro-rata', 'A-1003')],
  ['an exempt account', subjectOf('pro-rata', 'X-1')],
  ['an owner of several accounts', subjectOf('pro-rata', 'B-2')],
  ['an account under another rule', subjectOf('level-down', 'A-1009')],
])('the statement of %s', (_, subject) => {
  it('is accepted as it is', () => {
    expect(findingsOf(subject, unchanged)).toEqual([])
  })

  it.each(TAMPERINGS.map((tampering) => [tampering.name, tampering] as const))(
    'is refused by more than its signature: %s',
    (__, tampering) => {
      const names = findingsOf(subject, tampering)?.map(({ name }) => name) ?? []
      expect(names.filter((name) => name !== 'signature')).not.toEqual([])
    },
  )
})
