// Why a run has no statements yet; the server refuses in the same cases.
import { FEWEST_ACCOUNTS } from '@/lib/domain/report'
import type { ClawbackDetail } from '@/lib/wire/clawback'

export const missingBecause = ({
  state,
  reportId,
  metrics,
}: Pick<ClawbackDetail, 'state' | 'reportId' | 'metrics'>): string | undefined => {
  if (state !== 'executed') return 'There are statements once the run is executed.'
  return reportId === null && metrics.accountsCharged >= FEWEST_ACCOUNTS
    ? 'There are statements once the report of the run is published.'
    : undefined
}
