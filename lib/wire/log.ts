// The transparency log as pages show it; its own files are the formats of lib/domain/log-*.
import * as z from 'zod'
import { instant } from './money'

export const logPageQuery = z.object({
  /** Entries below this index; the newest where it is absent. */
  before: z.coerce
    .number()
    .int()
    .min(0)
    .max(2 ** 50)
    .optional(),
  limit: z.coerce.number().int().min(1).max(256).default(50),
})
export const logPage = z.object({
  asOf: instant,
  origin: z.string(),
  keys: z.array(z.string()),
  checkpoint: z.object({ size: z.number().int(), note: z.string(), signedAt: instant }).nullable(),
  /** Vetoes among all entries that a checkpoint covers. */
  vetoes: z.number().int(),
  entries: z.array(
    z.object({ index: z.number().int(), type: z.string(), body: z.string(), appendedAt: instant }),
  ),
})
export type LogPage = z.infer<typeof logPage>
