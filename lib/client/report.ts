// Asking about published reports.
import { queryOptions } from '@tanstack/react-query'
import type { ReportList } from '@/lib/wire/report'
import { get } from './request'

export const reportsQuery = () =>
  queryOptions({ queryKey: ['report'], queryFn: () => get<ReportList>('/api/reports') })
