// One clawback run, its newest revision or the one asked for by `?revision=N`.
import type { Metadata } from 'next'
import { ClawbackPage } from '@/components/clawback/clawback-page'
import { DecisionPanel } from '@/components/signoff/decision-panel'
import { ReproductionSection } from '@/components/signoff/reproduction-section'
import { SignedTable } from '@/components/signoff/signed-table'
import { StatementSection } from '@/components/statement/statement-section'
import { clawbackQuery } from '@/lib/client/clawback'
import { commentsQuery } from '@/lib/client/comment'
import { exportSnapshot } from '@/lib/server/claim'
import { showClawback } from '@/lib/server/clawback-detail'
import { showComments } from '@/lib/server/comment'
import { exportEvidence } from '@/lib/server/evidence'
import { exportLevies } from '@/lib/server/levy'
import { ask, publicOrigin, refusedBecause, requireOfficer } from '@/lib/server/page'
import { showStatement } from '@/lib/server/statement'
import { exportStatements } from '@/lib/server/statement-export'
import { Prefetched } from '../../../prefetched'

type Props = {
  params: Promise<{ clawbackId: string }>
  searchParams: Promise<{ revision?: string | string[] }>
}

export const generateMetadata = async ({ params }: Props): Promise<Metadata> => ({
  title: (await params).clawbackId,
})

export default async function ClawbackRoute({ params, searchParams }: Props) {
  const officer = await requireOfficer()
  const { clawbackId } = await params
  const asked = revisionAsked((await searchParams).revision)
  const [detail, comments] = await Promise.all([
    ask(showClawback, { clawbackId, revision: asked }, officer),
    ask(showComments, { clawbackId }, officer),
  ])
  // The page stays with the revision it opened with: a newer one must not slip under a reader's eyes.
  const ref = { clawbackId: detail.id, revision: detail.revision }
  const log = `${publicOrigin()}/transparency/log`
  return (
    <Prefetched
      answers={[
        [clawbackQuery(ref.clawbackId, ref.revision).queryKey, detail],
        [commentsQuery(ref.clawbackId).queryKey, comments],
      ]}
    >
      <ClawbackPage
        key={ref.revision}
        revisionRef={ref}
        mayExport={refusedBecause(exportLevies, officer) === undefined}
        mayProve={refusedBecause(exportEvidence, officer) === undefined}
        log={log}
        signed={<SignedTable {...ref} log={log} />}
        reproduced={
          <ReproductionSection {...ref} refusal={refusedBecause(exportSnapshot, officer)} />
        }
        decision={<DecisionPanel {...ref} self={officer.pseudonym} />}
        statements={
          <StatementSection
            {...ref}
            refusal={refusedBecause(showStatement, officer)}
            exportRefusal={refusedBecause(exportStatements, officer)}
          />
        }
      />
    </Prefetched>
  )
}

const revisionAsked = (text: string | string[] | undefined): number | undefined =>
  typeof text === 'string' && /^[1-9]\d{0,5}$/.test(text) ? Number(text) : undefined
