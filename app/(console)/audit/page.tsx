// The audit, for auditors and administrators; everybody else reads why not.
import type { Metadata } from 'next'
import { criteriaOf } from '@/components/audit/audit-criteria'
import { AuditExplorer } from '@/components/audit/audit-explorer'
import { PageFrame } from '@/components/shell/page-frame'
import { Notice } from '@/components/ui/notice'
import { auditQuery } from '@/lib/client/audit'
import { showAudit } from '@/lib/server/audit'
import { ask, refusedBecause, requireOfficer } from '@/lib/server/page'
import { Prefetched } from '../../prefetched'

export const metadata: Metadata = { title: 'Audit' }

type Search = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function AuditPage({ searchParams }: Search) {
  const officer = await requireOfficer()
  const refused = refusedBecause(showAudit, officer)
  if (refused !== undefined) {
    return (
      <PageFrame title="Audit">
        <div className="col-span-12">
          <Notice title={refused} notDone="Nothing of the audit was read." />
        </div>
      </PageFrame>
    )
  }
  const filter = criteriaOf(addressOf(await searchParams))
  const first = await ask(showAudit, filter, officer)
  const answer = { pages: [first], pageParams: [undefined] }
  return (
    <Prefetched answers={[[auditQuery(filter).queryKey, answer]]}>
      <AuditExplorer />
    </Prefetched>
  )
}

const addressOf = (search: Record<string, string | string[] | undefined>) => {
  const one = (name: string): string | null => [search[name]].flat()[0] ?? null
  const denied = one('denied')
  return {
    officer: one('officer'),
    verb: one('verb'),
    subject: one('subject'),
    outcome: one('outcome'),
    denied: denied === 'yes' || denied === 'no' ? denied : null,
    from: one('from'),
    to: one('to'),
  } as const
}
