// What a choice would do: who bears the loss, at which rate, and who pays; or why it cannot be.
import { DistributionBars } from '@/components/chart/distribution-bars'
import { Button } from '@/components/ui/button'
import { Empty } from '@/components/ui/empty'
import { countText } from '@/components/ui/money-text'
import { ProblemNotice } from '@/components/ui/problem-notice'
import { Section } from '@/components/ui/section'
import { Skeleton } from '@/components/ui/skeleton'
import type { Simulation } from '@/lib/wire/clawback'
import { ClassTable } from './class-table'
import { LargestLevies } from './largest-levies'
import { ResidualWarning } from './residual-warning'
import { RunDistribution } from './run-distribution'
import { RunFormula } from './run-formula'
import { RunMetrics } from './run-metrics'
import type { RunSimulation } from './run-simulation'
import { RunWaterfall } from './run-waterfall'
import { takenText } from './run-words'
import { TooFewNotice } from './too-few-notice'

export type SimulationResultProps = {
  simulation: RunSimulation
  // False while something is missing that the form itself names.
  isComplete: boolean
  numeraire: string
  lossCount: number
}

export const SimulationResult = (props: SimulationResultProps) => {
  const { simulation, isComplete, numeraire, lossCount } = props
  const { run, error, isComputing } = simulation
  return (
    <div
      aria-busy={isComputing}
      className="col-span-12 grid grid-cols-12 content-start gap-y-8 lg:col-span-7"
    >
      <Section
        id="result"
        title="Simulation"
        number={4}
        note={<ResultNote simulation={simulation} isComplete={isComplete} />}
      >
        {error === null ? null : <ProblemNotice error={error} notDone="Nothing was stored." />}
        {run === undefined && error === null ? <Waiting isComplete={isComplete} /> : null}
        {run === undefined || error !== null ? null : (
          <div className="grid gap-3">
            <p className="max-w-[40em] text-lead leading-tight font-semibold">
              Take {takenText(run, numeraire)}
            </p>
            <ResidualWarning run={run} />
            <TooFewNotice run={run} />
          </div>
        )}
      </Section>
      {run === undefined || error !== null ? null : (
        <Figures run={run} numeraire={numeraire} lossCount={lossCount} />
      )}
    </div>
  )
}

const ResultNote = ({
  simulation,
  isComplete,
}: Pick<SimulationResultProps, 'simulation' | 'isComplete'>) => (
  <span className="flex flex-wrap items-baseline gap-x-3">
    <span role="status">{noteText(simulation, isComplete)}</span>
    <Button busy={simulation.isComputing || !isComplete} onClick={simulation.again}>
      Simulate again
    </Button>
  </span>
)

const noteText = ({ isComputing, run, computedAt }: RunSimulation, isComplete: boolean) => {
  if (isComputing) return run === undefined ? 'computing' : 'computing anew, figures below are old'
  if (run === undefined) return ''
  if (!isComplete) return 'figures of the last complete choice'
  return `computed ${new Date(computedAt).toISOString().slice(11, 19)} UTC`
}

const Waiting = ({ isComplete }: { isComplete: boolean }) =>
  isComplete ? (
    <Skeleton rows={12} label="Computing the levies" />
  ) : (
    <Empty sentence="Choose at least one loss, a snapshot, a policy and a top-up: the figures follow at once." />
  )

type FiguresProps = { run: Simulation; numeraire: string; lossCount: number }

const Figures = ({ run, numeraire, lossCount }: FiguresProps) => (
  <>
    <RunWaterfall run={run} lossNote={`Σ over ${countText(lossCount, 'shortfall')}`} />
    <Section id="schedule" title="Schedule" note="constants of the rule, exact">
      <RunFormula run={run} numeraire={numeraire} />
      <RunMetrics run={run} numeraire={numeraire} />
    </Section>
    <Section
      id="distribution"
      title="Distribution"
      takeaway={`Above, each tier's share of the accounts; below it, its share of the levy.`}
    >
      <DistributionBars
        tiers={run.distribution}
        scale={run.asset.scale}
        label={`Share of accounts and share of the levy by ${numeraire}`}
      />
      <div className="mt-4 grid grid-cols-[minmax(0,1fr)] gap-6">
        <RunDistribution run={run} numeraire={numeraire} />
        <ClassTable run={run} numeraire={numeraire} />
      </div>
    </Section>
    <Section id="largest" title="Largest levies" note="accounts masked">
      <LargestLevies rows={run.largest} asset={run.asset} numeraire={numeraire} />
    </Section>
  </>
)
