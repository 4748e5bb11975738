// Guarantees of a quorum: people count once, groups differ, and "at least" means for everybody.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  ALONE,
  type Approval,
  canBeMet,
  isAtLeast,
  isMet,
  type Quorum,
  quorumInWords,
  strictestQuorum,
} from './quorum'

const quorum = (parts: Partial<Quorum>): Quorum => ({
  ...{ approvals: '1', groups: '1', among: [], deviceBound: false },
  ...parts,
})
const by = (officerId: string, group = 'risk', isDeviceBound = true): Approval => ({
  officerId,
  group,
  isDeviceBound,
})

test.each<[string, Quorum, Approval[], boolean]>([
  ['nobody where nobody is needed', ALONE, [], true],
  ['nobody where one is needed', quorum({}), [], false],
  ['one of one', quorum({}), [by('a')], true],
  ['one person twice', quorum({ approvals: '2' }), [by('a'), by('a', 'treasury')], false],
  ['two of one group', quorum({ approvals: '2', groups: '2' }), [by('a'), by('b')], false],
  ['two groups', quorum({ approvals: '2', groups: '2' }), [by('a'), by('b', 'treasury')], true],
  ['a group that is not asked', quorum({ among: ['treasury'] }), [by('a')], false],
  ['a key that is not bound', quorum({ deviceBound: true }), [by('a', 'risk', false)], false],
  ['a number that is none', quorum({ approvals: 'two' }), [by('a'), by('b')], false],
])('%s', (_, needed, approvals, expected) => {
  expect(isMet(needed, approvals)).toBe(expected)
})

const GROUPS = ['compliance', 'risk', 'treasury']
const anyQuorum: fc.Arbitrary<Quorum> = fc
  .record({
    approvals: fc.integer({ min: 0, max: 3 }).map(String),
    groups: fc.integer({ min: 0, max: 3 }).map(String),
    among: fc.subarray(GROUPS),
    deviceBound: fc.boolean(),
  })
  .filter(canBeMet)
// Four people in all ways: enough to break any quorum of three that can be broken.
const people = ['a', 'b', 'c', 'd']
const everybody = fc.tuple(
  ...people.map((officerId) =>
    fc.record({
      officerId: fc.constant(officerId),
      group: fc.constantFrom(...GROUPS, 'legal'),
      isDeviceBound: fc.boolean(),
    }),
  ),
)

test('whoever meets a quorum meets every other that it is at least', () => {
  fc.assert(
    fc.property(anyQuorum, anyQuorum, fc.subarray([0, 1, 2, 3]), everybody, (a, b, who, all) => {
      const approvals = all.filter((_, index) => who.includes(index))
      if (isAtLeast(a, b) && isMet(a, approvals)) expect(isMet(b, approvals)).toBe(true)
    }),
    { numRuns: 2_000 },
  )
})

test('where a quorum is not at least another, somebody meets it who does not meet the other', () => {
  const groups = [...GROUPS, 'legal', 'audit', 'sales']
  const kinds = groups.flatMap((group) => [by('', group), by('', group, false)])
  const sets = (size: number): Approval[][] =>
    size === 0
      ? [[]]
      : sets(size - 1).flatMap((set) =>
          kinds.map((kind) => [...set, { ...kind, officerId: String(size) }]),
        )
  const all = [0, 1, 2, 3].flatMap(sets)
  fc.assert(
    fc.property(anyQuorum, anyQuorum, (a, b) => {
      const breaks = all.some((approvals) => isMet(a, approvals) && !isMet(b, approvals))
      expect(isAtLeast(a, b)).toBe(!breaks)
    }),
    { numRuns: 200 },
  )
})

test('the strictest quorum is at least each, or there is none that anybody could meet', () => {
  fc.assert(
    fc.property(fc.array(anyQuorum, { maxLength: 4 }), (all) => {
      const top = strictestQuorum(all)
      if (top === null) return
      expect(canBeMet(top)).toBe(true)
      for (const one of all) expect(isAtLeast(top, one)).toBe(true)
    }),
  )
  expect(strictestQuorum([quorum({ among: ['risk'] }), quorum({ among: ['treasury'] })])).toBeNull()
})

test('says people, groups and keys in words', () => {
  expect(quorumInWords(ALONE)).toBe('no approval besides the proposer’s signature')
  expect(quorumInWords(quorum({}))).toBe('1 approval')
  expect(quorumInWords({ approvals: '3', groups: '2', among: GROUPS, deviceBound: true })).toBe(
    '3 approvals from 2 groups (compliance, risk, treasury), with device-bound keys',
  )
})
