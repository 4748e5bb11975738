// Proposing a policy, or by `?from=ID` the next version of one.
import type { Metadata } from 'next'
import { PolicyForm } from '@/components/change/policy-form'
import { deskQuery } from '@/lib/client/desk'
import { policiesQuery } from '@/lib/client/policy'
import { showDesk } from '@/lib/server/desk'
import { ask, requireOfficer } from '@/lib/server/page'
import { showPolicies } from '@/lib/server/policy'
import { Prefetched } from '../../../prefetched'

export const metadata: Metadata = { title: 'Propose a policy' }

type Props = { searchParams: Promise<{ from?: string | string[] }> }

export default async function NewPolicyPage({ searchParams }: Props) {
  const officer = await requireOfficer()
  const [list, desk] = await Promise.all([
    ask(showPolicies, {}, officer),
    ask(showDesk, {}, officer),
  ])
  const { from } = await searchParams
  return (
    <Prefetched
      answers={[
        [policiesQuery().queryKey, list],
        [deskQuery().queryKey, desk],
      ]}
    >
      <PolicyForm from={typeof from === 'string' ? from : undefined} />
    </Prefetched>
  )
}
