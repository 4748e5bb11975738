// Asking about losses, and sending a file of them.
import { queryOptions } from '@tanstack/react-query'
import type { LossList, LossQuery } from '@/lib/wire/loss-event'
import { get, post } from './request'

export const lossesQuery = (filter: LossQuery = {}) =>
  queryOptions({
    queryKey: ['loss', filter.fundId ?? '', filter.state ?? ''],
    queryFn: () => get<LossList>('/api/losses', filter),
  })

export const openLossImport = (input: { fundId: string; fileName: string; rows: number }) =>
  post<{ importId: string }>('/api/losses/imports', input)
export const sendLossChunk = (input: { importId: string; firstLine: number; text: string }) =>
  post<{ stored: number }>(`/api/losses/imports/${input.importId}/chunks`, input)
export const finishLossImport = (importId: string) =>
  post<{ losses: number; shortfall: string }>(`/api/losses/imports/${importId}/completion`, {
    importId,
  })
