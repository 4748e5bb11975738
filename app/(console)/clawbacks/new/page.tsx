// New clawback: every choice on one page, simulated at once; `?run=CB-…` edits an existing run.
import type { Metadata } from 'next'
import { NewClawback } from '@/components/clawback/new-clawback'
import { PageFrame } from '@/components/shell/page-frame'
import { Notice } from '@/components/ui/notice'
import { runOptionsQuery } from '@/lib/client/clawback'
import { snapshotsQuery } from '@/lib/client/claim'
import { lossesQuery } from '@/lib/client/loss'
import { showSnapshots } from '@/lib/server/claim'
import { saveDraft } from '@/lib/server/clawback'
import { showRunOptions } from '@/lib/server/clawback-options'
import { showLosses } from '@/lib/server/loss'
import { ask, refusedBecause, requireOfficer } from '@/lib/server/page'
import { Prefetched } from '../../../prefetched'

export const metadata: Metadata = { title: 'New clawback' }

type Asked = string | string[] | undefined
type Props = { searchParams: Promise<{ run?: Asked; fund?: Asked }> }

export default async function NewClawbackPage({ searchParams }: Props) {
  const officer = await requireOfficer()
  const refusal = refusedBecause(saveDraft, officer)
  if (refusal !== undefined) return <NotForYou sentence={refusal} />
  const asked = await searchParams
  const [run, fund] = [single(asked.run), single(asked.fund)]
  const [options, snapshots, open] = await Promise.all([
    ask(showRunOptions, { clawbackId: run }, officer),
    ask(showSnapshots, {}, officer),
    ask(showLosses, { state: 'open' }, officer),
  ])
  const defaultFundId = open.totals[0]?.fundId ?? options.funds[0]?.id ?? ''
  const filter = {
    fundId: options.chosen?.run.fundId ?? fund ?? defaultFundId,
    state: 'open' as const,
  }
  const losses = await ask(showLosses, filter, officer)
  return (
    <Prefetched
      answers={[
        [runOptionsQuery(run).queryKey, options],
        [snapshotsQuery().queryKey, snapshots],
        [lossesQuery(filter).queryKey, losses],
      ]}
    >
      <NewClawback key={run ?? ''} defaultFundId={defaultFundId} clawbackId={run} />
    </Prefetched>
  )
}

const single = (asked: Asked) => (typeof asked === 'string' ? asked : undefined)

const NotForYou = ({ sentence }: { sentence: string }) => (
  <PageFrame title="New clawback">
    <div className="col-span-12">
      <Notice kind="message" title={sentence} next="Ask an analyst to draft the run." />
    </div>
  </PageFrame>
)
