// Published reports and statements on the wire.
import * as z from 'zod'
import { sealedScheduleJson } from './allocation'
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
export type ReportFile = z.infer<typeof reportFile>

export const statementRef = z.object({ reportId: idText, account: idText })
export const statementJson = z.object({
  v: z.literal(1),
  type: z.literal('statement'),
  env: z.string(),
  logOrigin: z.string(),
  reportId: z.string(),
  reportVersion: z.string(),
  reportSha256: hex64,
  runDigest: hex64,
  snapshotDigest: hex64,
  asset: z.object({ code: z.string(), scale: z.string() }),
  account: z.string(),
  claims: z.array(
    z.object({
      account: z.string(),
      class: z.enum(['eligible', 'house', 'exempt']),
      base: minorUnits,
      equity: minorUnits.nullable(),
      cap: minorUnits.nullable(),
      weight: z.string().nullable(),
      score: z.string().nullable(),
    }),
  ),
  schedule: sealedScheduleJson,
  /** Opens the schedule's cutoff for an account at the edge of the run; null for everybody else. */
  opening: z.object({ account: z.string(), amount: minorUnits, salt: hex64 }).nullable(),
  levy: minorUnits,
  payout: minorUnits,
  arithmetic: z.array(z.object({ label: z.string(), value: z.string(), isResult: z.boolean() })),
})
export type StatementJson = z.infer<typeof statementJson>
