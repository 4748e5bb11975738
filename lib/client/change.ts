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

/** How far a change came: its draft outlives a signature that failed, and can be signed later. */
export type ChangeProgress = { changeId: string; isInEffect: boolean }

export type ChangeSigning = DraftChangeInput & {
  credentialId: string
  /** It only takes rights away, so it is put into effect as soon as it is signed. */
  isNarrowing: boolean
  onDrafted: (changeId: string) => void
}

/** Stores the change, signs it as its proposer and, where one person is enough, puts it into effect. */
export const proposeChange = async (input: ChangeSigning): Promise<ChangeProgress> => {
  const { change, reason, credentialId } = input
  const { changeId } = await post<ChangeRef>('/api/changes', { change, reason })
  input.onDrafted(changeId)
  await sign({ ...subjectOf(change.kind, changeId), decision: 'propose', reason, credentialId })
  if (input.isNarrowing) await executeChange(changeId)
  return { changeId, isInEffect: input.isNarrowing }
}

const subjectOf = (kind: DraftChangeInput['change']['kind'], subjectId: string) => ({
  subjectType: kind === 'policy-adopted' ? ('policy' as const) : ('officers' as const),
  subjectId,
  revision: 1,
})

export const proposalPath = (changeId: string) => `/api/changes/${changeId}/proposal`
export const evidencePath = (changeId: string) => `/api/changes/${changeId}/evidence`
