// Warns when rounding down leaves the operator a part of the loss that is worth a thought.
import { moneyText } from '@/components/ui/money-text'
import { Notice } from '@/components/ui/notice'
import { fraction, toPercent } from '@/lib/domain/fraction'
import type { Simulation } from '@/lib/wire/clawback'
import { isResidualLarge } from './run-words'

export const ResidualWarning = ({ run }: { run: Simulation }) => {
  if (!isResidualLarge(run)) return null
  const { residual, collected } = run.waterfall
  const share = toPercent(fraction(BigInt(residual), BigInt(collected)), { digits: 2 })
  return (
    <Notice
      kind="message"
      title={`The rounding residual of ${moneyText(residual, run.asset)} is ${share} % of what is to be collected.`}
      next="The operator pays it. Most levies are so small that rounding down takes a large part of each; consider a larger top-up, fewer and larger claims, or largest remainder, which leaves nothing."
    />
  )
}
