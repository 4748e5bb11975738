// Whether this officer has had the account table of the revision on screen: its first rows are here then.
import { useInfiniteQuery } from '@tanstack/react-query'
import { leviesQuery } from '@/lib/client/clawback'
import type { RevisionRef } from '@/lib/wire/clawback'

export const useTableOpened = (ref: RevisionRef): boolean => {
  const table = useInfiniteQuery({ ...leviesQuery(ref, ''), enabled: false })
  return table.isSuccess && !table.isPlaceholderData
}
