// Guarantees of deciding: who may do what with which keys, when, and in which words it is refused.
import { describe, expect, test } from 'vitest'
import { ALONE } from './quorum'
import { isRefusal } from './refusal'
import { decide } from './subject'
import {
  APPROVED,
  APPROVER,
  DRAFT,
  EXPIRES_AT,
  KEY,
  NOT_BEFORE,
  NOW,
  outcome,
  PROPOSED,
} from './subject.example'
import { type Actor, type Command, evolve, stateAt, type SubjectState } from './subject-state'

const ANALYST: Actor = { ...APPROVER, roles: ['analyst'] }
const approve: Command = { kind: 'approve' }
const reject: Command = { kind: 'reject', reason: 'the wrong snapshot' }
const veto: Command = { kind: 'veto', reason: 'prices are disputed' }
const withdraw: Command = { kind: 'withdraw' }
const execute: Command = { kind: 'execute' }
const propose: Command = { kind: 'propose' }
const edit: Command = { kind: 'edit' }
const named = (officerId: string, actor = APPROVER): Actor => ({ ...actor, officerId })
const everything = (officerId: string): Actor => ({
  ...named(officerId),
  roles: ['analyst', 'approver', 'admin', 'publisher'],
})
const sentence = (run: SubjectState, command: Command, actor: Actor, now = NOW) => {
  const decided = decide(run, command, { actor, now })
  return isRefusal(decided) ? decided.sentence : ''
}

type Row = [string, SubjectState, Command, Actor, string]

describe('by person', () => {
  const owned = { ...PROPOSED, owners: ['somebody'] }
  const takenBack = { ...PROPOSED, approvals: [], lapsed: ['first'] }
  test.each<Row>([
    ['an author does not approve', PROPOSED, approve, everything('author'), '!author-decides'],
    ['an author does not reject', PROPOSED, reject, everything('author'), '!author-decides'],
    ['an author who may approve may veto', PROPOSED, veto, everything('author'), 'vetoed'],
    [
      'a proposer does not approve, even where no row names him an author',
      { ...PROPOSED, authors: ['other'] },
      approve,
      everything('author'),
      '!author-decides',
    ],
    ['a decider does not edit', PROPOSED, edit, everything('first'), '!decider-writes'],
    [
      'a decider of an earlier revision does not propose',
      { ...DRAFT, deciders: ['first'] },
      propose,
      everything('first'),
      '!decider-writes',
    ],
    [
      'an owner of a charged account does not approve',
      owned,
      approve,
      APPROVER,
      '!owns-an-account',
    ],
    ['an owner does not reject', owned, reject, APPROVER, '!owns-an-account'],
    [
      'an owner does not propose',
      { ...DRAFT, owners: ['somebody'] },
      propose,
      ANALYST,
      '!owns-an-account',
    ],
    [
      'whose rights a change gives does not approve it',
      { ...owned, subjectType: 'officers' },
      approve,
      APPROVER,
      '!owns-an-account',
    ],
    [
      'whose rights it takes may propose it',
      { ...DRAFT, subjectType: 'officers', owners: ['somebody'], quorum: ALONE },
      propose,
      ANALYST,
      'proposed+approved',
    ],
    ['nobody approves twice', PROPOSED, approve, named('first'), '!decided-already'],
    ['nobody rejects what he has approved', PROPOSED, reject, named('first'), '!decided-already'],
    ['who has approved may veto', PROPOSED, veto, named('first'), 'vetoed'],
    ['an approval taken back stays so', takenBack, approve, named('first'), '!decided-already'],
    ['who took it back does not reject', takenBack, reject, named('first'), '!decided-already'],
    ['who took it back may veto', takenBack, veto, named('first'), 'vetoed'],
    ['nobody takes back what he did not sign', PROPOSED, withdraw, APPROVER, '!wrong-state'],
    ['the proposer withdraws', PROPOSED, withdraw, everything('author'), 'withdrawn'],
    ['not when it is approved', APPROVED, withdraw, everything('author'), '!wrong-state'],
    [
      'but again when the quorum is lost',
      { ...APPROVED, approvals: [] },
      withdraw,
      everything('author'),
      'withdrawn',
    ],
    ['an approver takes back', PROPOSED, withdraw, named('first'), 'approval-withdrawn'],
    ['which loses the quorum', APPROVED, withdraw, named('first'), 'approval-withdrawn+reopened'],
    [
      'or not, where enough are left',
      { ...APPROVED, approvals: DRAFT.pool },
      withdraw,
      named('first'),
      'approval-withdrawn',
    ],
    [
      'a rejection needs a reason',
      PROPOSED,
      { kind: 'reject', reason: ' \n' },
      APPROVER,
      '!reason-missing',
    ],
    ['a veto needs a reason', APPROVED, { kind: 'veto', reason: ' ' }, APPROVER, '!reason-missing'],
  ])('%s', (_, run, command, actor, expected) => {
    expect(outcome(run, command, { actor })).toBe(expected)
  })
})

