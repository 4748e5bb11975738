// Tiers: how much may be taken within a day and a week before more people must sign.
import type { Quorum } from './quorum'

/** Bounds of one window. Amounts in minor units by asset; an asset without one is bound to 0. */
export type TierLimits = { amounts: Record<string, string>; shareBps: string; accounts: string }

/** `day` and `week` are null in the highest tier, which has no bounds. */
export type Tier = {
  name: string
  day: TierLimits | null
  week: TierLimits | null
  quorum: Quorum
  coolingOffSeconds: string
}

/** Who must sign what, part of a policy's content. Tiers ascend; the last one is unbounded. */
export type SignoffPolicy = {
  tiers: Tier[]
  /** Between the proposal of a change of policy, officers or keys and its effect. */
  changeDelaySeconds: string
  keysPerApprover: string
}

/** What is taken within a window: collected minor units by asset, shares of the charged base in 1/10,000, accounts. */
export type Taken = { amounts: Record<string, string>; shareBps: string; accounts: string }

/** What a tier is computed from: the run itself, and what other runs took or are about to take. */
export type TierInputs = { own: Taken; day: Taken; week: Taken }

const GROUPS = ['compliance', 'risk', 'treasury']

/** Without bounds of its own every run is of the highest tier. Source: signoff.md §1. */
export const DEFAULT_SIGNOFF: SignoffPolicy = {
  tiers: [
    {
      name: 'T3',
      day: null,
      week: null,
      quorum: { approvals: '3', groups: '2', among: GROUPS, deviceBound: true },
      coolingOffSeconds: '14400',
    },
  ],
  changeDelaySeconds: '259200',
  keysPerApprover: '2',
}
