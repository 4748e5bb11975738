// Everything that waits for a decision on the wire: runs and changes of the desk, in one list.
import * as z from 'zod'
import { SUBJECT_STATES } from '@/lib/domain/subject-state'
import { assetJson, instant, minorUnits } from './money'

const itemHead = {
  id: z.string(),
  state: z.enum(SUBJECT_STATES),
  /** Who wrote it last. */
  by: z.string(),
  fingerprint: z.string().nullable(),
  /** Approvals that count now, of how many. */
  approvals: z.object({ counting: z.number().int(), needed: z.number().int() }),
  /** Until when it may be decided; once approved, until when it may be executed. */
  until: instant.nullable(),
  /** Nothing is executed before. */
  notBefore: instant.nullable(),
  /** What this officer may do about it now; null where nothing waits for him. */
  wants: z.enum(['decide', 'execute']).nullable(),
  /** Whether he has signed it. */
  isSignedByYou: z.boolean(),
}

export const inboxItem = z.discriminatedUnion('kind', [
  z.object({
    ...itemHead,
    kind: z.literal('clawback'),
    revision: z.number().int(),
    fundName: z.string(),
    asset: assetJson,
    levied: minorUnits,
    accountsCharged: z.number().int(),
    tier: z.string().nullable(),
  }),
  z.object({ ...itemHead, kind: z.literal('change'), title: z.string() }),
])
export type InboxItem = z.infer<typeof inboxItem>
const stop = z.object({
  kind: z.enum(['veto', 'pause']),
  subjectType: z.enum(['clawback', 'policy', 'officers']),
  /** The run or the change that was vetoed, or the change that paused everything. */
  id: z.string(),
  by: z.string(),
  reason: z.string(),
  at: instant,
})
export type Stop = z.infer<typeof stop>
export const inboxJson = z.object({
  asOf: instant,
  items: z.array(inboxItem),
  /** What one officer stopped in the last 24 hours, the newest first. */
  stops: z.array(stop),
})
export type InboxJson = z.infer<typeof inboxJson>
