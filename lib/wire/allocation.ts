// Allocations on the wire: terms, the schedule of every rule, and the rules side by side.
import * as z from 'zod'
import {
  ROUNDINGS,
  RULES,
  type Schedule,
  type SealedSchedule,
} from '@/lib/domain/allocation-schedule'
import { assetJson, fractionJson, hex64, minorUnits } from './money'

/** What is absent does not limit. */
const limitsJson = z.object({
  capFraction: fractionJson.exactOptional(),
  minEquity: minorUnits.exactOptional(),
  exemptBelow: minorUnits.exactOptional(),
})

/** What a policy announced before the loss. */
export const policyTerms = {
  rule: z.enum(RULES),
  rounding: z.enum(ROUNDINGS),
  limits: limitsJson.exactOptional(),
}

const decimal = z.string().regex(/^-?\d+(\.\d+)?$/, 'expected a decimal number')

const scheduleWith = <Cutoff extends z.ZodType>(cutoff: Cutoff) => {
  const terms = {
    rounding: z.enum(ROUNDINGS),
    weighted: z.boolean(),
    limits: limitsJson.exactOptional(),
    remainder: fractionJson.exactOptional(),
    cutoff: z.exactOptional(cutoff),
  }
  return z.discriminatedUnion('rule', [
    z.object({ rule: z.literal(['pro-rata', 'equal-levy']), ...terms, theta: fractionJson }),
    z.object({ rule: z.literal('level-down'), ...terms, mu: fractionJson }),
    z.object({
      rule: z.literal('talmud'),
      ...terms,
      theta: fractionJson,
      half: z.enum(['low', 'high']),
    }),
    z.object({ rule: z.literal('queue'), ...terms, score: decimal }),
  ])
}

/** As it is computed and shown to officers: with the marginal account and what it pays. */
export const scheduleJson = scheduleWith(
  z.object({ account: z.string(), amount: minorUnits }),
) satisfies z.ZodType<Schedule>

/** As it is signed and published: the marginal account hidden behind a salted digest. */
export const sealedScheduleJson = scheduleWith(hex64) satisfies z.ZodType<SealedSchedule>

/** One rule on the run's own claims and loss, under the run's rounding and the policy's limits. */
export const ruleFigures = z.object({
  rate: fractionJson,
  accountsCharged: z.number().int(),
  cappedCount: z.number().int(),
  /** Accounts that lose their whole base. */
  lostAllCount: z.number().int(),
  largestLevy: minorUnits,
  largestLevyShare: fractionJson,
  medianLevy: fractionJson,
  top1PercentShare: fractionJson,
  top10PercentShare: fractionJson,
  gini: fractionJson,
  /** What the operator pays when levies are rounded down, whichever rounding is chosen. */
  residual: minorUnits,
  /** How many pay one unit more under largest remainder, whichever rounding is chosen. */
  extraUnits: z.number().int(),
  payMore: z.number().int(),
  payLess: z.number().int(),
  /** Sum of what accounts pay more than under pro-rata. */
  moved: minorUnits,
  /** What the rule shifts to whom, in plain words. */
  sentence: z.string(),
})
export type RuleFigures = z.infer<typeof ruleFigures>

/** Every rule side by side, in the order of RULES; `problem` says why one cannot be applied here. */
export const ruleComparison = z.object({
  asset: assetJson,
  numeraire: z.string(),
  collected: minorUnits,
  capacity: minorUnits,
  /** Somebody may lose less than his base, by a given cap or a limit. */
  isCapped: z.boolean(),
  rows: z.array(
    z.object({
      rule: z.enum(RULES),
      problem: z.string().nullable(),
      figures: ruleFigures.nullable(),
    }),
  ),
})
export type RuleComparison = z.infer<typeof ruleComparison>
