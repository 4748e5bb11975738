// How many officers could approve now, tier by tier of the policies in force.
import 'server-only'
import type { DeskKeyRow, DeskOfficerRow } from '@/db/desk'
import type { PolicyRow } from '@/db/policy'
import type { Role } from '@/lib/domain/officer'
import type { PolicyContent } from '@/lib/domain/policy'
import { type Approval, doesCount, isMet, quorumInWords } from '@/lib/domain/quorum'
import { signoffOf, type SignoffPolicy, strictest } from '@/lib/domain/signoff-policy'
import type { DeskPool } from '@/lib/wire/desk'

export const poolsOf = (row: PolicyRow, officers: readonly DeskOfficerRow[]): DeskPool[] => {
  const { tiers, keysPerApprover } = signoffOf(row.content as PolicyContent)
  const pool = approversOf(officers, Number(keysPerApprover))
  return tiers.map(({ name, quorum }) => {
    const fit = pool.filter((approval) => doesCount(quorum, approval))
    return {
      policyId: row.id,
      version: row.version,
      tier: name,
      quorum,
      quorumText: quorumInWords(quorum),
      keysPerApprover: Number(keysPerApprover),
      officers: fit.length,
      groups: new Set(fit.map(({ group }) => group)).size,
      isMet: isMet(quorum, fit),
    }
  })
}

/**
 * Why the officers of today could sign no change of the desk under these policies, by the rest of a
 * sentence; undefined where some administrator finds enough approvers besides himself.
 */
export const poolProblem = (
  policies: readonly SignoffPolicy[],
  officers: readonly DeskOfficerRow[],
): string | undefined => {
  const { quorum, keysPerApprover } = strictest(policies)
  const approvers = approversOf(officers, Number(keysPerApprover))
  const isOpen = holdersOf(officers, { role: 'admin', keys: 1 }).some((admin) =>
    isMet(
      quorum,
      approvers.filter(({ officerId }) => officerId !== admin.officerId),
    ),
  )
  return isOpen
    ? undefined
    : `changes of the desk would then need ${quorumInWords(quorum)}, of officers with ${keysPerApprover} or more keys, besides the signature of an administrator, and those there are now could not give that.`
}

/** Who could approve now, with as many keys in force as are asked for. */
export const approversOf = (
  officers: readonly DeskOfficerRow[],
  keysPerApprover: number,
): Approval[] => holdersOf(officers, { role: 'approver', keys: keysPerApprover })

const holdersOf = (
  officers: readonly DeskOfficerRow[],
  asked: { role: Role; keys: number },
): Approval[] =>
  officers
    .filter(({ removedAt, roles }) => removedAt === null && roles.includes(asked.role))
    .map(({ id, group, keys }) => ({
      id,
      group,
      active: keys.filter((key) => keyState(key) === 'active'),
    }))
    .filter(({ active }) => active.length >= Math.max(1, asked.keys))
    .map(({ id, group, active }) => ({
      officerId: id,
      group,
      isDeviceBound: active.some(({ isDeviceBound }) => isDeviceBound),
    }))

export const keyState = ({ activeAt, revokedAt }: Pick<DeskKeyRow, 'activeAt' | 'revokedAt'>) => {
  if (revokedAt !== null) return 'revoked'
  return activeAt === null ? 'waiting' : 'active'
}
