// Why a command is refused, in the order in which a person would want to hear it.
import type { Role } from './officer'
import { isMet, quorumInWords } from './quorum'
import { type Refusal, refuse } from './refusal'
import { refusedByKey, refusedByPerson } from './subject-person'
import {
  type Actor,
  type Command,
  countingApprovals,
  isPast,
  stateAt,
  type State,
  type SubjectState,
  type SubjectType,
} from './subject-state'

/** The first reason against a command; undefined where there is none. `now` as in decide. */
export const refusalOf = (
  run: SubjectState,
  command: Command,
  { actor, now }: { actor: Actor; now: string },
): Refusal | undefined =>
  refusedByRole(run, command, actor) ??
  refusedByRevision(run) ??
  refusedByState(run, command, now) ??
  refusedByPause(run, command) ??
  refusedByPerson(run, command, { actor, now }) ??
  refusedByKey(run, command, actor) ??
  refusedByTime(run, command, now) ??
  refusedByPool(run, command, actor)

type Kind = Command['kind']
const NOUN: Record<SubjectType, string> = {
  clawback: 'a clawback',
  policy: 'a change of policy',
  officers: 'a change of the desk',
}

const rolesFor = ({ subjectType, proposers }: SubjectState, kind: Kind): readonly Role[] => {
  const isClawback = subjectType === 'clawback'
  switch (kind) {
    case 'edit':
      return isClawback ? ['analyst'] : ['admin']
    case 'propose':
      return proposers
    case 'approve':
    case 'reject':
      return ['approver']
    case 'veto':
      return ['approver', 'admin']
    case 'withdraw':
      return [...proposers, 'approver']
    case 'execute':
      // Who may revoke a key of his own need not wait for somebody else to see to it.
      return isClawback ? ['approver'] : [...proposers, 'approver', 'admin']
    case 'publish':
      return ['publisher']
  }
}

const deedOf = ({ subjectType }: SubjectState, kind: Kind): string =>
  kind === 'publish' ? 'publish a report' : `${kind} ${NOUN[subjectType]}`

const refusedByRole = (run: SubjectState, { kind }: Command, actor: Actor): Refusal | undefined => {
  const roles = rolesFor(run, kind)
  if (actor.roles.some((role) => roles.includes(role))) return undefined
  const named = [...new Set(roles)].map((role) => `“${role}”`).join(' or ')
  return refuse('role-missing', `Only an officer with the role ${named} may ${deedOf(run, kind)}.`)
}

const refusedByRevision = (run: SubjectState): Refusal | undefined =>
  run.revision === run.latestRevision
    ? undefined
    : refuse(
        'wrong-state',
        `Revision ${run.revision} is superseded; the current one is revision ${run.latestRevision}.`,
      )

const ALLOWED: Record<Kind, readonly State[]> = {
  edit: ['draft', 'proposed', 'approved', 'rejected', 'vetoed', 'withdrawn', 'expired', 'stale'],
  propose: ['draft'],
  approve: ['proposed', 'approved'],
  reject: ['proposed'],
  veto: ['proposed', 'approved'],
  withdraw: ['proposed', 'approved'],
  execute: ['approved'],
  publish: ['executed', 'settling', 'held', 'settled'],
}

const refusedByState = (run: SubjectState, command: Command, now: string): Refusal | undefined => {
  const state = stateAt(run, now)
  if (command.kind === 'publish' && run.subjectType !== 'clawback')
    return refuse('wrong-state', 'Only a clawback has a report.')
  if (ALLOWED[command.kind].includes(state)) return undefined
  if (state === 'expired') return expired(run)
  if (command.kind === 'execute' && state === 'proposed') return withoutQuorum(run)
  return refuse(
    'wrong-state',
    `This is ${state}: nobody can ${deedOf(run, command.kind)} in that state.`,
  )
}

const expired = (run: SubjectState): Refusal => {
  const isApproved = isMet(run.quorum, countingApprovals(run))
  const moment = (isApproved ? run.expiresAt : run.decideBy) ?? ''
  const again = 'It must be written and proposed again.'
  return isApproved
    ? refuse('expired', `This was approved, but not executed before ${moment}. ${again}`)
    : refuse('expired', `This was not approved before ${moment}. ${again}`)
}

const withoutQuorum = (run: SubjectState): Refusal => {
  const needed = `It needs ${quorumInWords(run.quorum)}`
  return run.state === 'approved'
    ? refuse(
        'quorum-missing',
        `Too few approvals count any more: a role or a key was lost, or an approval taken back. ${needed}.`,
      )
    : refuse('wrong-state', `This is proposed and not approved. ${needed}.`)
}

/** Pausing stops what takes money or rights; what stops something is never stopped by it. */
const refusedByPause = (run: SubjectState, { kind }: Command): Refusal | undefined => {
  const isStopped = kind === 'propose' || kind === 'approve' || kind === 'execute'
  return run.isPaused && isStopped
    ? refuse(
        'paused',
        'Everything is paused: nothing is proposed, approved or executed until the pause is lifted.',
      )
    : undefined
}

const refusedByTime = (
  { notBefore, decideBy, subjectType }: SubjectState,
  { kind }: Command,
  now: string,
): Refusal | undefined => {
  if (kind === 'approve' && isPast(decideBy, now))
    return refuse(
      'expired',
      `It could be approved until ${decideBy ?? ''}. It is approved already.`,
    )
  if (kind !== 'execute' || notBefore === null || isPast(notBefore, now)) return undefined
  const wait = subjectType === 'clawback' ? 'The cooling-off ends' : 'It takes effect'
  const until = subjectType === 'clawback' ? 'at' : 'not before'
  return refuse(
    'too-early',
    `${wait} ${until} ${notBefore}. Until it is executed it can be vetoed.`,
  )
}

const refusedByPool = (
  run: SubjectState,
  { kind }: Command,
  { officerId: proposer }: Actor,
): Refusal | undefined => {
  if (kind !== 'propose') return undefined
  const bound = [...run.authors, ...run.owners, proposer]
  const free = run.pool.filter(({ officerId }) => !bound.includes(officerId))
  return isMet(run.quorum, free)
    ? undefined
    : refuse(
        'pool-too-small',
        `Too few officers could approve this: they lack keys, groups or the role, wrote it, or own an account that it charges. It needs ${quorumInWords(run.quorum)}. Nothing was proposed.`,
      )
}
