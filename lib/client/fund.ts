// Asking about funds.
import { queryOptions } from '@tanstack/react-query'
import type { FundOverview } from '@/lib/wire/fund'
import { get } from './request'

export const fundsQuery = () =>
  queryOptions({
    queryKey: ['fund'],
    queryFn: () => get<FundOverview>('/api/funds'),
    refetchInterval: 5_000,
  })
