// The sentence under a run says what it waits for.
import { expect, test } from 'vitest'
import type { ClawbackDetail } from '@/lib/wire/clawback'
import { stateText } from './state-text'

type Given = Pick<ClawbackDetail, 'state' | 'tier' | 'approvals' | 'notBefore' | 'asOf'>

const tier: NonNullable<ClawbackDetail['tier']> = {
  name: 'T2',
  quorum: { approvals: '2', groups: '2', among: [], deviceBound: false },
  quorumText: '2 approvals from 2 groups',
  inputs: {
    own: { amounts: {}, shareBps: '0', accounts: '0' },
    day: { amounts: {}, shareBps: '0', accounts: '0' },
    week: { amounts: {}, shareBps: '0', accounts: '0' },
  },
  coolingOffSeconds: '60',
  stricter: [],
}
const approval = (name: string, counts = true) => ({
  officer: { name, pseudonym: name },
  group: 'risk',
  counts,
})
const proposed: Given = {
  state: 'proposed',
  tier,
  approvals: [],
  notBefore: '2026-11-22T12:01:00Z',
  asOf: '2026-11-22T12:00:30Z',
}
const textOf = (change: Partial<Given>) => stateText({ ...proposed, ...change } as ClawbackDetail)

test('a proposal says how many approvals are missing, and what it takes', () => {
  expect(textOf({})).toBe(
    'Proposed: 2 approvals by officers who wrote no revision are missing; it needs 2 approvals from 2 groups.',
  )
  expect(textOf({ approvals: [approval('A')] })).toContain('Proposed: 1 approval by')
})

test('an approval that does not count any more is missing again', () => {
  const approvals = [approval('A'), approval('B', false)]
  expect(textOf({ approvals })).toContain('1 approval by officers who wrote no revision is missing')
})

test('enough approvals of too few groups are said to be that', () => {
  const approvals = [approval('A'), approval('B')]
  expect(textOf({ approvals })).toContain('not of enough groups')
})

test('an approved run says whether its cooling-off still runs', () => {
  expect(textOf({ state: 'approved' })).toContain('when the cooling-off has ended')
  expect(textOf({ state: 'approved', asOf: '2026-11-22T12:01:00Z' })).toBe(
    'Approved: it may be executed until the deadline.',
  )
})
