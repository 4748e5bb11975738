// Asking about policies, all versions of them.
import { queryOptions } from '@tanstack/react-query'
import type { PolicyList } from '@/lib/wire/policy'
import { get } from './request'

export const policiesQuery = () =>
  queryOptions({ queryKey: ['policy'], queryFn: () => get<PolicyList>('/api/policies') })
