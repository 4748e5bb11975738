// The desk as officers see it: who holds which keys, who could sign what, and whether everything is paused.
import 'server-only'
import * as z from 'zod'
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
import type { Role } from '@/lib/domain/officer'
import type { PolicyContent } from '@/lib/domain/policy'
import { quorumInWords } from '@/lib/domain/quorum'
import { refuse } from '@/lib/domain/refusal'
import { fingerprint } from '@/lib/domain/signoff'
import { signoffOf, strictest } from '@/lib/domain/signoff-policy'
import { deskJson, type DeskKey, type PauseJson, standingPause } from '@/lib/wire/desk'
import { signingActor } from './actor'
import { permissionsOf } from './desk-permission'
import { keyState, poolsOf } from './desk-pool'
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

/** What every page asks beside its own content. */
export const showPause = verb({
  name: 'desk.pause-shown',
  kind: 'read',
  access: 'officer',
  input: z.object({}),
  output: standingPause,
  run: async ({ db }) => ({ pause: pauseOf(await newestPause(db)) }),
})

const pauseOf = (row: PauseRow | undefined): PauseJson | null =>
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
  accounts: row.accounts,
  keys: row.keys.map(keyOf),
})

const keyOf = ({ credentialIdHash, name, ...row }: DeskKeyRow): DeskKey => ({
  credentialIdHash,
  fingerprint: fingerprint(credentialIdHash),
  name,
  state: keyState(row),
  isDeviceBound: row.isDeviceBound,
  isFounding: row.isFounding,
  enrolledAt: row.enrolledAt,
  activeAt: row.activeAt,
  revokedAt: row.revokedAt,
  usedAt: row.usedAt,
  logIndex: row.logIndex,
})

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
