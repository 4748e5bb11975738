// Deciding about what is signed: one decision for the simulation, the real path and the sentence
// under a disabled button.
import { isMet } from './quorum'
import type { Refusal } from './refusal'
import { refusalOf } from './subject-refusal'
import {
  type Actor,
  type Command,
  countingApprovals,
  stateAt,
  type SubjectEvent,
  type SubjectState,
} from './subject-state'

/**
 * Decides a command on one revision: the events that follow, or the refusal with its sentence.
 * `now` is the database's time, ISO 8601. Pure. Source: signoff.md §1 and §2.
 */
export const decide = (
  run: SubjectState,
  command: Command,
  context: { actor: Actor; now: string },
): SubjectEvent[] | Refusal => refusalOf(run, command, context) ?? eventsOf(run, command, context)

const eventsOf = (
  run: SubjectState,
  command: Command,
  { actor, now }: { actor: Actor; now: string },
): SubjectEvent[] => {
  const { officerId } = actor
  switch (command.kind) {
    case 'edit':
      return editEvents(run, now)
    case 'propose':
      return isMet(run.quorum, [])
        ? [{ type: 'proposed', officerId }, { type: 'approved' }]
        : [{ type: 'proposed', officerId }]
    case 'approve':
      return approvalEvents(run, actor, now)
    case 'reject':
      return [{ type: 'rejected', officerId }]
    case 'veto':
      return [{ type: 'vetoed' }]
    case 'withdraw':
      return withdrawalEvents(run, officerId)
    case 'execute':
      return (command.moved ?? []).length > 0 ? [{ type: 'stale' }] : [{ type: 'executed' }]
    case 'publish':
      return [{ type: 'published' }]
  }
}

/** A live revision is superseded; one that ended stays as it ended, also when its time ended it. */
const editEvents = (run: SubjectState, now: string): SubjectEvent[] => {
  const state = stateAt(run, now)
  if (state === 'expired') return run.state === 'expired' ? [] : [{ type: 'expired' }]
  return ['draft', 'proposed', 'approved'].includes(state) ? [{ type: 'superseded' }] : []
}

const approvalEvents = (run: SubjectState, actor: Actor, now: string): SubjectEvent[] => {
  const isDeviceBound = actor.keys.some((key) => key.isDeviceBound && key.isInForce)
  const approval = { officerId: actor.officerId, group: actor.group, isDeviceBound }
  const isPromoted =
    stateAt(run, now) === 'proposed' && isMet(run.quorum, [...countingApprovals(run), approval])
  // A row that lost its quorum says approved still, and is right again.
  const moved: SubjectEvent[] = isPromoted && run.state === 'proposed' ? [{ type: 'approved' }] : []
  return [{ type: 'signed', approval }, ...moved]
}

const withdrawalEvents = (run: SubjectState, officerId: string): SubjectEvent[] => {
  if (!run.approvals.some((approval) => approval.officerId === officerId))
    return [{ type: 'withdrawn' }]
  const left = countingApprovals(run).filter((approval) => approval.officerId !== officerId)
  const isLost = run.state === 'approved' && !isMet(run.quorum, left)
  const taken: SubjectEvent = { type: 'approval-withdrawn', officerId }
  return isLost ? [taken, { type: 'reopened' }] : [taken]
}
