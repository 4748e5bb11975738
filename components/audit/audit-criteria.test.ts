// Guarantees of the audit's address: what can be read is asked for, everything else is left out.
import { expect, test } from 'vitest'
import { criteriaOf } from './audit-criteria'

const empty = {
  officer: null,
  verb: null,
  subject: null,
  outcome: null,
  denied: null,
  from: null,
  to: null,
}

test('asks for nothing where nothing is chosen', () => {
  expect(Object.values(criteriaOf({ ...empty, subject: '  ' }))).toEqual(Array(7).fill(undefined))
})

test('takes minutes as UTC and leaves out times that do not exist', () => {
  const { from, to } = criteriaOf({ ...empty, from: '2026-11-23T10:00', to: '2026-02-30T10:00' })
  expect(from).toBe('2026-11-23T10:00:00Z')
  expect(to).toBeUndefined()
})
