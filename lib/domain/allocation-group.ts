// Accounts of one beneficial owner are one claim before a rule is applied, and share its levy after.
import { assert } from './assert'
import { compareAccounts, type Claim } from './claim'
import { formatFractionShort } from './fraction'
import { mulDivFloor, sum } from './money'

/**
 * What a rule reads of a claim; a group's amounts may exceed 64 bits. `account` breaks ties: a
 * group's is the first of its accounts by bytes.
 */
export type ChargeableClaim = Omit<Claim, 'owner'>

/** `members` are indexes in the claims given, in their order. */
export type OwnerGroup = { claim: ChargeableClaim; members: number[] }

/** `index` and `firstIndex` are two claims of one owner that differ in `field`. */
type OwnerDisagreement = {
  index: number
  firstIndex: number
  field: 'class' | 'weight' | 'score'
}

/**
 * Makes claims with the same owner one claim (allocation.md §2): bases, equities and caps add, no
 * cap counts as base, and an equity that is not known of every member is not known of the group; a
 * claim without owner stays alone. Groups come in the order of their first member.
 * Refuses (Fault) members that disagree in class, weight or score: `ownerDisagreements` finds them.
 */
export const groupByOwner = (claims: readonly Claim[]): OwnerGroup[] => {
  const disagreements = ownerDisagreements(claims).length
  assert(disagreements === 0, `expected owners that agree, got ${disagreements} disagreements`)
  return memberLists(claims).map((members) => ({ claim: joined(claims, members), members }))
}

const memberLists = (claims: readonly Claim[]): number[][] => {
  const lists: number[][] = []
  const byOwner = new Map<string, number[]>()
  for (const [index, { owner }] of claims.entries()) {
    const known = owner === null ? undefined : byOwner.get(owner)
    if (known) {
      known.push(index)
      continue
    }
    const list = [index]
    lists.push(list)
    if (owner !== null) byOwner.set(owner, list)
  }
  return lists
}

const joined = (claims: readonly Claim[], members: readonly number[]): ChargeableClaim => {
  const first = claims[members[0] ?? 0]
  assert(first !== undefined, 'expected a group of at least one claim, got none')
  if (members.length === 1) return first
  const all = pick(claims, members)
  const equities = all.flatMap((claim) => claim.equity ?? [])
  return {
    account: all
      .map((claim) => claim.account)
      .reduce((a, b) => (compareAccounts(a, b) < 0 ? a : b)),
    class: first.class,
    base: sum(all.map((claim) => claim.base)),
    equity: equities.length === all.length ? sum(equities) : null,
    cap: sum(all.map((claim) => claim.cap ?? claim.base)),
    weight: first.weight,
    score: first.score,
  }
}

/** The claims at the indexes of a group, in its order. */
export const pick = (claims: readonly Claim[], members: readonly number[]): Claim[] =>
  members.flatMap((index) => claims[index] ?? [])

/**
 * Every claim that disagrees with the first claim of its owner in class, weight (none is 1) or
 * score; at most one entry per claim. Empty when the claims may be grouped.
 */
export const ownerDisagreements = (claims: readonly Claim[]): OwnerDisagreement[] => {
  const found: OwnerDisagreement[] = []
  const firsts = new Map<string, number>()
  for (const [index, claim] of claims.entries()) {
    if (claim.owner === null) continue
    const firstIndex = firsts.get(claim.owner)
    const first = firstIndex === undefined ? undefined : claims[firstIndex]
    if (firstIndex === undefined || !first) {
      firsts.set(claim.owner, index)
      continue
    }
    const field = disagreement(first, claim)
    if (field) found.push({ index, firstIndex, field })
  }
  return found
}

const disagreement = (a: Claim, b: Claim): OwnerDisagreement['field'] | null => {
  if (a.class !== b.class) return 'class'
  if (weightText(a) !== weightText(b)) return 'weight'
  return a.score === b.score ? null : 'score'
}

const weightText = ({ weight }: Claim): string => (weight ? formatFractionShort(weight) : '1')

/**
 * Splits a group's levy over its members in proportion to their bases: floors first, then one unit
 * each by largest remainder, ties by account bytes. Minor units; the parts add to `levy` exactly and
 * none exceeds its base (a member's own cap only counts towards the group's).
 * Refuses (Fault) a levy above the sum of the bases.
 */
export const splitOverMembers = (members: readonly Claim[], levy: bigint): bigint[] => {
  const total = sum(members.map((member) => member.base))
  assert(levy >= 0n && levy <= total, 'expected a levy from 0 to the base of the group')
  if (levy === 0n) return members.map(() => 0n)
  const parts = members.map(({ base }) => mulDivFloor(levy, base, total))
  const left = Number(levy - sum(parts))
  for (const index of byLargestRemainder(members, { levy, total }).slice(0, left)) {
    parts[index] = (parts[index] ?? 0n) + 1n
  }
  return parts
}

const byLargestRemainder = (
  members: readonly Claim[],
  { levy, total }: { levy: bigint; total: bigint },
): number[] => {
  const ranked = members.map(({ account, base }, index) => {
    return { index, account, remainder: (levy * base) % total }
  })
  ranked.sort((a, b) => {
    if (a.remainder !== b.remainder) return a.remainder > b.remainder ? -1 : 1
    return compareAccounts(a.account, b.account)
  })
  return ranked.map(({ index }) => index)
}
