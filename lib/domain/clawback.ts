// The states of a clawback revision and who may move it: one decision for the simulation, the real
// path and the sentence under a disabled button.
import type { Role } from './officer'

/** What the decision looks at: one revision, its people and its clock. Times are ISO 8601, UTC. */
export type RevisionState = {
  state: 'draft' | 'superseded' | 'proposed' | 'approved' | 'executed' | 'rejected' | 'expired'
  revision: number
  latestRevision: number
  expiresAt: string | null
  /** Officer ids of everybody who created, edited or re-simulated any revision of the run. */
  authors: readonly string[]
  /** Officer ids of everybody who has approved or rejected any revision of the run. */
  deciders: readonly string[]
  /** Approvals of this revision that count now: by officers who still may approve. */
  approvals: readonly string[]
  hasReport: boolean
}
export type Actor = { officerId: string; roles: readonly Role[] }
export type Command =
  | { kind: 'edit' }
  | { kind: 'propose' }
  | { kind: 'approve' }
  | { kind: 'reject'; reason: string }
  | { kind: 'execute' }
  | { kind: 'publish' }
export type ClawbackEvent =
  | { type: 'clawback.superseded' }
  | { type: 'clawback.proposed'; officerId: string }
  | { type: 'clawback.signed'; officerId: string }
  | { type: 'clawback.approved' }
  | { type: 'clawback.rejected'; officerId: string }
  | { type: 'clawback.executed' }
  | { type: 'report.published' }

/** The rules say no: a code from a closed union and a sentence for a person. */
export type Refusal = { kind: 'refusal'; code: RefusalCode; sentence: string }
export type RefusalCode =
  | 'not-signed-in'
  | 'role-missing'
  | 'unknown'
  | 'author-decides'
  | 'decider-writes'
  | 'decided-already'
  | 'wrong-state'
  | 'expired'
  | 'reason-missing'
  | 'nothing-to-mutualise'
  | 'infeasible'
  | 'loss-taken'
  | 'duplicate'
  | 'stale'
  | 'statement-spent'
  | 'incomplete'
  | 'key-reused'
  | 'too-large'
  | 'too-few-accounts'
  | 'read-only'
  | 'log-unreachable'

export const refuse = (code: RefusalCode, sentence: string): Refusal => ({
  kind: 'refusal',
  code,
  sentence,
})
export const isRefusal = (value: unknown): value is Refusal =>
  typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'refusal'

/** How many approvals move a proposal to approved; the proposer's own signature is not among them. */
export const APPROVALS_NEEDED = 1
export const PROPOSAL_HOURS = 24

/**
 * Decides a command on one revision: the events that follow, or the refusal with its sentence.
 * `now` is the database's time, ISO 8601. Pure. Source: signoff.md §1 and §2.
 */
export const decide = (
  run: RevisionState,
  command: Command,
  context: { actor: Actor; now: string },
): ClawbackEvent[] | Refusal =>
  refusedByRole(command, context.actor) ??
  refusedByRevision(run) ??
  refusedByState(run, command, context.now) ??
  refusedByPerson(run, command, context.actor) ??
  eventsOf(run, command, context.actor)

/** The state after one event; `decide` has made sure that the event can follow. */
export const evolve = (run: RevisionState, event: ClawbackEvent): RevisionState => {
  switch (event.type) {
    case 'clawback.superseded':
      return { ...run, state: 'superseded' }
    case 'clawback.proposed':
      return { ...run, state: 'proposed' }
    case 'clawback.signed':
      return {
        ...run,
        approvals: [...run.approvals, event.officerId],
        deciders: [...run.deciders, event.officerId],
      }
    case 'clawback.approved':
      return { ...run, state: 'approved' }
    case 'clawback.rejected':
      return { ...run, state: 'rejected', deciders: [...run.deciders, event.officerId] }
    case 'clawback.executed':
      return { ...run, state: 'executed' }
    case 'report.published':
      return { ...run, hasReport: true }
  }
}

/** Proposed and approved revisions whose deadline has passed count as expired, whoever looks. */
export const stateAt = (
  run: Pick<RevisionState, 'state' | 'expiresAt'>,
  now: string,
): RevisionState['state'] =>
  (run.state === 'proposed' || run.state === 'approved') &&
  run.expiresAt !== null &&
  run.expiresAt <= now
    ? 'expired'
    : run.state

