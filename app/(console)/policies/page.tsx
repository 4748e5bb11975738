// Policies, in force and before.
import type { Metadata } from 'next'
import { PolicyList } from '@/components/policy/policy-list'
import { policiesQuery } from '@/lib/client/policy'
import { showDesk } from '@/lib/server/desk'
import { ask, publicOrigin, requireOfficer } from '@/lib/server/page'
import { showPolicies } from '@/lib/server/policy'
import { Prefetched } from '../../prefetched'

export const metadata: Metadata = { title: 'Policies' }

export default async function PoliciesPage() {
  const officer = await requireOfficer()
  const [list, { may }] = await Promise.all([
    ask(showPolicies, {}, officer),
    ask(showDesk, {}, officer),
  ])
  return (
    <Prefetched answers={[[policiesQuery().queryKey, list]]}>
      <PolicyList
        log={`${publicOrigin()}/transparency/log`}
        refusal={may.widen.allowed ? undefined : may.widen.sentence}
      />
    </Prefetched>
  )
}
