// Policies on the wire: the content that is announced and signed, and its versions.
import * as z from 'zod'
import { ROUNDINGS, RULES } from '@/lib/domain/allocation-schedule'
import type { PolicyContent } from '@/lib/domain/policy'
import type { Quorum } from '@/lib/domain/quorum'
import type { SignoffPolicy } from '@/lib/domain/signoff-policy'
import { assetJson, fractionJson, hex64, instant, minorUnits } from './money'

const wholeNumber = z.string().regex(/^(0|[1-9][0-9]{0,17})$/, 'expected a whole number')

/** Which part of the house an officer belongs to. */
export const groupName = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,31}$/, 'expected lower-case letters, digits and hyphens')

export const quorumJson = z.strictObject({
  approvals: wholeNumber,
  groups: wholeNumber,
  among: z.array(groupName).max(20),
  deviceBound: z.boolean(),
}) satisfies z.ZodType<Quorum>

const tierLimitsJson = z.strictObject({
  amounts: z.record(z.string().regex(/^[A-Z0-9]{2,12}$/, 'expected an asset'), wholeNumber),
  shareBps: wholeNumber,
  accounts: wholeNumber,
})

export const signoffPolicyJson = z.strictObject({
  tiers: z
    .array(
      z.strictObject({
        name: z.string().regex(/^[A-Za-z0-9-]{1,12}$/, 'expected a short name such as T1'),
        day: tierLimitsJson.nullable(),
        week: tierLimitsJson.nullable(),
        quorum: quorumJson,
        coolingOffSeconds: wholeNumber,
      }),
    )
    .max(10),
  changeDelaySeconds: wholeNumber,
  keysPerApprover: wholeNumber,
}) satisfies z.ZodType<SignoffPolicy>

const limitsJson = z.strictObject({
  capFraction: fractionJson.exactOptional(),
  minEquity: minorUnits.exactOptional(),
  exemptBelow: minorUnits.exactOptional(),
})

/** What a policy version says; whether it makes sense is for the kernel. Unknown members are refused. */
export const policyContentJson = z.strictObject({
  layers: z.tuple([z.literal('fund'), z.literal('operator'), z.literal('traders')]).readonly(),
  rule: z.enum(RULES),
  rounding: z.enum(ROUNDINGS),
  limits: limitsJson.exactOptional(),
  asset: z.string().max(12).exactOptional(),
  fundToleranceBps: wholeNumber,
  signoff: signoffPolicyJson.exactOptional(),
}) satisfies z.ZodType<PolicyContent>

/** One line of a difference; null where a side says nothing. */
export const differenceLine = z.object({
  what: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
})
export type DifferenceLine = z.infer<typeof differenceLine>

export const policyJson = z.object({
  id: z.string(),
  version: z.number().int(),
  digest: hex64,
  content: policyContentJson,
  effectiveAt: instant,
  /** False before its time, and once a newer version is in force. */
  isInForce: z.boolean(),
  /** The change that brought it; null for those of the beginning. */
  changeId: z.string().nullable(),
  /** Position of its entry in the transparency log; null for those of genesis. */
  logIndex: z.number().int().nullable(),
})
export type PolicyJson = z.infer<typeof policyJson>
export const policyList = z.object({
  asOf: instant,
  /** In which amounts may be limited. */
  assets: z.array(assetJson),
  policies: z.array(policyJson),
})
export type PolicyList = z.infer<typeof policyList>
