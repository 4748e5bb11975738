// One policy, its newest version or the one asked for by `?version=N`.
import type { Metadata } from 'next'
import { PolicyPage } from '@/components/policy/policy-page'
import { policiesQuery } from '@/lib/client/policy'
import { showDesk } from '@/lib/server/desk'
import { ask, publicOrigin, requireOfficer } from '@/lib/server/page'
import { showPolicies } from '@/lib/server/policy'
import { Prefetched } from '../../../prefetched'

type Props = {
  params: Promise<{ policyId: string }>
  searchParams: Promise<{ version?: string | string[] }>
}

export const generateMetadata = async ({ params }: Props): Promise<Metadata> => ({
  title: `Policy ${(await params).policyId}`,
})

export default async function PolicyRoute({ params, searchParams }: Props) {
  const officer = await requireOfficer()
  const [list, { may }] = await Promise.all([
    ask(showPolicies, {}, officer),
    ask(showDesk, {}, officer),
  ])
  return (
    <Prefetched answers={[[policiesQuery().queryKey, list]]}>
      <PolicyPage
        policyId={(await params).policyId}
        version={versionAsked((await searchParams).version)}
        log={`${publicOrigin()}/transparency/log`}
        refusal={may.widen.allowed ? undefined : may.widen.sentence}
      />
    </Prefetched>
  )
}

const versionAsked = (text: string | string[] | undefined): number | undefined =>
  typeof text === 'string' && /^[1-9]\d{0,5}$/.test(text) ? Number(text) : undefined
