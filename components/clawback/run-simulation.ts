// The figures of a choice as it stands, computed by the server once typing has paused.
import { useQuery } from '@tanstack/react-query'
import { useSettled } from '@/components/ui/settled'
import { simulationQuery } from '@/lib/client/clawback'
import type { RunInput } from '@/lib/wire/clawback'

const PAUSE = 400

type Choice = Omit<RunInput, 'reason'>

export const useRunSimulation = (choice: Choice | null) => {
  const text = JSON.stringify(choice)
  const settledText = useSettled(text, PAUSE)
  const settled = JSON.parse(settledText) as Choice | null
  const query = useQuery({
    ...simulationQuery(settled ?? NO_CHOICE),
    enabled: settled !== null,
  })
  return {
    run: query.data,
    error: query.error,
    computedAt: query.dataUpdatedAt,
    /** The figures on screen belong to what is chosen now. */
    isCurrent:
      text === settledText && query.isSuccess && !query.isPlaceholderData && !query.isFetching,
    isComputing: choice !== null && (text !== settledText || query.isFetching),
    again: () => void query.refetch(),
  }
}

/** Stands in for a choice that is not complete; nothing is asked with it. */
export const NO_CHOICE: Choice = {
  fundId: '',
  lossIds: [],
  snapshotId: '',
  policyId: '',
  policyVersion: 0,
  topUp: '',
}

export type RunSimulation = ReturnType<typeof useRunSimulation>
