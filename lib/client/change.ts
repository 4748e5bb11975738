// Asking about changes of the desk, and making them.
import { queryOptions } from '@tanstack/react-query'
import type {
  ChangeDetail,
  ChangeList,
  ChangeRef,
  DraftChangeInput,
  ExecutedChange,
} from '@/lib/wire/change'
import { get, post, RequestProblem } from './request'
import { sign } from './signoff'

export const changeQuery = (changeId: string) =>
  queryOptions({
    queryKey: ['change', changeId],
    queryFn: () => get<ChangeDetail>(`/api/changes/${changeId}`),
    refetchInterval: 5_000,
  })

export const changesQuery = () =>
  queryOptions({
    queryKey: ['change', 'list'],
    queryFn: () => get<ChangeList>('/api/changes'),
    refetchInterval: 15_000,
  })

/** Puts it into effect; one that another change has overtaken is refused, and is over. */
export const executeChange = async (changeId: string): Promise<ExecutedChange> => {
  const done = await post<ExecutedChange>(`/api/changes/${changeId}/executions`, {})
  if (done.state === 'stale') throw new RequestProblem({ code: 'stale', sentence: done.sentence })
  return done
}

/** How far a change came: what is stored outlives a signature that fails, and is not stored twice. */
export type ChangeProgress = { changeId: string; reached: 'drafted' | 'proposed' | 'in-effect' }

export type ChangeSigning = DraftChangeInput & {
  credentialId: string
  /** Where an earlier attempt stopped. */
  from: ChangeProgress | null
  onProgress: (progress: ChangeProgress) => void
}

/** Stores the change and signs it as its proposer; what only takes rights away is in effect then. */
export const proposeChange = async (input: ChangeSigning): Promise<ChangeProgress> => {
  const { change, reason, credentialId, from, onProgress } = input
  const { changeId } = from ?? (await post<ChangeRef>('/api/changes', { change, reason }))
  onProgress({ changeId, reached: 'drafted' })
  const subject = subjectOf(change.kind, changeId)
  const { state } = await sign({ ...subject, decision: 'propose', reason, credentialId })
  const reached = state === 'executed' ? 'in-effect' : 'proposed'
  onProgress({ changeId, reached })
  return { changeId, reached }
}

const subjectOf = (kind: DraftChangeInput['change']['kind'], subjectId: string) => ({
  subjectType: kind === 'policy-adopted' ? ('policy' as const) : ('officers' as const),
  subjectId,
  revision: 1,
})

export const proposalPath = (changeId: string) => `/api/changes/${changeId}/proposal`
export const evidencePath = (changeId: string) => `/api/changes/${changeId}/evidence`
