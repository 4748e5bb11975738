// Published reports and statements on the wire.
import * as z from 'zod'
import { assetJson, fractionJson, hex64, instant, minorUnits } from './money'
import { idText } from './text'

export const publishReportInput = z.object({ clawbackId: idText })
export const publishedReport = z.object({
  id: z.string(),
  version: z.number().int(),
  sha256: hex64,
})
export type PublishedReport = z.infer<typeof publishedReport>

export const reportRow = z.object({
  id: z.string(),
  version: z.number().int(),
  sha256: hex64,
  publishedAt: instant,
  asset: assetJson,
  grossLoss: minorUnits,
  levied: minorUnits,
  ratePercent: z.string(),
  rate: fractionJson,
  accountsCharged: z.string(),
  fingerprint: z.string(),
})
export type ReportRow = z.infer<typeof reportRow>
export const reportList = z.object({ asOf: instant, reports: z.array(reportRow) })
export type ReportList = z.infer<typeof reportList>

export const reportRef = z.object({
  reportId: idText,
  version: z
    .string()
    .regex(/^v[1-9][0-9]{0,5}$/)
    .transform((text) => Number(text.slice(1)))
    .optional(),
})
/** `body` is the exact text whose SHA-256 stands beside it. */
export const reportFile = z.object({
  id: z.string(),
  version: z.number().int(),
  sha256: hex64,
  publishedAt: instant,
  body: z.string(),
})
/** Entry and newest checkpoint; `root` is base64, as the checkpoint writes it. */
export const reportProof = z.object({
  logged: z
    .object({
      index: z.number().int(),
      size: z.number().int(),
      root: z.string(),
      signedAt: instant,
    })
    .nullable(),
})
export type ReportProof = z.infer<typeof reportProof>
export type ReportFile = z.infer<typeof reportFile>
