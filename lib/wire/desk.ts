// The desk on the wire: its officers with their keys, who could sign what, and whether everything is paused.
import * as z from 'zod'
import { ROLES } from '@/lib/domain/officer'
import { ownKeyJson } from './signing'
import { permission } from './clawback'
import { hex64, instant } from './money'

export const deskKey = z.object({
  credentialIdHash: hex64,
  fingerprint: z.string(),
  name: z.string(),
  state: z.enum(['active', 'waiting', 'revoked']),
  isDeviceBound: z.boolean(),
  isFounding: z.boolean(),
  enrolledAt: instant,
  activeAt: instant.nullable(),
  revokedAt: instant.nullable(),
  usedAt: instant.nullable(),
  /** Position of its newest entry in the transparency log. */
  logIndex: z.number().int().nullable(),
})
export type DeskKey = z.infer<typeof deskKey>

export const deskOfficer = z.object({
  name: z.string(),
  pseudonym: z.string(),
  roles: z.array(z.enum(ROLES)),
  group: z.string(),
  since: instant,
  removedAt: instant.nullable(),
  isYou: z.boolean(),
  /** Account or owner ids that are known to be his: he decides no run that charges one. */
  accounts: z.array(z.string()),
  keys: z.array(deskKey),
})
export type DeskOfficer = z.infer<typeof deskOfficer>

/** How many officers could approve now under one tier of one policy in force. */
export const deskPool = z.object({
  policyId: z.string(),
  version: z.number().int(),
  tier: z.string(),
  quorum: z.object({
    approvals: z.string(),
    groups: z.string(),
    among: z.array(z.string()),
    deviceBound: z.boolean(),
  }),
  quorumText: z.string(),
  /** Keys in force that an approver needs under this policy. */
  keysPerApprover: z.number().int(),
  officers: z.number().int(),
  groups: z.number().int(),
  isMet: z.boolean(),
})
export type DeskPool = z.infer<typeof deskPool>

export const pauseJson = z.object({
  changeId: z.string(),
  since: instant,
  reason: z.string(),
  by: z.string(),
})
export type PauseJson = z.infer<typeof pauseJson>
export const standingPause = z.object({ pause: pauseJson.nullable() })
export type StandingPause = z.infer<typeof standingPause>

export const deskJson = z.object({
  asOf: instant,
  /** The identity provider whose people can become officers. */
  issuer: z.string(),
  pause: pauseJson.nullable(),
  officers: z.array(deskOfficer),
  groups: z.array(z.string()),
  pools: z.array(deskPool),
  /** What a change that gives rights needs: the strictest of all policies in force. */
  widening: z.object({ quorumText: z.string(), delaySeconds: z.number().int() }),
  keysPerApprover: z.number().int(),
  /** Keys of the officer who asks. */
  keys: z.array(ownKeyJson),
  /** Whether he may propose now what gives rights, what takes them away, a pause, its end, or to revoke a key of his own. */
  may: z.object({
    widen: permission,
    narrow: permission,
    pause: permission,
    resume: permission,
    giveUpKey: permission,
  }),
})
export type DeskJson = z.infer<typeof deskJson>