describe('by key', () => {
  const keys = (parts: Partial<Actor>): Actor => ({ ...APPROVER, ...parts })
  const bound = { ...PROPOSED, quorum: { ...PROPOSED.quorum, deviceBound: true } }
  const late = { isDeviceBound: true, isInForce: false }
  const none = keys({ keys: [], keysHeld: 0 })
  test.each<Row>([
    ['nobody approves without a key', PROPOSED, approve, none, '!key-missing'],
    ['nor rejects', PROPOSED, reject, none, '!key-missing'],
    ['nor vetoes', APPROVED, veto, none, '!key-missing'],
    ['nor proposes', DRAFT, propose, { ...none, roles: ['analyst'] }, '!key-missing'],
    ['nor takes back', PROPOSED, withdraw, { ...none, officerId: 'first' }, '!key-missing'],
    ['executing is no signature', APPROVED, execute, none, 'executed'],
    ['nor is editing', DRAFT, edit, { ...none, roles: ['analyst'] }, 'superseded'],
    [
      'a key from after the loss approves nothing',
      PROPOSED,
      approve,
      keys({ keys: [late] }),
      '!key-unfit',
    ],
    ['nor proposes', DRAFT, propose, { ...ANALYST, keys: [late] }, '!key-unfit'],
    ['but rejects', PROPOSED, reject, keys({ keys: [late] }), 'rejected'],
    ['and vetoes', APPROVED, veto, keys({ keys: [late] }), 'vetoed'],
    [
      'one key of two is too few to approve',
      PROPOSED,
      approve,
      keys({ keysHeld: 1 }),
      '!key-missing',
    ],
    ['and enough to reject', PROPOSED, reject, keys({ keysHeld: 1 }), 'rejected'],
    ['an unbound key where bound ones are asked', bound, approve, APPROVER, '!key-unfit'],
    [
      'a bound key from after the loss does not help',
      bound,
      approve,
      keys({ keys: [KEY, late] }),
      '!key-unfit',
    ],
    [
      'a bound one from before does',
      bound,
      approve,
      keys({ keys: [KEY, { ...late, isInForce: true }] }),
      'signed+approved',
    ],
    ['a group that is not asked', PROPOSED, approve, keys({ group: 'legal' }), '!role-missing'],
  ])('%s', (_, run, command, actor, expected) => {
    expect(outcome(run, command, { actor })).toBe(expected)
  })
})

