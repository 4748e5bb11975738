// Says early that a run may be executed but never published, because it charges too few accounts.
import { Notice } from '@/components/ui/notice'
import { TOO_FEW_TO_PUBLISH } from '@/lib/domain/report'
import type { Simulation } from '@/lib/wire/clawback'
import { isTooFewToPublish } from './run-words'

export const TooFewNotice = ({ run: { metrics } }: { run: Pick<Simulation, 'metrics'> }) =>
  isTooFewToPublish(metrics) ? <Notice kind="message" title={TOO_FEW_TO_PUBLISH} /> : null
