// A policy: the order of the layers and the rule that were announced before the loss.
import { limitsFromJson, type LimitsJson } from './allocation-limits'
import type { Rounding, Rule } from './allocation-schedule'
import type { Terms } from './allocation-terms'
import type { TermsJson } from './allocation-wording'
import { taggedDigest } from './canonical-json'
import type { SignoffPolicy } from './signoff-policy'

/** Content of one policy version; numbers are decimal strings because the digest covers them. */
export type PolicyContent = {
  layers: readonly ['fund', 'operator', 'traders']
  rule: Rule
  rounding: Rounding
  /** What a claim may lose at most; absent where nothing is limited. */
  limits?: LimitsJson
  /** The asset that the limits' amounts are of; absent where no limit is an amount. */
  asset?: string
  /** By how much usable fund money may differ at execution from what was signed, in 1/10,000. */
  fundToleranceBps: string
  /** Who must sign; where absent, the strictest that there is. */
  signoff?: SignoffPolicy
}

/** Digest of one policy version, hex: SHA-256("ballast/policyDigest/v1" ‖ 00 ‖ JCS({id, version, content})). */
export const policyDigest = (policy: {
  id: string
  version: string
  content: PolicyContent
}): string => taggedDigest('ballast/policyDigest/v1', policy)

/** The terms of a policy as they are written in an envelope. */
export const announcedTerms = ({ rule, rounding, limits }: PolicyContent): TermsJson =>
  limits === undefined ? { rule, rounding } : { rule, rounding, limits }

/**
 * Whether a policy can be applied to a fund of an asset: its limits speak of minor units, which are
 * another amount in another asset. A policy that limits no amount fits every fund.
 */
export const fitsAsset = ({ limits, asset }: PolicyContent, code: string): boolean => {
  const isAmount = limits?.minEquity !== undefined || limits?.exemptBelow !== undefined
  return !isAmount || asset === code
}

/** The terms that a policy announces: what a run applies unless an officer chooses otherwise. */
export const policyTerms = ({ rule, rounding, limits }: PolicyContent): Terms => ({
  rule,
  rounding,
  limits: limitsFromJson(limits),
})
