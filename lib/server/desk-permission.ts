// Whether an officer may propose a change of the desk now, in the kernel's own sentences.
import 'server-only'
import type { DeskOfficerRow } from '@/db/desk'
import type { Role } from '@/lib/domain/officer'
import { ALONE, type Quorum } from '@/lib/domain/quorum'
import { isRefusal } from '@/lib/domain/refusal'
import type { Strictest } from '@/lib/domain/signoff-policy'
import { decide } from '@/lib/domain/subject'
import type { Actor, SubjectState } from '@/lib/domain/subject-state'
import type { Permission } from '@/lib/wire/clawback'
import type { DeskJson } from '@/lib/wire/desk'
import { proposersOf } from './change-signing'
import { approversOf } from './desk-pool'

type Asking = {
  actor: Actor
  now: string
  needs: Strictest
  officers: readonly DeskOfficerRow[]
  isPaused: boolean
}

/** What the kernel would say to a draft of his that is about to be proposed. */
export const permissionsOf = (asking: Asking): DeskJson['may'] => {
  const { quorum } = asking.needs
  const { isPaused } = asking
  const widening = proposersOf({ kind: 'resumed' }, { isOwn: false })
  return {
    widen: permissionOf(asking, { quorum, proposers: widening, isPaused }),
    narrow: permissionOf(asking, { quorum: ALONE, proposers: widening, isPaused: false }),
    resume: permissionOf(asking, { quorum, proposers: widening, isPaused: false }),
    pause: permissionOf(asking, {
      quorum: ALONE,
      proposers: proposersOf({ kind: 'paused' }, { isOwn: false }),
      isPaused: false,
    }),
    giveUpKey: permissionOf(asking, {
      quorum: ALONE,
      proposers: proposersOf(
        { kind: 'key-revoked', officer: '', credentialIdHash: '' },
        { isOwn: true },
      ),
      isPaused: false,
    }),
  }
}

type Draft = { quorum: Quorum; proposers: readonly Role[]; isPaused: boolean }

const permissionOf = ({ actor, now, needs, officers }: Asking, draft: Draft): Permission => {
  const keysPerApprover = Number(needs.keysPerApprover)
  const state: SubjectState = {
    ...draft,
    subjectType: 'officers',
    state: 'draft',
    revision: 1,
    latestRevision: 1,
    decideBy: null,
    notBefore: null,
    expiresAt: null,
    keysPerApprover,
    authors: [actor.officerId],
    deciders: [],
    owners: [],
    proposer: null,
    approvals: [],
    lapsed: [],
    pool: approversOf(officers, keysPerApprover),
    hasReport: false,
  }
  const decided = decide(state, { kind: 'propose' }, { actor, now })
  return isRefusal(decided)
    ? { allowed: false, sentence: decided.sentence }
    : { allowed: true, sentence: '' }
}
