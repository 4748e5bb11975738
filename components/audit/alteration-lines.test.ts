// Guarantees of the difference: every value of either side once, and changed only where it differs.
import { expect, test } from 'vitest'
import { alterationLines } from './alteration-lines'

test('tells what changed, what came and what went', () => {
  const before = { roles: ['analyst'], group: 'risk', until: 1 }
  const after = { roles: ['analyst', 'approver'], group: 'treasury' }
  expect(alterationLines(before, after)).toEqual([
    { path: 'roles.0', before: 'analyst', after: 'analyst', isChanged: false },
    { path: 'roles.1', before: null, after: 'approver', isChanged: true },
    { path: 'group', before: 'risk', after: 'treasury', isChanged: true },
    { path: 'until', before: '1', after: null, isChanged: true },
  ])
})

test('a thing that was not there before, or is there no more, stands on one side only', () => {
  expect(alterationLines(null, { a: 'x' })).toMatchObject([{ before: null, after: 'x' }])
  expect(alterationLines({ a: [] }, null)).toMatchObject([{ before: 'none', after: null }])
})
