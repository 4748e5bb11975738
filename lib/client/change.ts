// Asking about changes of the desk, and making them.
import { queryOptions } from '@tanstack/react-query'
import type {
  ChangeDetail,
  ChangeList,
  ChangeRef,
  DraftChangeInput,
  ExecutedChange,
} from '@/lib/wire/change'
import { get, post } from './request'
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

export const executeChange = (changeId: string) =>
  post<ExecutedChange>(`/api/changes/${changeId}/executions`, {})

/** How far a change came: what is stored outlives a signature that fails, and is not stored twice. */
export type ChangeProgress = { changeId: string; reached: 'drafted' | 'proposed' | 'in-effect' }

export type ChangeSigning = DraftChangeInput & {
  credentialId: string
  /** It only takes rights away, so it is put into effect as soon as it is signed. */
  isNarrowing: boolean
  /** Where an earlier attempt stopped. */
  from: ChangeProgress | null
  onProgress: (progress: ChangeProgress) => void
}

/** Stores the change, signs it as its proposer and, where one person is enough, puts it into effect. */
export const proposeChange = async (input: ChangeSigning): Promise<ChangeProgress> => {
  const { change, reason, credentialId, from, onProgress } = input
  const { changeId } = from ?? (await post<ChangeRef>('/api/changes', { change, reason }))
  if (from?.reached !== 'proposed') {
    onProgress({ changeId, reached: 'drafted' })
    await sign({ ...subjectOf(change.kind, changeId), decision: 'propose', reason, credentialId })
    onProgress({ changeId, reached: 'proposed' })
  }
  if (!input.isNarrowing) return { changeId, reached: 'proposed' }
  await executeChange(changeId)
  onProgress({ changeId, reached: 'in-effect' })
  return { changeId, reached: 'in-effect' }
}

const subjectOf = (kind: DraftChangeInput['change']['kind'], subjectId: string) => ({
  subjectType: kind === 'policy-adopted' ? ('policy' as const) : ('officers' as const),
  subjectId,
  revision: 1,
})

export const proposalPath = (changeId: string) => `/api/changes/${changeId}/proposal`
export const evidencePath = (changeId: string) => `/api/changes/${changeId}/evidence`
