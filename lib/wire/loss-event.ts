// Loss events as the console shows and receives them; the CSV reader is loss.ts.
import * as z from 'zod'
import { assetJson, instant, minorUnits } from './money'
import { idText } from './text'

export const lossJson = z.object({
  id: z.string(),
  fundId: z.string(),
  market: z.string(),
  occurredAt: instant,
  shortfall: minorUnits,
  account: z.string().nullable(),
  side: z.enum(['long', 'short']).nullable(),
  size: z.string().nullable(),
  liquidationPrice: z.string().nullable(),
  bankruptcyPrice: z.string().nullable(),
  fillPrice: z.string().nullable(),
  cause: z.string().nullable(),
  /** open: in no run · pending: in a live proposal · mutualised: executed. */
  state: z.enum(['open', 'pending', 'mutualised']),
  clawbackId: z.string().nullable(),
})
export type LossJson = z.infer<typeof lossJson>

export const lossQuery = z.object({
  fundId: idText.optional(),
  state: z.enum(['open', 'pending', 'mutualised']).optional(),
})
export type LossQuery = z.infer<typeof lossQuery>
export const lossList = z.object({
  asOf: instant,
  losses: z.array(lossJson),
  totals: z.array(
    z.object({
      fundId: z.string(),
      fundName: z.string(),
      asset: assetJson,
      shortfall: minorUnits,
      count: z.number().int(),
    }),
  ),
  /** How many more events match than are listed. */
  notListed: z.number().int(),
})
export type LossList = z.infer<typeof lossList>

const fileName = idText
export const openLossImportInput = z.object({
  fundId: idText,
  fileName,
  rows: z.number().int().min(1).max(1_000_000),
})
export const openLossImportOutput = z.object({ importId: z.string() })
export const chunkInput = z.object({
  importId: idText,
  /** Line number, in the whole file, of the first row below the repeated header. */
  firstLine: z.number().int().min(2),
  text: z.string().min(1).max(4_000_000),
})
export const chunkOutput = z.object({ stored: z.number().int() })
export const finishLossImportInput = z.object({ importId: idText })
export const finishLossImportOutput = z.object({ losses: z.number().int(), shortfall: minorUnits })
