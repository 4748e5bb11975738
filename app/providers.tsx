'use client'
// What the console's client components share: the query cache and the URL state.
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { NuqsAdapter } from 'nuqs/adapters/next/app'
import { useState, type ReactNode } from 'react'
import { ExactCopy } from '@/components/ui/exact-copy'

export const Providers = ({ children }: { children: ReactNode }) => {
  const [queries] = useState(
    () => new QueryClient({ defaultOptions: { queries: { staleTime: 4_000 } } }),
  )
  return (
    <QueryClientProvider client={queries}>
      <NuqsAdapter>{children}</NuqsAdapter>
      <ExactCopy />
    </QueryClientProvider>
  )
}
