// Losses: the list, filtered as the address says.
import type { Metadata } from 'next'
import { LossList } from '@/components/loss/loss-list'
import { fundsQuery } from '@/lib/client/fund'
import { lossesQuery } from '@/lib/client/loss'
import { saveDraft } from '@/lib/server/clawback'
import { showFunds } from '@/lib/server/fund'
import { showLosses, startLossImport } from '@/lib/server/loss'
import { ask, refusedBecause, requireOfficer } from '@/lib/server/page'
import { lossQuery } from '@/lib/wire/loss-event'
import { Prefetched } from '../../prefetched'

export const metadata: Metadata = { title: 'Losses' }

type Search = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function LossesPage({ searchParams }: Search) {
  const officer = await requireOfficer()
  const { fund, state } = await searchParams
  const filter = lossQuery.safeParse({ fundId: fund, state }).data ?? {}
  const [list, overview] = await Promise.all([
    ask(showLosses, filter, officer),
    ask(showFunds, {}, officer),
  ])
  return (
    <Prefetched
      answers={[
        [lossesQuery(filter).queryKey, list],
        [fundsQuery().queryKey, overview],
      ]}
    >
      <LossList
        importRefused={refusedBecause(startLossImport, officer)}
        mayDraft={refusedBecause(saveDraft, officer) === undefined}
      />
    </Prefetched>
  )
}
