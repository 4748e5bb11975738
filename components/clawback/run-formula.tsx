// The line from which every levy follows, in exact constants, and below it what they mean.
import { moneyText } from '@/components/ui/money-text'
import { formulaText, scheduleSentences, type ScheduleRun } from './schedule-words'

export type RunFormulaProps = { run: ScheduleRun; numeraire: string }

export const RunFormula = ({ run, numeraire }: RunFormulaProps) => {
  const sentences = scheduleSentences(run, numeraire)
  return (
    <div className="grid max-w-[92ch] gap-1 py-2">
      <p className="font-mono text-heading">
        {formulaText(run, numeraire)}{' '}
        <span className="text-ink-2">(minor units, {moneyText(1n, run.asset)})</span>
      </p>
      {sentences.map((sentence) => (
        <p key={sentence} className="text-ink-2">
          {sentence}
        </p>
      ))}
    </div>
  )
}
