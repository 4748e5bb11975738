// The states of what is signed: what stands, what may be commanded, what follows.
import type { Role } from './officer'
import { type Approval, doesCount, isMet, type Quorum } from './quorum'

export const SUBJECT_STATES = [
  'draft',
  'superseded',
  'proposed',
  'approved',
  'executed',
  'settling',
  'held',
  'settled',
  'rejected',
  'vetoed',
  'withdrawn',
  'expired',
  'stale',
] as const
export type State = (typeof SUBJECT_STATES)[number]
export type SubjectType = 'clawback' | 'policy' | 'officers'

/**
 * What the decision looks at: one revision, its people and its clock. Times are ISO 8601 in UTC with
 * whole seconds, so that they order as text; `approvals` are of one row a person.
 */
export type SubjectState = {
  subjectType: SubjectType
  state: State
  revision: number
  latestRevision: number
  /** Until when it may be decided; for a clawback the same as `expiresAt`. Null before the proposal. */
  decideBy: string | null
  notBefore: string | null
  expiresAt: string | null
  quorum: Quorum
  keysPerApprover: number
  /** Roles of which one is needed to propose it. */
  proposers: readonly Role[]
  /** Officer ids of everybody who created, edited or re-simulated any revision. */
  authors: readonly string[]
  /** Officer ids of everybody who has approved or rejected any revision. */
  deciders: readonly string[]
  /** Officer ids of whom it concerns: owners of accounts that it charges, or whose rights it changes. */
  owners: readonly string[]
  proposer: string | null
  /** Approvals of this revision that count now: not withdrawn, by officers who still may approve, with keys in force. */
  approvals: readonly Approval[]
  /** Officer ids of those whose approval of this revision counts no more: taken back, or role or key lost. */
  lapsed: readonly string[]
  /** Everybody whose approval could count now, authors and owners among them. */
  pool: readonly Approval[]
  /** Whether everything is paused, and this is of what a pause stops (change.ts, isStoppedByPause). */
  isPaused: boolean
  hasReport: boolean
}

/**
 * Who commands. `keys` are those with which he could sign now, or, when a signature is recorded, the
 * one that made it; `isInForce` says whether since before the losses. `keysHeld` counts all in force.
 */
export type Actor = {
  officerId: string
  roles: readonly Role[]
  group: string
  keysHeld: number
  keys: readonly { isDeviceBound: boolean; isInForce: boolean }[]
}
export type Command =
  | { kind: 'edit' }
  | { kind: 'propose' }
  | { kind: 'approve' }
  | { kind: 'reject'; reason: string }
  | { kind: 'veto'; reason: string }
  | { kind: 'withdraw' }
  /** `moved` names the inputs that stand outside their signed tolerances now. */
  | { kind: 'execute'; moved?: readonly string[] }
  | { kind: 'publish' }
export type SubjectEvent =
  | { type: 'superseded' }
  | { type: 'proposed'; officerId: string }
  | { type: 'signed'; approval: Approval }
  | { type: 'approved' }
  | { type: 'rejected'; officerId: string }
  | { type: 'vetoed' }
  | { type: 'withdrawn' }
  | { type: 'approval-withdrawn'; officerId: string }
  | { type: 'reopened' }
  | { type: 'executed' }
  | { type: 'stale' }
  | { type: 'expired' }
  | { type: 'published' }

/** A proposal is decided within a day. Source: signoff.md §2. */
export const PROPOSAL_HOURS = 24

/** The state after one event; `decide` has made sure that the event can follow. */
export const evolve = (run: SubjectState, event: SubjectEvent): SubjectState => {
  switch (event.type) {
    case 'proposed': {
      const { officerId } = event
      // Who signs the proposal answers for it like whoever wrote it.
      return {
        ...run,
        state: 'proposed',
        proposer: officerId,
        authors: [...run.authors, officerId],
      }
    }
    case 'signed':
      return {
        ...run,
        approvals: [...run.approvals, event.approval],
        deciders: [...run.deciders, event.approval.officerId],
      }
    case 'approval-withdrawn':
      return {
        ...run,
        approvals: run.approvals.filter(({ officerId }) => officerId !== event.officerId),
        lapsed: [...run.lapsed, event.officerId],
      }
    case 'reopened':
      return { ...run, state: 'proposed' }
    case 'rejected':
      return { ...run, state: 'rejected', deciders: [...run.deciders, event.officerId] }
    case 'published':
      return { ...run, hasReport: true }
    case 'superseded':
    case 'approved':
    case 'vetoed':
    case 'withdrawn':
    case 'executed':
    case 'stale':
    case 'expired':
      return { ...run, state: event.type }
  }
}

type Standing = Pick<
  SubjectState,
  'state' | 'decideBy' | 'expiresAt' | 'quorum' | 'approvals' | 'authors' | 'owners' | 'lapsed'
>

/**
 * The state as it is at `now`: what is past its time is expired, and an approval whose quorum is
 * lost is a proposal again, whatever its row still says.
 */
export const stateAt = (run: Standing, now: string): State => {
  if (run.state !== 'proposed' && run.state !== 'approved') return run.state
  if (isPast(run.expiresAt, now)) return 'expired'
  if (run.state === 'approved' && isMet(run.quorum, countingApprovals(run))) return 'approved'
  return isPast(run.decideBy, now) ? 'expired' : 'proposed'
}

/** Whether a moment has come; what has no moment never comes. */
export const isPast = (moment: string | null, now: string): boolean =>
  moment !== null && moment <= now

/**
 * The approvals that count towards the quorum. None of an author, of an owner of a charged account,
 * or of somebody who took his back, even if a row says otherwise. Source: signoff.md §1.
 */
export const countingApprovals = (
  run: Pick<SubjectState, 'quorum' | 'approvals' | 'authors' | 'owners' | 'lapsed'>,
): Approval[] =>
  run.approvals.filter(
    (approval) =>
      doesCount(run.quorum, approval) &&
      !run.authors.includes(approval.officerId) &&
      !run.owners.includes(approval.officerId) &&
      !run.lapsed.includes(approval.officerId),
  )
