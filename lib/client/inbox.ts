// Asking what waits for a decision.
import { queryOptions } from '@tanstack/react-query'
import type { InboxJson } from '@/lib/wire/inbox'
import { get } from './request'

export const inboxQuery = () =>
  queryOptions({
    queryKey: ['inbox'],
    queryFn: () => get<InboxJson>('/api/inbox'),
    refetchInterval: 5_000,
  })
