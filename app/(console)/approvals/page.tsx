// Everything that waits for a decision.
import type { Metadata } from 'next'
import { InboxPage } from '@/components/inbox/inbox-page'
import { inboxQuery } from '@/lib/client/inbox'
import { showInbox } from '@/lib/server/inbox'
import { ask, requireOfficer } from '@/lib/server/page'
import { Prefetched } from '../../prefetched'

export const metadata: Metadata = { title: 'Approvals' }

export default async function ApprovalsPage() {
  const officer = await requireOfficer()
  const inbox = await ask(showInbox, {}, officer)
  return (
    <Prefetched answers={[[inboxQuery().queryKey, inbox]]}>
      <InboxPage />
    </Prefetched>
  )
}
