// Sign-off inbox and list of runs.
import type { Metadata } from 'next'
import { ClawbackList } from '@/components/clawback/clawback-list'
import { clawbacksQuery } from '@/lib/client/clawback'
import { showClawbacks } from '@/lib/server/clawback'
import { ask, requireOfficer } from '@/lib/server/page'
import { Prefetched } from '../../prefetched'

export const metadata: Metadata = { title: 'Clawbacks' }

export default async function ClawbacksPage() {
  const officer = await requireOfficer()
  const list = await ask(showClawbacks, {}, officer)
  return (
    <Prefetched answers={[[clawbacksQuery().queryKey, list]]}>
      <ClawbackList />
    </Prefetched>
  )
}
