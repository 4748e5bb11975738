// A policy: the order of the layers and the rule that were announced before the loss.
import type { Rounding, Rule } from './allocation-schedule'
import { taggedDigest } from './canonical-json'

/** Content of one policy version; numbers are decimal strings because the digest covers them. */
export type PolicyContent = {
  layers: readonly ['fund', 'operator', 'traders']
  rule: Rule
  rounding: Rounding
  /** By how much usable fund money may differ at execution from what was signed, in 1/10,000. */
  fundToleranceBps: string
}

/** Digest of one policy version, hex: SHA-256("ballast/policyDigest/v1" ‖ 00 ‖ JCS({id, version, content})). */
export const policyDigest = (policy: {
  id: string
  version: string
  content: PolicyContent
}): string => taggedDigest('ballast/policyDigest/v1', policy)
