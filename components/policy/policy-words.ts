// Words about the content of a policy.
import type { PolicyContent } from '@/lib/domain/policy'
import { signoffOf } from '@/lib/domain/signoff-policy'

/** "T1: 1 approval, T2: 2, T3: 3"; what else a tier asks for stands on the policy's own page. */
export const tiersText = (content: PolicyContent): string =>
  signoffOf(content)
    .tiers.map(({ name, quorum }, index) =>
      index === 0
        ? `${name}: ${quorum.approvals} ${quorum.approvals === '1' ? 'approval' : 'approvals'}`
        : `${name}: ${quorum.approvals}`,
    )
    .join(', ')
