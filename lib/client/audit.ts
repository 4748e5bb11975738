// Asking about the audit, and checking its chain to the end.
import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query'
import type { AUDIT_FORMATS, AuditFilter, AuditPage, ChainStep } from '@/lib/wire/audit'
import { get } from './request'

export const auditQuery = (filter: AuditFilter) =>
  infiniteQueryOptions({
    queryKey: ['audit', filterKey(filter)],
    queryFn: ({ pageParam }) => get<AuditPage>('/api/audit', { ...filter, before: pageParam }),
    placeholderData: keepPreviousData,
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => (page.hasMore ? page.rows.at(-1)?.seq : undefined),
  })

const filterKey = (filter: AuditFilter): string => new URLSearchParams(given(filter)).toString()

const given = (filter: AuditFilter): [string, string][] =>
  Object.entries(filter).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] satisfies [string, string]],
  )

export const auditFilePath = (
  filter: AuditFilter,
  format: (typeof AUDIT_FORMATS)[number],
): string => `/api/audit/export?${new URLSearchParams([...given(filter), ['format', format]])}`

/** Step by step to the end or to the first row that is broken; `onStep` hears how far it came. */
export const checkChain = async (onStep: (step: ChainStep) => void): Promise<ChainStep> => {
  let headsCompared = 0
  for (let from = '0'; ;) {
    const step = await get<ChainStep>('/api/audit/chain', { from })
    headsCompared += step.headsCompared
    const sofar = { ...step, headsCompared }
    onStep(sofar)
    if (step.broken !== null || BigInt(step.to) >= BigInt(step.size)) return sofar
    from = step.to
  }
}
