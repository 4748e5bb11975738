// Signing in two steps: the server stores the statement, then receives the evidence over it.
import * as z from 'zod'
import { SUBJECT_STATES } from '@/lib/domain/subject-state'
import { hex64, instant } from './money'
import { idText, ordinal, plainText } from './text'

const base64url = z.string().regex(/^[A-Za-z0-9_-]+$/, 'expected base64url without padding')

export const subjectRef = z.object({
  subjectType: z.enum(['clawback', 'policy', 'officers']),
  subjectId: idText,
  revision: ordinal,
})
export type SubjectRef = z.output<typeof subjectRef>

export const prepareSignoffInput = subjectRef.extend({
  decision: z.enum(['propose', 'approve', 'reject', 'veto', 'withdraw']),
  reason: plainText,
  /** The key that will sign: the statement names it. */
  credentialId: base64url.max(1_400),
})
export type PrepareSignoffInput = z.infer<typeof prepareSignoffInput>
export const preparedSignoff = z.object({
  challengeId: hex64,
  challenge: hex64,
  statement: z.string(),
  expiresAt: instant,
  rpId: z.string(),
  transports: z.array(z.string()),
})
export type PreparedSignoff = z.infer<typeof preparedSignoff>
export const recordSignoffInput = z.object({
  challengeId: hex64,
  /** What proves that the officer meant it: a passkey's signature over the statement, with its user verified. */
  evidence: z.strictObject({
    kind: z.literal('passkey'),
    credentialId: base64url.max(1_400),
    authenticatorData: base64url.max(10_000),
    clientDataJSON: base64url.max(10_000),
    signature: base64url.max(1_000),
  }),
})
export type RecordSignoffInput = z.infer<typeof recordSignoffInput>
export const recordedSignoff = subjectRef.extend({
  revision: z.number().int(),
  state: z.enum(SUBJECT_STATES),
  /** Where the decision stands in the transparency log. */
  decisionIndex: z.number().int(),
})
export type RecordedSignoff = z.infer<typeof recordedSignoff>
