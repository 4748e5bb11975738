// The line from which every levy follows, in exact constants.
import { moneyText } from '@/components/ui/money-text'
import { groupThousands } from '@/lib/domain/money'
import type { Simulation } from '@/lib/wire/clawback'

export type RunFormulaProps = {
  run: Pick<Simulation, 'schedule' | 'metrics' | 'asset'>
  numeraire: string
}

export const RunFormula = ({ run, numeraire }: RunFormulaProps) => {
  const { schedule, metrics, asset } = run
  const { numerator, denominator } = schedule.theta
  const base = schedule.weighted ? `${numeraire} × weight` : numeraire
  const cap = metrics.cappedCount > 0 ? ', at most the cap' : ''
  return (
    <p className="py-2 font-mono text-heading">
      levy = {base} × {groupThousands(numerator)} ÷ {groupThousands(denominator)}, rounded down{cap}{' '}
      <span className="text-ink-2">(minor units, {moneyText(1n, asset)})</span>
    </p>
  )
}
