// Signing in two steps: the server stores the statement, then receives the evidence over it.
import * as z from 'zod'
import { revisionRef } from './clawback'
import { hex64, instant } from './money'
import { idText, plainText } from './text'

export const prepareSignoffInput = revisionRef.extend({
  decision: z.enum(['propose', 'approve', 'reject']),
  reason: plainText,
})
export type PrepareSignoffInput = z.infer<typeof prepareSignoffInput>
export const preparedSignoff = z.object({
  challengeId: hex64,
  challenge: hex64,
  statement: z.string(),
  expiresAt: instant,
})
export type PreparedSignoff = z.infer<typeof preparedSignoff>
export const recordSignoffInput = z.object({
  clawbackId: idText,
  challengeId: hex64,
  /** What proves that the officer meant it: the signed-in session that asked for the statement. */
  evidence: z.object({ kind: z.literal('session') }),
})
export type RecordSignoffInput = z.infer<typeof recordSignoffInput>
export const recordedSignoff = z.object({
  clawbackId: z.string(),
  revision: z.number().int(),
  state: z.string(),
})
export type RecordedSignoff = z.infer<typeof recordedSignoff>
