// What each rule shifts: all of them on the choice as it stands, so that choosing one is a decision.
import { Button } from '@/components/ui/button'
import { Empty } from '@/components/ui/empty'
import { countText } from '@/components/ui/money-text'
import { ProblemNotice } from '@/components/ui/problem-notice'
import { Section } from '@/components/ui/section'
import { Skeleton } from '@/components/ui/skeleton'
import type { Rule } from '@/lib/domain/allocation-schedule'
import type { RuleComparison as Compared } from '@/lib/wire/allocation'
import { ComparisonCards } from './comparison-cards'
import { ComparisonTable } from './comparison-table'
import type { RunComparison } from './run-comparison'

export type RuleComparisonProps = {
  compared: RunComparison
  // False while something is missing that the form itself names.
  isComplete: boolean
  chosen: Rule | undefined
  ofPolicy: Rule | undefined
}

export const RuleComparison = (props: RuleComparisonProps) => {
  const { compared, isComplete, chosen, ofPolicy } = props
  const { comparison, error, isComputing } = compared
  return (
    <Section
      id="rules"
      title="What each rule shifts"
      number={5}
      note={<Note compared={compared} isComplete={isComplete} />}
      takeaway={comparison === undefined ? undefined : takeawayOf(comparison)}
    >
      <div aria-busy={isComputing} className="grid gap-3">
        {error === null ? null : (
          <ProblemNotice error={error} notDone="The rules were not compared." />
        )}
        {comparison === undefined ? null : (
          <>
            <div className="max-md:hidden">
              <ComparisonTable comparison={comparison} chosen={chosen} ofPolicy={ofPolicy} />
            </div>
            <div className="md:hidden">
              <ComparisonCards comparison={comparison} chosen={chosen} ofPolicy={ofPolicy} />
            </div>
          </>
        )}
        {comparison === undefined && error === null ? <Waiting isComplete={isComplete} /> : null}
      </div>
    </Section>
  )
}

const Waiting = ({ isComplete }: { isComplete: boolean }) =>
  isComplete ? (
    <Skeleton rows={14} label="Comparing the rules" />
  ) : (
    <Empty sentence="Every rule is compared here once losses, claims and terms are chosen." />
  )

type NoteProps = { compared: RunComparison; isComplete: boolean }

const Note = ({ compared, isComplete }: NoteProps) => (
  <span className="flex flex-wrap items-baseline gap-x-3">
    <span role="status">{noteText(compared, isComplete)}</span>
    <Button busy={compared.isComputing || !isComplete} onClick={compared.again}>
      Compare again
    </Button>
  </span>
)

const noteText = ({ isComputing, comparison, computedAt }: RunComparison, isComplete: boolean) => {
  if (isComputing)
    return comparison === undefined ? 'comparing' : 'comparing anew, figures below are old'
  if (comparison === undefined) return ''
  if (!isComplete) return 'figures of the last complete choice'
  return `computed ${new Date(computedAt).toISOString().slice(11, 19)} UTC`
}

/** How far the rules lie apart, by the number of accounts that pay. */
const takeawayOf = ({ rows }: Compared): string | undefined => {
  const charged = rows.flatMap(({ figures }) => (figures === null ? [] : figures.accountsCharged))
  if (charged.length < 2) return undefined
  const [fewest, most] = [Math.min(...charged), Math.max(...charged)]
  return fewest === most
    ? `Whichever rule is taken, ${countText(most, 'account pays', 'accounts pay')}; they differ in how much each gives.`
    : `The rule decides whether ${countText(most, 'account pays', 'accounts pay')} or ${fewest === 1 ? 'one alone' : countText(fewest, 'account')}.`
}
