// Words about officers and keys that the desk's tables share.
import { countText } from '@/components/ui/money-text'
import type { DeskKey, DeskOfficer, DeskPool } from '@/lib/wire/desk'

/** "2 in force, 1 waiting"; revoked keys are not counted. */
export const keysText = (keys: readonly Pick<DeskKey, 'state'>[]): string => {
  const count = (state: DeskKey['state']) => keys.filter((key) => key.state === state).length
  const [active, waiting] = [count('active'), count('waiting')]
  if (active + waiting === 0) return 'no key'
  return [
    ...(active > 0 ? [`${active} in force`] : []),
    ...(waiting > 0 ? [`${waiting} waiting`] : []),
  ].join(', ')
}

/** What keeps an approver from approving; undefined where nothing does, or where he is none. */
export const keysMissing = (
  { roles, removedAt, keys }: Pick<DeskOfficer, 'roles' | 'removedAt' | 'keys'>,
  keysPerApprover: number,
): string | undefined => {
  if (removedAt !== null || !roles.includes('approver')) return undefined
  const held = keys.filter(({ state }) => state === 'active').length
  return held < keysPerApprover
    ? `cannot approve: ${countText(keysPerApprover - held, 'key')} missing`
    : undefined
}

export const poolText = ({ officers, groups }: Pick<DeskPool, 'officers' | 'groups'>): string =>
  officers === 0
    ? 'nobody could'
    : `${countText(officers, 'officer')} of ${countText(groups, 'group')} could`

export const poolTakeaway = (
  pools: readonly Pick<DeskPool, 'isMet' | 'policyId' | 'tier'>[],
): string => {
  const short = pools.filter(({ isMet }) => !isMet)
  if (short.length === 0)
    return 'Every tier of every policy in force can be signed by those who hold keys now.'
  const named = short.map(({ policyId, tier }) => `${tier} of ${policyId}`).join(', ')
  return `Too few hold fitting keys for ${named}: such a run cannot be proposed. Authors and owners of charged accounts are missing besides.`
}
