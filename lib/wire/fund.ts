// What the home page asks about the funds.
import * as z from 'zod'
import { assetJson, fractionJson, instant, minorUnits } from './money'

export const fundJson = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(['isolated', 'shared']),
  scope: z.string(),
  asset: assetJson,
  balance: minorUnits,
  floor: minorUnits,
  target: minorUnits,
  committed: minorUnits,
  usable: minorUnits,
  openLoss: minorUnits,
  openLossCount: z.number().int(),
  /** F / L0: the share of the open losses that the fund covers; null when nothing is open. */
  coverage: fractionJson.nullable(),
  lastEntryAt: instant.nullable(),
  cadenceSeconds: z.number().int(),
  /** Closing balance of each UTC day, oldest first, at most 366. */
  history: z.array(z.object({ day: z.string(), balance: minorUnits })),
  /** The largest single movements of the last 12 months, for notes on the chart. */
  events: z.array(
    z.object({ at: instant, kind: z.string(), amount: minorUnits, reference: z.string() }),
  ),
  /** Where the balance came from: opening balance 12 months ago, then sums by kind. */
  opening: minorUnits,
  flows: z.array(z.object({ kind: z.string(), amount: minorUnits, entries: z.number().int() })),
})
export type FundJson = z.infer<typeof fundJson>

export const fundOverview = z.object({ asOf: instant, funds: z.array(fundJson) })
export type FundOverview = z.infer<typeof fundOverview>
