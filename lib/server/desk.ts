// The desk as officers see it: who holds which keys, who could sign what, and whether everything is paused.
import 'server-only'
import {
  type DeskKeyRow,
  deskOfficers,
  type DeskOfficerRow,
  newestPause,
  type PauseRow,
} from '@/db/desk'
import { nowOf } from '@/db/moment'
import { currentPolicies, type PolicyRow } from '@/db/policy'
import { keysInForce } from '@/db/signoff'
import * as z from 'zod'
import type { Role } from '@/lib/domain/officer'
import type { PolicyContent } from '@/lib/domain/policy'
import {
  ALONE,
  type Approval,
  doesCount,
  isMet,
  type Quorum,
  quorumInWords,
} from '@/lib/domain/quorum'
import { isRefusal, refuse } from '@/lib/domain/refusal'
import { fingerprint } from '@/lib/domain/signoff'
import { signoffOf, type Strictest, strictest } from '@/lib/domain/signoff-policy'
import { decide } from '@/lib/domain/subject'
import type { Actor, SubjectState } from '@/lib/domain/subject-state'
import type { Permission } from '@/lib/wire/clawback'
import {
  type DeskJson,
  deskJson,
  type DeskKey,
  type DeskPool,
  type PauseJson,
} from '@/lib/wire/desk'
import { signingActor } from './actor'
import { proposersOf } from './change-signing'
import { env } from './env'
import { verb } from './verb'

export const showDesk = verb({
  name: 'desk.shown',
  kind: 'read',
  access: 'officer',
  input: z.object({}),
  output: deskJson,
  run: async ({ db, officer }) => {
    if (!officer) return refuse('not-signed-in', 'You are not signed in.')
    const [officers, pauseRow, policies, held, now] = await Promise.all([
      deskOfficers(db),
      newestPause(db),
      currentPolicies(db),
      keysInForce(db, officer.id),
      nowOf(db),
    ])
    const pause = pauseOf(pauseRow)
    const needs = strictest(policies.map(signoffOfRow))
    const actor = signingActor(officer, { held, lossAt: null })
    return {
      asOf: now,
      issuer: env().OIDC_ISSUER,
      pause,
      officers: officers.map((row) => officerOf(row, officer.id)),
      groups: groupsOf(officers, policies),
      pools: policies.flatMap((row) => poolsOf(row, officers)),
      widening: {
        quorumText: quorumInWords(needs.quorum),
        delaySeconds: Number(needs.changeDelaySeconds),
      },
      keysPerApprover: Number(needs.keysPerApprover),
      keys: held.map(({ credentialId, name, isDeviceBound }) => ({
        ...{ credentialId, name, isDeviceBound },
        isInForce: true,
      })),
      may: permissionsOf({ actor, now, needs, officers, isPaused: pause !== null }),
    }
  },
})

export const pauseOf = (row: PauseRow | undefined): PauseJson | null =>
  row?.kind === 'paused'
    ? { changeId: row.changeId, since: row.since, reason: row.reason, by: row.by }
    : null

const signoffOfRow = ({ content }: Pick<PolicyRow, 'content'>) =>
  signoffOf(content as PolicyContent)

const officerOf = (row: DeskOfficerRow, ownId: string) => ({
  name: row.name,
  pseudonym: row.pseudonym,
  roles: row.roles as Role[],
  group: row.group,
  since: row.since,
  removedAt: row.removedAt,
  isYou: row.id === ownId,
  keys: row.keys.map(keyOf),
})

const keyOf = ({ credentialIdHash, name, ...row }: DeskKeyRow): DeskKey => ({
  credentialIdHash,
  fingerprint: fingerprint(credentialIdHash),
  name,
  state: stateOf(row),
  isDeviceBound: row.isDeviceBound,
  isFounding: row.isFounding,
  enrolledAt: row.enrolledAt,
  activeAt: row.activeAt,
  revokedAt: row.revokedAt,
  usedAt: row.usedAt,
  logIndex: row.logIndex,
})

const stateOf = ({ activeAt, revokedAt }: Pick<DeskKeyRow, 'activeAt' | 'revokedAt'>) => {
  if (revokedAt !== null) return 'revoked'
  return activeAt === null ? 'waiting' : 'active'
}

/** Groups that somebody is of, or that a policy asks for. */
const groupsOf = (
  officers: readonly DeskOfficerRow[],
  policies: readonly PolicyRow[],
): string[] => {
  const held = officers.filter(({ removedAt }) => removedAt === null).map(({ group }) => group)
  const asked = policies.flatMap((row) =>
    signoffOfRow(row).tiers.flatMap(({ quorum }) => quorum.among),
  )
  return [...new Set([...held, ...asked])].sort()
}

const poolsOf = (row: PolicyRow, officers: readonly DeskOfficerRow[]): DeskPool[] => {
  const { tiers, keysPerApprover } = signoffOfRow(row)
  const pool = approversOf(officers, Number(keysPerApprover))
  return tiers.map(({ name, quorum }) => {
    const fit = pool.filter((approval) => doesCount(quorum, approval))
    return {
      policyId: row.id,
      version: row.version,
      tier: name,
      quorumText: quorumInWords(quorum),
      officers: fit.length,
      groups: new Set(fit.map(({ group }) => group)).size,
      isMet: isMet(quorum, fit),
    }
  })
}

/** Who could approve now, with as many keys in force as are asked for. */
const approversOf = (officers: readonly DeskOfficerRow[], keysPerApprover: number): Approval[] =>
  officers
    .filter(({ removedAt, roles }) => removedAt === null && roles.includes('approver'))
    .map(({ id, group, keys }) => ({
      id,
      group,
      active: keys.filter((key) => stateOf(key) === 'active'),
    }))
    .filter(({ active }) => active.length >= Math.max(1, keysPerApprover))
    .map(({ id, group, active }) => ({
      officerId: id,
      group,
      isDeviceBound: active.some(({ isDeviceBound }) => isDeviceBound),
    }))

type Asking = {
  actor: Actor
  now: string
  needs: Strictest
  officers: readonly DeskOfficerRow[]
  isPaused: boolean
}

/** What the kernel would say to a draft of his that is about to be proposed. */
const permissionsOf = (asking: Asking): DeskJson['may'] => {
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
    withdrawn: [],
    pool: approversOf(officers, keysPerApprover),
    hasReport: false,
  }
  const decided = decide(state, { kind: 'propose' }, { actor, now })
  return isRefusal(decided)
    ? { allowed: false, sentence: decided.sentence }
    : { allowed: true, sentence: '' }
}
