// What a policy lets a claim lose at most: cap fraction, minimum equity, exemption threshold (allocation.md §2).
import type { Claim } from './claim'
import { fractionFromJson, fractionToJson, type Fraction, type FractionJson } from './fraction'

/**
 * Limits of a policy, applied when a rule is solved; null where there is none.
 * `capFraction` is β, 0 … 1 of the base; `minEquity` and `exemptBelow` are minor units, at least 0.
 */
export type Limits = {
  capFraction: Fraction | null
  minEquity: bigint | null
  exemptBelow: bigint | null
}

export const NO_LIMITS: Limits = { capFraction: null, minEquity: null, exemptBelow: null }

/** Limits as a schedule carries them: what is absent does not limit. */
export type LimitsJson = { capFraction?: FractionJson; minEquity?: string; exemptBelow?: string }

type Limited = Pick<Claim, 'class' | 'base' | 'equity' | 'cap'>

/**
 * Most that a claim may lose under the limits, in minor units:
 * min(base, given cap, ⌊β·base⌋, max(0, equity − minimum equity)), each where present; 0 for exempt
 * claims and for those below the threshold. Give an owner's claims as one claim.
 */
export const capUnder = (claim: Limited, limits: Limits): bigint => {
  if (!isCharged(claim, limits)) return 0n
  const { capFraction, minEquity } = limits
  let cap = smaller(claim.cap ?? claim.base, claim.base)
  if (capFraction !== null) {
    cap = smaller(cap, (claim.base * capFraction.numerator) / capFraction.denominator)
  }
  if (minEquity === null || claim.equity === null) return cap
  const spare = claim.equity - minEquity
  return spare < 0n ? 0n : smaller(cap, spare)
}

/** Whether a claim counts in D and U: neither exempt nor below the exemption threshold. */
export const isCharged = (claim: Pick<Claim, 'class' | 'base'>, limits: Limits): boolean =>
  claim.class !== 'exempt' && !isBelowThreshold(claim, limits)

/** Whether the policy spares a claim because its base is below the threshold; it keeps its class. */
export const isBelowThreshold = ({ base }: Pick<Claim, 'base'>, { exemptBelow }: Limits): boolean =>
  exemptBelow !== null && base < exemptBelow

const smaller = (a: bigint, b: bigint): bigint => (a < b ? a : b)

/** The limits as JSON, or null when nothing is limited. */
export const limitsToJson = (limits: Limits): LimitsJson | null => {
  const { capFraction, minEquity, exemptBelow } = limits
  const json: LimitsJson = {
    ...(capFraction === null ? {} : { capFraction: fractionToJson(capFraction) }),
    ...(minEquity === null ? {} : { minEquity: minEquity.toString() }),
    ...(exemptBelow === null ? {} : { exemptBelow: exemptBelow.toString() }),
  }
  return Object.keys(json).length === 0 ? null : json
}

/** Refuses (Fault, or a SyntaxError of BigInt) anything but integers. */
export const limitsFromJson = (json: LimitsJson | undefined): Limits => ({
  capFraction: json?.capFraction === undefined ? null : fractionFromJson(json.capFraction),
  minEquity: json?.minEquity === undefined ? null : BigInt(json.minEquity),
  exemptBelow: json?.exemptBelow === undefined ? null : BigInt(json.exemptBelow),
})
