// Amounts on the wire: decimal strings of minor units, with the scale beside them, never numbers.
import * as z from 'zod'

// 30 February and the year 0 parse, or nearly so; only what reads back the same exists.
const isMoment = (text: string): boolean => {
  const moment = new Date(text)
  return (
    text > '1970' &&
    !Number.isNaN(moment.getTime()) &&
    moment.toISOString().startsWith(text.slice(0, 19))
  )
}

export const minorUnits = z
  .string()
  .regex(/^-?(0|[1-9][0-9]*)$/, 'expected an integer of minor units')
export const fractionJson = z.object({ numerator: minorUnits, denominator: minorUnits })
export const hex64 = z.string().regex(/^[0-9a-f]{64}$/, 'expected 64 lower-case hex digits')
export const instant = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/, 'expected a time such as 2026-11-21T21:40:00Z')
  .refine(isMoment, 'expected a time that exists')
/** A decimal in currency units as a person types it; the verb reads it at the asset's scale. */
export const decimalText = z.string().max(40)
export const assetJson = z.object({ code: z.string(), scale: z.number().int() })
