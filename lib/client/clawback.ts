// Asking about clawback runs, and moving them along.
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { RuleComparison } from '@/lib/wire/allocation'
import type {
  ClawbackDetail,
  ClawbackList,
  ExecutionJson,
  LevyPage,
  RevisionRef,
  RunInput,
  RunOptions,
  Simulation,
} from '@/lib/wire/clawback'
import type { PublishedReport } from '@/lib/wire/report'
import { get, post } from './request'

export const clawbacksQuery = () =>
  queryOptions({
    queryKey: ['clawback', 'list'],
    queryFn: () => get<ClawbackList>('/api/clawbacks'),
    refetchInterval: 5_000,
  })

export const clawbackQuery = (clawbackId: string, revision?: number) =>
  queryOptions({
    queryKey: ['clawback', clawbackId, revision === undefined ? 'latest' : String(revision)],
    queryFn: () => get<ClawbackDetail>(`/api/clawbacks/${clawbackId}`, { revision }),
    refetchInterval: 5_000,
  })

/** With a run's id also what its newest revision had chosen. */
export const runOptionsQuery = (clawbackId?: string) =>
  queryOptions({
    queryKey: ['clawback', 'options', clawbackId ?? ''],
    queryFn: () => get<RunOptions>('/api/clawbacks/options', { clawbackId }),
  })

/** Figures of a choice, asked once for each; the old ones stay while new ones are on their way. */
export const simulationQuery = (choice: Omit<RunInput, 'reason'>) =>
  queryOptions({
    queryKey: ['clawback', 'simulation', JSON.stringify(choice)],
    queryFn: () => post<Simulation>('/api/clawbacks/simulations', { ...choice, reason: '' }),
    placeholderData: keepPreviousData,
    staleTime: Infinity,
    gcTime: 60_000,
    retry: false,
  })

/** Every rule on one choice; which of them is chosen does not matter, and the old ones stay meanwhile. */
export const comparisonQuery = (choice: Omit<RunInput, 'reason' | 'rule'>) =>
  queryOptions({
    queryKey: ['clawback', 'comparison', JSON.stringify(choice)],
    queryFn: () => post<RuleComparison>('/api/clawbacks/comparisons', { ...choice, reason: '' }),
    placeholderData: keepPreviousData,
    staleTime: Infinity,
    gcTime: 60_000,
    retry: false,
  })

export const leviesKey = (ref: RevisionRef) => [
  'clawback',
  ref.clawbackId,
  'levies',
  String(ref.revision),
]

/** The account table, 100 rows at a time, largest levy first. */
export const leviesQuery = (ref: RevisionRef, account: string) =>
  infiniteQueryOptions({
    queryKey: [...leviesKey(ref), account],
    queryFn: ({ pageParam }) =>
      get<LevyPage>(`/api/clawbacks/${ref.clawbackId}/levies`, {
        revision: ref.revision,
        account: account === '' ? undefined : account,
        afterLevy: pageParam?.levy,
        afterAccount: pageParam?.account,
      }),
    placeholderData: keepPreviousData,
    initialPageParam: undefined as { levy: string; account: string } | undefined,
    getNextPageParam: (page) => (page.hasMore ? page.rows.at(-1) : undefined),
  })

export const saveDraft = (input: RunInput) => post<RevisionRef>('/api/clawbacks', input)
/** A new draft with the choices of the run's newest revision, which it supersedes. */
export const redraft = async (clawbackId: string): Promise<RevisionRef> => {
  const { chosen } = await get<RunOptions>('/api/clawbacks/options', { clawbackId })
  if (chosen === null) throw new Error(`expected the choices of ${clawbackId}, got none`)
  return saveDraft({ ...chosen.run, clawbackId })
}
export const execute = (ref: RevisionRef) =>
  post<ExecutionJson>(`/api/clawbacks/${ref.clawbackId}/execution`, ref)
export const publish = (clawbackId: string) =>
  post<PublishedReport>(`/api/clawbacks/${clawbackId}/report`, { clawbackId })
export const proposalPath = ({ clawbackId, revision }: RevisionRef) =>
  `/api/clawbacks/${clawbackId}/proposal?revision=${revision}`
/** The log's proof of one decision, for the officer who signed it. */
export const receiptPath = (challengeId: string) => `/api/signoffs/${challengeId}/receipt`
export const evidencePath = (clawbackId: string) => `/api/clawbacks/${clawbackId}/evidence`
export const leviesFilePath = (clawbackId: string) => `/api/clawbacks/${clawbackId}/levies.csv`
export const manifestPath = (clawbackId: string) => `/api/clawbacks/${clawbackId}/manifest.json`