describe('by quorum', () => {
  test('one more of the same group does not promote where two groups are asked', () => {
    const actor = { ...APPROVER, group: 'risk' }
    expect(outcome(PROPOSED, approve, { actor })).toBe('signed')
  })

  test('an approval by an unbound key does not count where bound ones are asked', () => {
    const approvals = APPROVED.approvals.map((one) => ({ ...one, isDeviceBound: false }))
    const run = { ...APPROVED, approvals, quorum: { ...APPROVED.quorum, deviceBound: true } }
    expect(outcome(run, execute)).toBe('!quorum-missing')
  })

  test.each<[string, Partial<SubjectState>]>([
    ['a lost role or key', { approvals: APPROVED.approvals.slice(0, 1) }],
    ['an author who approved', { authors: ['first'] }],
    ['an owner who approved', { owners: ['second'] }],
    ['an approval that was taken back', { lapsed: ['second'] }],
  ])('%s reopens what was approved, and nothing is executed on it', (_, change) => {
    const run = { ...APPROVED, ...change }
    expect(stateAt(run, NOW)).toBe('proposed')
    expect(outcome(run, execute)).toBe('!quorum-missing')
    expect(sentence(run, execute, APPROVER)).toContain('2 approvals from 2 groups')
  })

  test('what lost its quorum is approved again by one more, and its row need not move', () => {
    const lost = { ...APPROVED, approvals: APPROVED.approvals.slice(0, 1) }
    expect(outcome(lost, approve)).toBe('signed')
    const events = decide(lost, approve, { actor: APPROVER, now: NOW })
    if (isRefusal(events)) throw new Error(events.sentence)
    expect(stateAt(events.reduce(evolve, lost), NOW)).toBe('approved')
  })

  test('one rejection rejects what lost its quorum', () => {
    expect(outcome({ ...APPROVED, approvals: [] }, reject)).toBe('rejected')
  })

  test('what narrows is approved with its proposal, and executed by the same person', () => {
    const run: SubjectState = {
      ...DRAFT,
      ...{ subjectType: 'officers', quorum: ALONE, proposers: ['analyst'], pool: [] },
    }
    expect(outcome(run, propose, { actor: ANALYST })).toBe('proposed+approved')
    const approved = { ...run, state: 'approved' as const, notBefore: NOW, expiresAt: EXPIRES_AT }
    expect(outcome(approved, execute, { actor: ANALYST })).toBe('executed')
  })
})

describe('by the pool of those who could approve', () => {
  test.each<[string, Partial<SubjectState>, string]>([
    ['enough', {}, 'proposed'],
    ['too few', { pool: DRAFT.pool.slice(0, 1) }, '!pool-too-small'],
    [
      'of one group',
      { pool: DRAFT.pool.map((one) => ({ ...one, group: 'risk' })) },
      '!pool-too-small',
    ],
    [
      'enough but for the author',
      { authors: ['first'], pool: DRAFT.pool.slice(0, 2) },
      '!pool-too-small',
    ],
    [
      'enough but for an owner',
      { owners: ['first'], pool: DRAFT.pool.slice(0, 2) },
      '!pool-too-small',
    ],
    ['enough but for the one who proposes', { pool: DRAFT.pool.slice(1) }, '!pool-too-small'],
    [
      'of unbound keys where bound ones are asked',
      {
        quorum: { ...DRAFT.quorum, deviceBound: true },
        pool: DRAFT.pool.map((one) => ({ ...one, isDeviceBound: false })),
      },
      '!pool-too-small',
    ],
  ])('%s', (_, change, expected) => {
    expect(outcome({ ...DRAFT, ...change }, propose, { actor: ANALYST })).toBe(expected)
  })
})

