// Fund health, the console's first page.
import type { Metadata } from 'next'
import { FundHealth } from '@/components/fund/fund-health'
import { StopNotice } from '@/components/inbox/stop-notice'
import { fundsQuery } from '@/lib/client/fund'
import { inboxQuery } from '@/lib/client/inbox'
import { showFunds } from '@/lib/server/fund'
import { showInbox } from '@/lib/server/inbox'
import { ask, requireOfficer } from '@/lib/server/page'
import { Prefetched } from '../prefetched'

export const metadata: Metadata = { title: 'Fund health' }

export default async function FundHealthPage() {
  const officer = await requireOfficer()
  const [overview, inbox] = await Promise.all([
    ask(showFunds, {}, officer),
    ask(showInbox, {}, officer),
  ])
  return (
    <Prefetched
      answers={[
        [fundsQuery().queryKey, overview],
        [inboxQuery().queryKey, inbox],
      ]}
    >
      <div className="mx-auto max-w-console px-4 pt-4 empty:hidden md:px-6">
        <StopNotice />
      </div>
      <FundHealth />
    </Prefetched>
  )
}
