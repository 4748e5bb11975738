// Guarantees of the state machine: who may do what, in which state, and in which words it is refused.
import { describe, expect, test } from 'vitest'
import { isRefusal } from './refusal'
import { type Command, decide, evolve, type RevisionState, stateAt } from './subject'
import { ROLES, type Role } from './officer'

const now = '2026-11-22T12:00:00Z'
const draft: RevisionState = {
  state: 'draft',
  revision: 1,
  latestRevision: 1,
  expiresAt: null,
  authors: ['author'],
  deciders: [],
  approvals: [],
  hasReport: false,
}
const later = '2026-11-23T11:00:00Z'
const proposed: RevisionState = { ...draft, state: 'proposed', expiresAt: later }
const approved: RevisionState = {
  ...proposed,
  state: 'approved',
  approvals: ['approver'],
  deciders: ['approver'],
}
const by = (role: Role, officerId = 'somebody') => ({ actor: { officerId, roles: [role] }, now })
const outcome = (run: RevisionState, command: Command, context: Parameters<typeof decide>[2]) => {
  const decided = decide(run, command, context)
  return isRefusal(decided) ? decided.code : decided.map(({ type }) => type)
}

const commands: Command[] = [
  { kind: 'edit' },
  { kind: 'propose' },
  { kind: 'approve' },
  { kind: 'reject', reason: 'wrong snapshot' },
  { kind: 'execute' },
  { kind: 'publish' },
]
/** Which role may do which command in which state, when the officer has no part in the run yet. */
const allowed: Record<RevisionState['state'], Partial<Record<Command['kind'], Role>>> = {
  draft: { edit: 'analyst', propose: 'analyst' },
  proposed: { edit: 'analyst', approve: 'approver', reject: 'approver' },
  approved: { edit: 'analyst', approve: 'approver', execute: 'approver' },
  executed: { publish: 'publisher' },
  rejected: { edit: 'analyst' },
  expired: { edit: 'analyst' },
  superseded: {},
}

describe('every state, command and role', () => {
  for (const state of Object.keys(allowed) as RevisionState['state'][]) {
    for (const command of commands) {
      for (const role of ROLES) {
        const isAllowed = allowed[state][command.kind] === role
        test(`${role} ${isAllowed ? 'may' : 'may not'} ${command.kind} a run that is ${state}`, () => {
          const approvals = state === 'approved' ? ['approver'] : []
          const decided = decide(
            { ...draft, state, approvals, expiresAt: later },
            command,
            by(role),
          )
          expect(isRefusal(decided)).toBe(!isAllowed)
        })
      }
    }
  }
})

test('refuses an approval and a rejection by an author of any revision', () => {
  expect(outcome(proposed, { kind: 'approve' }, by('approver', 'author'))).toBe('author-decides')
  expect(outcome(proposed, { kind: 'reject', reason: 'no' }, by('approver', 'author'))).toBe(
    'author-decides',
  )
})

test('refuses an author who approves even when he holds every role', () => {
  const context = { actor: { officerId: 'author', roles: ROLES }, now }
  expect(outcome(proposed, { kind: 'approve' }, context)).toBe('author-decides')
})

test('refuses writing by somebody who has decided a revision of the run', () => {
  const rejected: RevisionState = { ...proposed, state: 'rejected', deciders: ['both'] }
  expect(outcome(rejected, { kind: 'edit' }, by('analyst', 'both'))).toBe('decider-writes')
})

test('refuses a second approval by the same officer', () => {
  const run = { ...proposed, approvals: ['approver'], deciders: ['approver'] }
  expect(outcome(run, { kind: 'approve' }, by('approver', 'approver'))).toBe('decided-already')
})

test('refuses a rejection without a reason', () => {
  expect(outcome(proposed, { kind: 'reject', reason: '  ' }, by('approver'))).toBe('reason-missing')
})

test('one approval approves', () => {
  expect(outcome(proposed, { kind: 'approve' }, by('approver'))).toEqual([
    'clawback.signed',
    'clawback.approved',
  ])
})

test('a second approval counts and promotes nothing twice', () => {
  expect(outcome(approved, { kind: 'approve' }, by('approver', 'second'))).toEqual([
    'clawback.signed',
  ])
})

test('refuses to execute on an approval whose officer may not approve any more', () => {
  const lost = { ...approved, approvals: [] }
  expect(outcome(lost, { kind: 'execute' }, by('approver'))).toBe('wrong-state')
})

test('an edit takes back what was proposed or approved', () => {
  for (const run of [proposed, approved]) {
    expect(outcome(run, { kind: 'edit' }, by('analyst'))).toEqual(['clawback.superseded'])
  }
})

test('one rejection rejects', () => {
  expect(outcome(proposed, { kind: 'reject', reason: 'no' }, by('approver'))).toEqual([
    'clawback.rejected',
  ])
})

test('a proposal and an approval count as expired from their deadline on', () => {
  expect(stateAt(proposed, later)).toBe('expired')
  expect(stateAt(approved, later)).toBe('expired')
  expect(stateAt(proposed, '2026-11-23T10:59:59Z')).toBe('proposed')
  expect(outcome(approved, { kind: 'execute' }, { ...by('approver'), now: later })).toBe('expired')
})

test('refuses any command on a superseded revision and names the current one', () => {
  const decided = decide({ ...proposed, latestRevision: 3 }, { kind: 'approve' }, by('approver'))
  expect(isRefusal(decided) && decided.sentence).toContain('revision 3')
})

test('refuses a second report of one run', () => {
  const executed: RevisionState = { ...approved, state: 'executed', hasReport: true }
  expect(outcome(executed, { kind: 'publish' }, by('publisher'))).toBe('duplicate')
})

test('evolving along the decided events ends where the database must end', () => {
  const events = decide(proposed, { kind: 'approve' }, by('approver', 'approver'))
  if (isRefusal(events)) throw new Error(events.sentence)
  expect(events.reduce(evolve, proposed)).toMatchObject({
    state: 'approved',
    approvals: ['approver'],
  })
})