describe('by time', () => {
  // A change of the desk: decided within a day, in effect after three, for a day.
  const change: SubjectState = {
    ...APPROVED,
    subjectType: 'policy',
    notBefore: '2026-11-25T12:00:00Z',
    expiresAt: '2026-11-26T12:00:00Z',
  }
  test.each<[string, SubjectState, Command, string, string]>([
    [
      'the second before the cooling-off ends',
      APPROVED,
      execute,
      '2026-11-22T12:29:59Z',
      '!too-early',
    ],
    ['the moment at which it ends', APPROVED, execute, NOT_BEFORE, 'executed'],
    ['the second before it expires', APPROVED, execute, '2026-11-23T11:59:59Z', 'executed'],
    ['the moment at which it expires', APPROVED, execute, EXPIRES_AT, '!expired'],
    ['a proposal in its last second', PROPOSED, approve, '2026-11-23T11:59:59Z', 'signed+approved'],
    ['a proposal that expired', PROPOSED, approve, EXPIRES_AT, '!expired'],
    ['a rejection of what expired', PROPOSED, reject, EXPIRES_AT, '!expired'],
    ['a veto of what expired', APPROVED, veto, EXPIRES_AT, '!expired'],
    ['a veto within the cooling-off', APPROVED, veto, '2026-11-22T12:00:01Z', 'vetoed'],
    ['an approved change after its day', change, execute, '2026-11-24T12:00:00Z', '!too-early'],
    ['a further approval after that day', change, approve, EXPIRES_AT, '!expired'],
    ['a veto until it takes effect', change, veto, '2026-11-26T11:59:59Z', 'vetoed'],
    ['an approved change in its time', change, execute, '2026-11-25T12:00:00Z', 'executed'],
    ['an approved change too late', change, execute, '2026-11-26T12:00:00Z', '!expired'],
    [
      'a change that nobody approved in its day',
      { ...change, approvals: [] },
      approve,
      EXPIRES_AT,
      '!expired',
    ],
  ])('%s', (_, run, command, now, expected) => {
    expect(outcome(run, command, { now })).toBe(expected)
  })

  test('an edit of what its time ended leaves it expired', () => {
    expect(outcome(PROPOSED, edit, { actor: ANALYST, now: EXPIRES_AT })).toBe('expired')
    const stored = { ...PROPOSED, state: 'expired' as const }
    expect(outcome(stored, edit, { actor: ANALYST, now: EXPIRES_AT })).toBe('nothing')
  })

  test('says by when it should have been approved, or executed', () => {
    expect(sentence(PROPOSED, approve, APPROVER, EXPIRES_AT)).toContain('not approved before 2026')
    expect(sentence(APPROVED, execute, APPROVER, EXPIRES_AT)).toContain('not executed before 2026')
  })
})

describe('while everything is paused', () => {
  const paused = (run: SubjectState) => ({ ...run, isPaused: true })
  test.each<[string, SubjectState, Command, Actor, string]>([
    ['nothing is proposed', DRAFT, propose, ANALYST, '!paused'],
    ['nothing is approved', PROPOSED, approve, APPROVER, '!paused'],
    ['nothing is executed', APPROVED, execute, APPROVER, '!paused'],
    ['a rejection counts', PROPOSED, reject, APPROVER, 'rejected'],
    ['a veto counts', APPROVED, veto, APPROVER, 'vetoed'],
    ['an approval is taken back', PROPOSED, withdraw, named('first'), 'approval-withdrawn'],
    ['drafts are written', DRAFT, edit, ANALYST, 'superseded'],
  ])('%s', (_, run, command, actor, expected) => {
    expect(outcome(paused(run), command, { actor })).toBe(expected)
  })
})

test('inputs outside their tolerances make it stale instead of executing it', () => {
  const moved: Command = { kind: 'execute', moved: ['usableFund'] }
  expect(outcome(APPROVED, moved)).toBe('stale')
  expect(outcome(APPROVED, { kind: 'execute', moved: [] })).toBe('executed')
  expect(outcome(PROPOSED, moved)).toBe('!wrong-state')
})

test('refuses any command on an older revision and names the current one', () => {
  const run = { ...PROPOSED, latestRevision: 3 }
  for (const command of [approve, reject, veto, execute, edit])
    expect(sentence(run, command, everything('somebody'))).toContain('revision 3')
})

test('refuses a second report of one run, and any of a change', () => {
  const publisher: Actor = { ...APPROVER, roles: ['publisher'] }
  const executed: SubjectState = { ...APPROVED, state: 'executed', hasReport: true }
  expect(outcome(executed, { kind: 'publish' }, { actor: publisher })).toBe('!duplicate')
  const change: SubjectState = { ...executed, subjectType: 'policy', hasReport: false }
  expect(outcome(change, { kind: 'publish' }, { actor: publisher })).toBe('!wrong-state')
})
