// What claims come to, class by class.
import { capOf, CLAIM_CLASSES, type Claim, type ClaimClass } from '@/lib/domain/claim'
import { sum } from '@/lib/domain/money'

export type ClaimSums = {
  classes: { class: ClaimClass; count: number; base: bigint }[]
  base: bigint
  /** The most that can be levied. */
  capacity: bigint
}

export const claimSums = (claims: readonly Claim[]): ClaimSums => ({
  classes: CLAIM_CLASSES.map((name) => {
    const members = claims.filter((claim) => claim.class === name)
    return { class: name, count: members.length, base: sum(members.map(({ base }) => base)) }
  }),
  base: sum(claims.map(({ base }) => base)),
  capacity: sum(claims.map(capOf)),
})
