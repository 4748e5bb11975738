// Policies that would have asked for more than the one that a run follows, one sentence each.
import type { ClawbackDetail } from '@/lib/wire/clawback'

export const stricterTexts = ({
  tier,
  policy,
}: Pick<ClawbackDetail, 'tier' | 'policy'>): string[] =>
  (tier?.stricter ?? []).map(
    (other) =>
      `Policy ${other.policy} would ask for ${other.quorumText}; this run follows ${policy.id}.`,
  )
