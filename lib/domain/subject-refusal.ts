// Why a command is refused, in the order in which a person would want to hear it.
import type { Role } from './officer'
import { isMet } from './quorum'
import { type Refusal, refuse } from './refusal'
import {
  type Actor,
  type Command,
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
  refusedByPerson(run, command, actor) ??
  refusedByKey(run, command, actor) ??
  refusedByTime(run, command, now) ??
  refusedByPool(run, command)

type Kind = Command['kind']
const NOUN: Record<SubjectType, string> = {
  clawback: 'a clawback',
  policy: 'a policy',
  officers: 'a change of officers and keys',
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
      return isClawback ? ['approver'] : ['approver', 'admin']
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
  publish: ['executed'],
}

const refusedByState = (run: SubjectState, command: Command, now: string): Refusal | undefined => {
  const state = stateAt(run, now)
  if (ALLOWED[command.kind].includes(state)) return undefined
  if (state === 'expired') {
    const moment = (run.state === 'approved' ? run.expiresAt : run.decideBy) ?? ''
    return refuse('expired', `The proposal expired at ${moment}. An author must propose again.`)
  }
  const isLost = command.kind === 'execute' && run.state === 'approved'
  if (isLost) {
    return refuse(
      'quorum-missing',
      'Too few approvals count any more: a role or a key was lost, or an approval taken back. Another officer must approve.',
    )
  }
  return refuse(
    'wrong-state',
    `This is ${state}: nobody can ${deedOf(run, command.kind)} in that state.`,
  )
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

const refusedByPerson = (
  run: SubjectState,
  command: Command,
  { officerId }: Actor,
): Refusal | undefined => {
  switch (command.kind) {
    case 'approve':
    case 'reject':
      return refusedDecider(run, command, officerId)
    case 'veto':
      return command.reason.trim() === ''
        ? refuse('reason-missing', 'A veto needs a reason: everybody is told it.')
        : undefined
    case 'withdraw':
      return refusedWithdrawal(run, officerId)
    case 'edit':
    case 'propose':
      return run.deciders.includes(officerId)
        ? refuse(
            'decider-writes',
            'You have decided a revision of this, so you cannot write or propose one.',
          )
        : undefined
    case 'publish':
      return run.hasReport
        ? refuse(
            'duplicate',
            'The report of this run is published; a published version never changes.',
          )
        : undefined
    case 'execute':
      return undefined
  }
}

const refusedDecider = (
  run: SubjectState,
  command: Extract<Command, { kind: 'approve' | 'reject' }>,
  officerId: string,
): Refusal | undefined => {
  if (run.authors.includes(officerId))
    return refuse('author-decides', 'You wrote a revision of this, so you cannot decide it.')
  if (run.owners.includes(officerId))
    return refuse('owns-an-account', 'You own an account that this charges, so you cannot sign it.')
  if (run.withdrawn.includes(officerId))
    return refuse(
      'decided-already',
      'You took your approval of this revision back; it stays taken back.',
    )
  if (run.approvals.some((approval) => approval.officerId === officerId))
    return refuse('decided-already', 'You have approved this revision already.')
  return command.kind === 'reject' && command.reason.trim() === ''
    ? refuse('reason-missing', 'A rejection needs a reason.')
    : undefined
}

const refusedWithdrawal = (run: SubjectState, officerId: string): Refusal | undefined => {
  if (run.approvals.some((approval) => approval.officerId === officerId)) return undefined
  if (run.proposer !== officerId)
    return refuse('wrong-state', 'You have signed nothing here that you could take back.')
  return run.state === 'proposed'
    ? undefined
    : refuse('wrong-state', 'This is approved: it can be vetoed, or edited by an author.')
}

const SIGNED: readonly Kind[] = ['propose', 'approve', 'reject', 'veto', 'withdraw']

const refusedByKey = (run: SubjectState, { kind }: Command, actor: Actor): Refusal | undefined => {
  if (!SIGNED.includes(kind)) return undefined
  if (actor.keys.length === 0)
    return refuse('key-missing', 'You have no passkey in force. Enrol one under “Your keys”.')
  // What stops something needs a key, but not one from before the loss.
  if (kind !== 'propose' && kind !== 'approve') return undefined
  const inForce = actor.keys.filter(({ isInForce }) => isInForce)
  if (inForce.length === 0)
    return refuse(
      'key-unfit',
      'Your key came into force after the loss, so its signature would not count here.',
    )
  return kind === 'approve' ? refusedApproval(run, { ...actor, keys: inForce }) : undefined
}

const refusedApproval = (run: SubjectState, actor: Actor): Refusal | undefined => {
  if (actor.keysHeld < run.keysPerApprover)
    return refuse(
      'key-missing',
      `An approver needs ${run.keysPerApprover} keys in force, so that a lost one locks nobody out; you have ${actor.keysHeld}.`,
    )
  const { among, deviceBound } = run.quorum
  if (among.length > 0 && !among.includes(actor.group))
    return refuse(
      'role-missing',
      `This needs approvals of the groups ${among.join(', ')}; you are of ${actor.group}.`,
    )
  return deviceBound && !actor.keys.some(({ isDeviceBound }) => isDeviceBound)
    ? refuse('key-unfit', 'This needs a device-bound key, and none of yours is known to be one.')
    : undefined
}

const refusedByTime = (
  { notBefore }: SubjectState,
  { kind }: Command,
  now: string,
): Refusal | undefined =>
  kind === 'execute' && notBefore !== null && now < notBefore
    ? refuse('too-early', `The cooling-off ends at ${notBefore}. Until then it can be vetoed.`)
    : undefined

const refusedByPool = (run: SubjectState, { kind }: Command): Refusal | undefined => {
  if (kind !== 'propose') return undefined
  const free = run.pool.filter(
    ({ officerId }) => !run.authors.includes(officerId) && !run.owners.includes(officerId),
  )
  return isMet(run.quorum, free)
    ? undefined
    : refuse(
        'pool-too-small',
        'Too few officers could approve this: they lack keys, groups or the role, or wrote it themselves. Nothing was proposed.',
      )
}
