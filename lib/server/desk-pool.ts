// How many officers could approve now, tier by tier of the policies in force.
import 'server-only'
import type { DeskKeyRow, DeskOfficerRow } from '@/db/desk'
import type { PolicyRow } from '@/db/policy'
import type { PolicyContent } from '@/lib/domain/policy'
import { type Approval, doesCount, isMet, quorumInWords } from '@/lib/domain/quorum'
import { signoffOf } from '@/lib/domain/signoff-policy'
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
      quorumText: quorumInWords(quorum),
      officers: fit.length,
      groups: new Set(fit.map(({ group }) => group)).size,
      isMet: isMet(quorum, fit),
    }
  })
}

/** Who could approve now, with as many keys in force as are asked for. */
export const approversOf = (
  officers: readonly DeskOfficerRow[],
  keysPerApprover: number,
): Approval[] =>
  officers
    .filter(({ removedAt, roles }) => removedAt === null && roles.includes('approver'))
    .map(({ id, group, keys }) => ({
      id,
      group,
      active: keys.filter((key) => keyState(key) === 'active'),
    }))
    .filter(({ active }) => active.length >= Math.max(1, keysPerApprover))
    .map(({ id, group, active }) => ({
      officerId: id,
      group,
      isDeviceBound: active.some(({ isDeviceBound }) => isDeviceBound),
    }))

export const keyState = ({ activeAt, revokedAt }: Pick<DeskKeyRow, 'activeAt' | 'revokedAt'>) => {
  if (revokedAt !== null) return 'revoked'
  return activeAt === null ? 'waiting' : 'active'
}
