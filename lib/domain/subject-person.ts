// What speaks against a person who wants to sign: his part in it, what he owns, his keys.
import { type Refusal, refuse } from './refusal'
import { type Actor, type Command, stateAt, type SubjectState } from './subject-state'

/** What a person has done or owns, against a command of his; undefined where nothing does. */
export const refusedByPerson = (
  run: SubjectState,
  command: Command,
  { actor: { officerId }, now }: { actor: Actor; now: string },
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
      return refusedWithdrawal(run, { officerId, now })
    case 'edit':
    case 'propose':
      return refusedWriter(run, command, officerId)
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

const refusedWriter = (
  run: SubjectState,
  { kind }: Command,
  officerId: string,
): Refusal | undefined => {
  if (run.deciders.includes(officerId))
    return refuse(
      'decider-writes',
      'You have decided a revision of this, so you cannot write or propose one.',
    )
  // Whoever gives up a key or a role of his own must be able to propose that.
  const isBound = kind === 'propose' && run.subjectType === 'clawback'
  return isBound && run.owners.includes(officerId) ? concernsYou(run) : undefined
}

const concernsYou = ({ subjectType }: SubjectState): Refusal =>
  subjectType === 'clawback'
    ? refuse('owns-an-account', 'You own an account that this charges, so you cannot sign it.')
    : refuse('owns-an-account', 'This changes your own rights, so you cannot decide it.')

const refusedDecider = (
  run: SubjectState,
  command: Extract<Command, { kind: 'approve' | 'reject' }>,
  officerId: string,
): Refusal | undefined => {
  if (run.authors.includes(officerId) || run.proposer === officerId)
    return refuse(
      'author-decides',
      'You wrote or proposed a revision of this, so you cannot decide it. You can veto it.',
    )
  if (run.owners.includes(officerId)) return concernsYou(run)
  if (run.lapsed.includes(officerId))
    return refuse(
      'decided-already',
      'You approved this revision before, and that counts no more: it was taken back, or its key or your role was lost. You can veto it; to approve, another officer is needed.',
    )
  if (run.approvals.some((approval) => approval.officerId === officerId))
    return refuse(
      'decided-already',
      'You have approved this revision already; you can take that back.',
    )
  return command.kind === 'reject' && command.reason.trim() === ''
    ? refuse('reason-missing', 'A rejection needs a reason.')
    : undefined
}

const refusedWithdrawal = (
  run: SubjectState,
  { officerId, now }: { officerId: string; now: string },
): Refusal | undefined => {
  if (run.approvals.some((approval) => approval.officerId === officerId)) return undefined
  if (run.proposer !== officerId)
    return refuse('wrong-state', 'You have signed nothing here that you could take back.')
  return stateAt(run, now) === 'proposed'
    ? undefined
    : refuse('wrong-state', 'This is approved: its proposal stands, but it can be vetoed.')
}

const SIGNED: readonly Command['kind'][] = ['propose', 'approve', 'reject', 'veto', 'withdraw']

/** Whether he has keys with which his signature would count; undefined where he has. */
export const refusedByKey = (
  run: SubjectState,
  { kind }: Command,
  actor: Actor,
): Refusal | undefined => {
  if (!SIGNED.includes(kind)) return undefined
  if (actor.keys.length === 0)
    return refuse('key-missing', 'You have no passkey in force. Enrol one under “Your keys”.')
  // What stops something needs a key, but not one from before the loss.
  if (kind !== 'propose' && kind !== 'approve') return undefined
  const inForce = actor.keys.filter(({ isInForce }) => isInForce)
  if (inForce.length === 0)
    return refuse(
      'key-unfit',
      'No key of yours was in force before the loss, so your signature would not count here.',
    )
  return kind === 'approve' ? refusedApproval(run, { ...actor, keys: inForce }) : undefined
}

const refusedApproval = (run: SubjectState, actor: Actor): Refusal | undefined => {
  if (actor.keysHeld < run.keysPerApprover)
    return refuse(
      'key-missing',
      `An approver needs ${keys(run.keysPerApprover)} in force, so that a lost one locks nobody out; you have ${actor.keysHeld}.`,
    )
  const { among, deviceBound } = run.quorum
  if (among.length > 0 && !among.includes(actor.group))
    return refuse(
      'role-missing',
      `This needs approvals of the groups ${among.join(', ')}; you are of ${actor.group}.`,
    )
  return deviceBound && !actor.keys.some(({ isDeviceBound }) => isDeviceBound)
    ? refuse(
        'key-unfit',
        'This needs a device-bound key, and what you would sign with is not known to be one.',
      )
    : undefined
}

const keys = (count: number): string => `${count} ${count === 1 ? 'key' : 'keys'}`
