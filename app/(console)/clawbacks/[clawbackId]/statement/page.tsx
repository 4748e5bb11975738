// The statement of one account of an executed run; the account is asked for here and stands in no address.
import type { Metadata } from 'next'
import { missingBecause } from '@/components/statement/missing-because'
import { reportFigures } from '@/components/statement/report-figures'
import { StatementDesk } from '@/components/statement/statement-desk'
import type { Report } from '@/lib/domain/report'
import { showClawback } from '@/lib/server/clawback-detail'
import { ask, publicOrigin, refusedBecause, requireOfficer } from '@/lib/server/page'
import { showReport } from '@/lib/server/report'
import { showStatement } from '@/lib/server/statement'
import { LINK_DAYS } from '@/lib/wire/statement'

export const metadata: Metadata = { title: 'Statement of one account' }

type Props = { params: Promise<{ clawbackId: string }> }

export default async function StatementPage({ params }: Props) {
  const officer = await requireOfficer()
  const { clawbackId } = await params
  const run = await ask(showClawback, { clawbackId }, officer)
  const { reportId } = run
  const file = reportId === null ? null : await ask(showReport, { reportId }, officer)
  const site = `${publicOrigin()}/transparency`
  return (
    <StatementDesk
      run={{
        clawbackId: run.id,
        numeraire: run.snapshot.numeraire,
        fingerprint: run.fingerprint ?? '',
        figures: file && reportFigures(JSON.parse(file.body) as Report),
        publicAddress: file && `${site}/${file.id}/v${file.version}`,
        verifierAddress: `${site}/verify`,
      }}
      linkDays={LINK_DAYS}
      refusal={refusedBecause(showStatement, officer) ?? missingBecause(run)}
    />
  )
}
