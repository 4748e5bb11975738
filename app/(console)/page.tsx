// Fund health, the console's first page.
import type { Metadata } from 'next'
import { FundHealth } from '@/components/fund/fund-health'
import { fundsQuery } from '@/lib/client/fund'
import { showFunds } from '@/lib/server/fund'
import { ask, requireOfficer } from '@/lib/server/page'
import { Prefetched } from '../prefetched'

export const metadata: Metadata = { title: 'Fund health' }

export default async function FundHealthPage() {
  const officer = await requireOfficer()
  const overview = await ask(showFunds, {}, officer)
  return (
    <Prefetched answers={[[fundsQuery().queryKey, overview]]}>
      <FundHealth />
    </Prefetched>
  )
}