const ROLE_FOR: Record<Command['kind'], Role> = {
  edit: 'analyst',
  propose: 'analyst',
  approve: 'approver',
  reject: 'approver',
  execute: 'approver',
  publish: 'publisher',
}

const DEED: Record<Command['kind'], string> = {
  edit: 'edit a clawback',
  propose: 'propose a clawback',
  approve: 'approve a clawback',
  reject: 'reject a clawback',
  execute: 'execute a clawback',
  publish: 'publish a report',
}

const refusedByRole = (command: Command, actor: Actor): Refusal | undefined => {
  const role = ROLE_FOR[command.kind]
  if (actor.roles.includes(role)) return undefined
  return refuse(
    'role-missing',
    `Only an officer with the role “${role}” may ${DEED[command.kind]}.`,
  )
}

const refusedByRevision = (run: RevisionState): Refusal | undefined =>
  run.revision === run.latestRevision
    ? undefined
    : refuse(
        'wrong-state',
        `Revision ${run.revision} is superseded; the current one is revision ${run.latestRevision}.`,
      )

const ALLOWED: Record<Command['kind'], readonly RevisionState['state'][]> = {
  edit: ['draft', 'proposed', 'approved', 'rejected', 'expired'],
  propose: ['draft'],
  approve: ['proposed', 'approved'],
  reject: ['proposed'],
  execute: ['approved'],
  publish: ['executed'],
}

const refusedByState = (run: RevisionState, command: Command, now: string): Refusal | undefined => {
  const state = stateAt(run, now)
  if (ALLOWED[command.kind].includes(state)) return undefined
  if (state === 'expired') {
    return refuse(
      'expired',
      `The proposal expired at ${run.expiresAt ?? ''}. An author must propose again.`,
    )
  }
  return refuse(
    'wrong-state',
    `This run is ${state}: nobody can ${DEED[command.kind]} in that state.`,
  )
}

const refusedByPerson = (
  run: RevisionState,
  command: Command,
  actor: Actor,
): Refusal | undefined => {
  const wrote = run.authors.includes(actor.officerId)
  switch (command.kind) {
    case 'approve':
    case 'reject':
      if (wrote)
        return refuse(
          'author-decides',
          'You wrote a revision of this run, so you cannot decide it.',
        )
      if (run.approvals.includes(actor.officerId)) {
        return refuse('decided-already', 'You have approved this revision already.')
      }
      return command.kind === 'reject' && command.reason.trim() === ''
        ? refuse('reason-missing', 'A rejection needs a reason.')
        : undefined
    case 'edit':
    case 'propose':
      return run.deciders.includes(actor.officerId)
        ? refuse(
            'decider-writes',
            'You have decided a revision of this run, so you cannot write one.',
          )
        : undefined
    case 'execute':
      return run.approvals.length >= APPROVALS_NEEDED
        ? undefined
        : refuse(
            'wrong-state',
            'The approval no longer counts: its officer may not approve any more. Another officer must approve.',
          )
    case 'publish':
      return run.hasReport
        ? refuse(
            'duplicate',
            'The report of this run is published; a published version never changes.',
          )
        : undefined
  }
}

const isLive = (state: RevisionState['state']): boolean =>
  state === 'draft' || state === 'proposed' || state === 'approved'

const eventsOf = (run: RevisionState, command: Command, actor: Actor): ClawbackEvent[] => {
  const officerId = actor.officerId
  switch (command.kind) {
    case 'edit':
      return isLive(run.state) ? [{ type: 'clawback.superseded' }] : []
    case 'propose':
      return [{ type: 'clawback.proposed', officerId }]
    case 'approve':
      return run.state === 'proposed' && run.approvals.length + 1 >= APPROVALS_NEEDED
        ? [{ type: 'clawback.signed', officerId }, { type: 'clawback.approved' }]
        : [{ type: 'clawback.signed', officerId }]
    case 'reject':
      return [{ type: 'clawback.rejected', officerId }]
    case 'execute':
      return [{ type: 'clawback.executed' }]
    case 'publish':
      return [{ type: 'report.published' }]
  }
}
