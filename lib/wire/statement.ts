// One account's statement as a page shows it; the signed file itself is lib/domain/statement-file.ts.
import * as z from 'zod'
import { sealedScheduleJson } from './allocation'
import { hex64, instant, minorUnits } from './money'
import { idText } from './text'

export const statementRef = z.object({ clawbackId: idText, account: idText })

export const statementJson = z.object({
  clawbackId: z.string(),
  /** null while the run is executed and too small to be published. */
  report: z.object({ version: z.string(), sha256: hex64 }).nullable(),
  runDigest: hex64,
  snapshotDigest: hex64,
  asset: z.object({ code: z.string(), scale: z.string() }),
  account: z.string(),
  claims: z.array(
    z.object({
      account: z.string(),
      class: z.enum(['eligible', 'house', 'exempt']),
      base: minorUnits,
    }),
  ),
  schedule: sealedScheduleJson,
  /** Opens the schedule's cutoff for an account at the edge of the run; null for everybody else. */
  opening: z.object({ account: z.string(), amount: minorUnits, salt: hex64 }).nullable(),
  levy: minorUnits,
  payout: minorUnits,
  arithmetic: z.array(z.object({ label: z.string(), value: z.string(), isResult: z.boolean() })),
  /** The signed log that the file's proofs lead to. */
  checkpoint: z.object({ size: z.number().int(), signedAt: instant }),
})
export type StatementJson = z.infer<typeof statementJson>

/** How long a link waits for its owner. */
export const LINK_DAYS = 14
export const statementLinkJson = z.object({ address: z.string(), expiresAt: instant })
export type StatementLink = z.infer<typeof statementLinkJson>
export const openLinkInput = z.object({
  token: z.string().regex(/^[0-9a-f]{64}$/, 'expected the 64 characters after the # of the link'),
})

/** Where an export of all statements goes on; `limit` owners at most. */
export const statementPageRef = z.object({
  clawbackId: idText,
  after: idText.optional(),
  limit: z.coerce.number().int().min(1).max(10_000_000).optional(),
})
