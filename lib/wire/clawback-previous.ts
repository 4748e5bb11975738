// What the revision before had chosen and come to, for what is different now.
import * as z from 'zod'
import { ROUNDINGS, RULES } from '@/lib/domain/allocation-schedule'
import { policyTerms } from './allocation'
import { minorUnits } from './money'

export const previousRevision = z.object({
  revision: z.number().int(),
  rule: z.enum(RULES),
  rounding: z.enum(ROUNDINGS),
  limits: policyTerms.limits,
  policy: z.object({ id: z.string(), version: z.number().int() }),
  tier: z.object({ name: z.string(), quorumText: z.string() }).nullable(),
  snapshotId: z.string(),
  reason: z.string(),
  losses: z.object({
    count: z.number().int(),
    /** How many losses the later revision has that this one had not, and the reverse. */
    added: z.number().int(),
    removed: z.number().int(),
  }),
  usableFund: minorUnits,
  topUp: minorUnits,
  fundDraw: minorUnits,
  operatorDraw: minorUnits,
  grossLoss: minorUnits,
  toMutualise: minorUnits,
  uncovered: minorUnits,
  collected: minorUnits,
  levied: minorUnits,
  residual: minorUnits,
  accountsCharged: z.number().int(),
  chargedBase: minorUnits,
  largestLevy: minorUnits,
  fingerprint: z.string().nullable(),
})
