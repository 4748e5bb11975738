// The constants of the rule, exact, and the rate they make: every levy follows from this line.
import type { ReactNode } from 'react'
import { Amount } from '@/components/ui/amount'
import { Percent } from '@/components/ui/percent'
import { Ratio } from '@/components/ui/ratio'
import { ruleInWords, termsInWords } from '@/lib/domain/allocation-wording'
import type { ClawbackDetail } from '@/lib/wire/clawback'
import { DepartureNote } from './departure-note'
import { MedianLevy } from './median-levy'
import { departureText } from './rule-words'
import { RunFormula } from './run-formula'
import { RunMetrics } from './run-metrics'
import { capitalised } from './run-words'

export type RunScheduleProps = { run: ClawbackDetail; numeraire: string }

export const RunSchedule = ({ run, numeraire }: RunScheduleProps) => {
  const { asset, waterfall, metrics, chargedBase, capacity } = run
  const money = (amount: string) => <Amount amount={amount} scale={asset.scale} />
  return (
    <>
      <p>
        <b>Rule.</b> {capitalised(termsInWords(run.schedule))}.{' '}
        {ruleInWords(run.schedule.rule, numeraire, { isCapped: capacity !== chargedBase })}
      </p>
      <DepartureNote sentence={departureText(run.schedule, run.policy)} />
      <RunFormula run={run} numeraire={numeraire} />
      <dl className="mb-4 grid gap-x-6 gap-y-3 md:grid-cols-2 lg:grid-cols-4">
        <Fact label={`Rate, % of ${numeraire}`}>
          <Ratio
            value={<Percent of={metrics.rate} />}
            numerator={money(waterfall.collected)}
            denominator={<Amount amount={chargedBase} scale={asset.scale} unit={asset.code} />}
            note={`collected ÷ ${numeraire} in scope`}
          />
        </Fact>
        <Fact label="Median levy">
          <MedianLevy median={metrics.medianLevy} asset={asset} />
        </Fact>
        <Fact label="Largest levy">
          {money(metrics.largestLevy)}
          <small className="block text-small text-ink-2">
            <Percent of={metrics.largestLevyShare} /> of the {numeraire} of that account
          </small>
        </Fact>
        <Fact label="Who carries it">
          Ten largest levies: <Percent of={metrics.top10Share} digits={1} />
          <small className="block text-small text-ink-2">
            top 1 % of accounts: <Percent of={metrics.top1PercentShare} digits={1} />
            {metrics.top10PercentShare === null ? null : (
              <>
                , top 10 %: <Percent of={metrics.top10PercentShare} digits={1} />
              </>
            )}
          </small>
        </Fact>
      </dl>
      <details className="mb-4">
        <summary className="min-h-6 w-fit">Every figure of this run</summary>
        <RunMetrics run={run} numeraire={numeraire} />
      </details>
    </>
  )
}

const Fact = ({ label, children }: { label: string; children: ReactNode }) => (
  <div>
    <dt className="text-small text-ink-2">{label}</dt>
    <dd className="text-heading">{children}</dd>
  </div>
)
