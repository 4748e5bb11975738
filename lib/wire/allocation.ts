// Terms and schedules of an allocation on the wire: rule, rounding, limits and the solved constants.
import * as z from 'zod'
import {
  ROUNDINGS,
  RULES,
  type Schedule,
  type SealedSchedule,
} from '@/lib/domain/allocation-schedule'
import { fractionJson, hex64, minorUnits } from './money'

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
