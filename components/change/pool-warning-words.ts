// What is lost of the people who could approve, when one officer stands otherwise than now.
import { countText } from '@/components/ui/money-text'
import { type Approval, doesCount, isMet } from '@/lib/domain/quorum'
import type { DeskJson, DeskOfficer, DeskPool } from '@/lib/wire/desk'

/**
 * The tiers for which too few would be left, if this officer stood as given: the highest of each
 * policy that is concerned. Undefined where enough are left, or where nobody is lost.
 */
export const poolWarning = (
  { officers, pools }: Pick<DeskJson, 'officers' | 'pools'>,
  changed: DeskOfficer,
): string | undefined => {
  const then = officers.map((one) => (one.pseudonym === changed.pseudonym ? changed : one))
  const short = pools.filter((pool) => {
    const left = approvalsOf(then, pool)
    return !isMet(pool.quorum, left) && left.length < approvalsOf(officers, pool).length
  })
  const highest = short.filter(
    ({ policyId }, index) => !short.slice(index + 1).some((other) => other.policyId === policyId),
  )
  if (highest.length === 0) return undefined
  const named = highest.map((pool) => shortfall(pool, approvalsOf(then, pool))).join('; ')
  return `Too few would be left who could approve: ${named}.`
}

const shortfall = ({ policyId, tier, quorumText }: DeskPool, left: readonly Approval[]): string => {
  const groups = new Set(left.map(({ group }) => group)).size
  const who =
    left.length === 0
      ? 'nobody'
      : `${countText(left.length, 'officer')} of ${countText(groups, 'group')}`
  return `${tier} of ${policyId} needs ${quorumText}, and ${who} could give one`
}

const approvalsOf = (officers: readonly DeskOfficer[], pool: DeskPool): Approval[] =>
  officers
    .filter(({ removedAt, roles }) => removedAt === null && roles.includes('approver'))
    .map(({ pseudonym, group, keys }) => ({
      officerId: pseudonym,
      group,
      held: keys.filter(({ state }) => state === 'active'),
    }))
    .filter(({ held }) => held.length >= Math.max(1, pool.keysPerApprover))
    .map(({ officerId, group, held }) => ({
      officerId,
      group,
      isDeviceBound: held.some(({ isDeviceBound }) => isDeviceBound),
    }))
    .filter((approval) => doesCount(pool.quorum, approval))
