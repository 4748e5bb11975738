// Hands a page's server-side answers to the client's query cache, under the same keys.
import { dehydrate, HydrationBoundary, QueryClient, type QueryKey } from '@tanstack/react-query'
import type { ReactNode } from 'react'

export const Prefetched = ({
  answers,
  children,
}: {
  answers: readonly (readonly [QueryKey, unknown])[]
  children: ReactNode
}) => {
  const client = new QueryClient()
  for (const [key, answer] of answers) client.setQueryData(key, answer)
  return <HydrationBoundary state={dehydrate(client)}>{children}</HydrationBoundary>
}
