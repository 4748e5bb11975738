// Asking about snapshots of claims, and sending a file of them.
import { queryOptions } from '@tanstack/react-query'
import type { SnapshotJson, SnapshotList, TreeProgress } from '@/lib/wire/snapshot'
import { get, post } from './request'

export const snapshotsQuery = () =>
  queryOptions({ queryKey: ['claim'], queryFn: () => get<SnapshotList>('/api/claims') })

export const openClaimImport = (input: {
  fundId: string
  numeraire: 'profit' | 'equity'
  cutoffAt: string
  fileName: string
  rows: number
}) => post<{ importId: string }>('/api/claims/imports', input)
export const sendClaimChunk = (input: { importId: string; firstLine: number; text: string }) =>
  post<{ stored: number }>(`/api/claims/imports/${input.importId}/chunks`, input)
export const growClaimsTree = (importId: string) =>
  post<TreeProgress>(`/api/claims/imports/${importId}/tree`, { importId })
export const freezeClaims = (importId: string) =>
  post<SnapshotJson>(`/api/claims/imports/${importId}/freeze`, { importId })
export const snapshotExportPath = (snapshotId: string) => `/api/claims/${snapshotId}/export`
