// How the repetition of a run in this browser stands: what the section shows, and what approving asks for.
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import type { ReproductionCheck } from '@/lib/domain/reproduction-check'
import type { ShownLevy } from '@/lib/domain/reproduction-levies'
import { leviesKey } from '@/lib/client/clawback'
import { reproductionQuery, tableReproductionQuery, Unrepeatable } from '@/lib/client/reproduction'
import type { ClawbackDetail, LevyPage, RevisionRef } from '@/lib/wire/clawback'

export type Reproduced = {
  state: 'not-begun' | 'under-way' | 'same' | 'different' | 'failed'
  checks: ReproductionCheck[]
  error: Error | null
  again: () => void
}

/** Computes once it is enabled; read elsewhere with `enabled: false`, which only looks. */
export const useReproduced = (
  detail: ClawbackDetail,
  { enabled }: { enabled: boolean },
): Reproduced => {
  const run = useQuery({ ...reproductionQuery(detail), enabled })
  const ref = { clawbackId: detail.id, revision: detail.revision }
  const { version, rows } = useRowsOnScreen(ref)
  const table = useQuery({
    ...tableReproductionQuery(ref, { version, rows }),
    enabled: run.isSuccess && version !== '',
  })
  const checks = [...(run.data ?? []), ...(table.data ?? [])]
  const error = run.error ?? table.error
  return {
    checks,
    error,
    state: stateOf({ checks, error, isFetching: run.isFetching }),
    again: () => void run.refetch(),
  }
}

const stateOf = ({
  checks,
  error,
  isFetching,
}: Pick<Reproduced, 'checks' | 'error'> & { isFetching: boolean }): Reproduced['state'] => {
  if (isFetching) return 'under-way'
  if (error !== null) return error instanceof Unrepeatable ? 'different' : 'failed'
  if (checks.length === 0) return 'not-begun'
  return checks.every(({ outcome }) => outcome === 'same') ? 'same' : 'different'
}

/** Every row of the account table that has been read, filtered or not; `version` changes when one is read anew. */
const useRowsOnScreen = (ref: RevisionRef): { version: string; rows: () => ShownLevy[] } => {
  const queries = useQueryClient()
  const cache = queries.getQueryCache()
  const key = leviesKey(ref)
  const version = useSyncExternalStore(
    (onChange) => cache.subscribe(onChange),
    () =>
      cache
        .findAll({ queryKey: key })
        .map(({ state }) => state.dataUpdatedAt)
        .filter((at) => at > 0)
        .join(' '),
    () => '',
  )
  const rows = () =>
    queries
      .getQueriesData<{ pages: LevyPage[] }>({ queryKey: key })
      .flatMap(([, table]) => table?.pages ?? [])
      .flatMap((page) => page.rows.map(({ account, base, levy }) => ({ account, base, levy })))
  return { version, rows }
}
