// Who signs and has signed, as every page of something signed shows it.
import * as z from 'zod'
import { hex64, instant, minorUnits } from './money'
import { quorumJson } from './policy'

export const officerJson = z.object({ name: z.string(), pseudonym: z.string() })

/** One decision as it was signed. What sessions confirmed, before there were keys, names no key. */
export const signoffJson = z.object({
  challengeId: hex64,
  officer: officerJson,
  group: z.string(),
  decision: z.enum(['propose', 'approve', 'reject', 'veto', 'withdraw']),
  reason: z.string(),
  signedAt: instant,
  keyName: z.string().nullable(),
  /** Whether it is an approval that counts now. */
  counts: z.boolean(),
  isTakenBack: z.boolean(),
  /** Of its entry in the transparency log. */
  logIndex: z.number().int().nullable(),
})

/** A key of the officer who asks, with which he could sign now; `isInForce`: since before the losses. */
export const ownKeyJson = z.object({
  credentialId: z.string(),
  name: z.string(),
  isDeviceBound: z.boolean(),
  isInForce: z.boolean(),
})

const takenJson = z.object({
  amounts: z.record(z.string(), minorUnits),
  shareBps: z.string(),
  accounts: z.string(),
})
/** Which tier of its policy a run is of, from what, and who must therefore sign. */
export const runTierJson = z.object({
  name: z.string(),
  quorum: quorumJson,
  quorumText: z.string(),
  inputs: z.object({ own: takenJson, day: takenJson, week: takenJson }),
  coolingOffSeconds: z.string(),
  /** Other policies in force for the same losses that would ask for people whom this one does not. */
  stricter: z.array(
    z.object({ policy: z.string(), version: z.number().int(), quorumText: z.string() }),
  ),
})
/** An approval that was not taken back; `counts` says whether it still does, by role, key and group. */
export const approvalJson = z.object({
  officer: officerJson,
  group: z.string(),
  counts: z.boolean(),
})
