// One revision in every state, its people and its clock, for tests.
import { isRefusal } from './refusal'
import { decide } from './subject'
import type { Actor, Command, State, SubjectState } from './subject-state'

export const NOT_BEFORE = '2026-11-22T12:30:00Z'
export const NOW = '2026-11-22T13:00:00Z'
export const EXPIRES_AT = '2026-11-23T12:00:00Z'

const pool = [
  { officerId: 'first', group: 'risk', isDeviceBound: true },
  { officerId: 'second', group: 'compliance', isDeviceBound: true },
  { officerId: 'somebody', group: 'treasury', isDeviceBound: true },
]

/** Two approvals from two groups are needed; "author" wrote it, and whoever comes is "somebody". */
export const DRAFT: SubjectState = {
  subjectType: 'clawback',
  state: 'draft',
  revision: 1,
  latestRevision: 1,
  decideBy: null,
  notBefore: null,
  expiresAt: null,
  quorum: {
    approvals: '2',
    groups: '2',
    among: ['compliance', 'risk', 'treasury'],
    deviceBound: false,
  },
  keysPerApprover: 2,
  proposers: ['analyst'],
  authors: ['author'],
  deciders: [],
  owners: [],
  proposer: null,
  approvals: [],
  lapsed: [],
  pool,
  isPaused: false,
  hasReport: false,
}

/** With one approval, by "first". */
export const PROPOSED: SubjectState = {
  ...DRAFT,
  state: 'proposed',
  decideBy: EXPIRES_AT,
  notBefore: NOT_BEFORE,
  expiresAt: EXPIRES_AT,
  proposer: 'author',
  deciders: ['first'],
  approvals: pool.slice(0, 1),
}

/** With the approvals of "first" and "second". */
export const APPROVED: SubjectState = {
  ...PROPOSED,
  state: 'approved',
  deciders: ['first', 'second'],
  approvals: pool.slice(0, 2),
}

export const inState = (state: State): SubjectState => {
  if (state === 'draft') return DRAFT
  return state === 'proposed' ? PROPOSED : { ...APPROVED, state }
}

export const KEY = { isDeviceBound: false, isInForce: true }
export const APPROVER: Actor = {
  officerId: 'somebody',
  roles: ['approver'],
  group: 'treasury',
  keysHeld: 2,
  keys: [KEY],
}

/** What is decided, in one word: the events that follow, or "!" and the code of the refusal. */
export const outcome = (
  run: SubjectState,
  command: Command,
  { actor = APPROVER, now = NOW }: { actor?: Actor; now?: string } = {},
): string => {
  const decided = decide(run, command, { actor, now })
  if (isRefusal(decided)) return `!${decided.code}`
  return decided.length === 0 ? 'nothing' : decided.map(({ type }) => type).join('+')
}
