// Every rule on the choice as it stands, asked once the simulation has its answer, so that it never waits for this.
import { useQuery } from '@tanstack/react-query'
import { useSettled } from '@/components/ui/settled'
import { comparisonQuery } from '@/lib/client/clawback'
import type { RunInput } from '@/lib/wire/clawback'
import { NO_CHOICE } from './run-simulation'

const PAUSE = 400

type Choice = Omit<RunInput, 'reason'>
type Compared = Omit<Choice, 'rule'>

export const useRunComparison = (choice: Choice | null, simulation: { isComputing: boolean }) => {
  const text = JSON.stringify(choice && withoutRule(choice))
  const settledText = useSettled(text, PAUSE)
  const settled = JSON.parse(settledText) as Compared | null
  const query = useQuery({
    ...comparisonQuery(settled ?? NO_CHOICE),
    enabled: settled !== null && text === settledText && !simulation.isComputing,
  })
  const isCurrent = text === settledText && query.isSuccess && !query.isPlaceholderData
  return {
    comparison: query.data,
    error: query.error,
    computedAt: query.dataUpdatedAt,
    /** The figures on screen belong to what is chosen now. */
    isCurrent,
    isComputing: choice !== null && query.error === null && (!isCurrent || query.isFetching),
    again: () => void query.refetch(),
  }
}

// Rules are compared whichever of them is chosen, so a click on one asks nothing anew.
const withoutRule = (choice: Choice): Compared => {
  const compared = { ...choice }
  delete compared.rule
  return compared
}

export type RunComparison = ReturnType<typeof useRunComparison>
