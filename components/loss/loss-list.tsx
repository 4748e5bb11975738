'use client'
// Losses: every loss event with its state, what they come to, and the two ways on: import more, or mutualise what is open.
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs'
import { PageFrame } from '@/components/shell/page-frame'
import { AsOf } from '@/components/ui/as-of'
import { Empty } from '@/components/ui/empty'
import { LinkButton } from '@/components/ui/link-button'
import { Section } from '@/components/ui/section'
import { countText, moneyText } from '@/components/ui/money-text'
import { Skeleton } from '@/components/ui/skeleton'
import { fundsQuery } from '@/lib/client/fund'
import { lossesQuery } from '@/lib/client/loss'
import type { LossList as WireLossList } from '@/lib/wire/loss-event'
import { LossFilters } from './loss-filters'
import { LossTable } from './loss-table'

export type LossListProps = {
  // Why this officer may not import losses, where he may not.
  importRefused?: string | undefined
  mayDraft: boolean
}

const filters = {
  fund: parseAsString,
  state: parseAsStringLiteral(['open', 'pending', 'mutualised'] as const),
}

export const LossList = ({ importRefused, mayDraft }: LossListProps) => {
  const [{ fund, state }, filter] = useQueryStates(filters)
  const { data, error, isPlaceholderData } = useQuery({
    ...lossesQuery({ fundId: fund ?? undefined, state: state ?? undefined }),
    placeholderData: keepPreviousData,
  })
  const { data: overview } = useQuery({ ...fundsQuery(), refetchInterval: false })
  const funds = overview?.funds ?? []
  const withOpen = (mayDraft ? funds : []).filter(
    ({ id, openLossCount }) => openLossCount > 0 && id === (fund ?? id),
  )
  const importLink = (
    <LinkButton
      href={fund === null ? '/losses/import' : `/losses/import?fund=${encodeURIComponent(fund)}`}
      disabledReason={importRefused}
    >
      Import losses
    </LinkButton>
  )
  return (
    <PageFrame title="Losses" note={data ? <AsOf at={data.asOf} error={error} /> : undefined}>
      <Section
        title="Loss events"
        id="losses"
        note={data?.totals.map(sumText).join(' · ')}
        takeaway="Open: in no run. Pending: in a proposal that is still live. Mutualised: in an executed run."
      >
        <div className="mb-4 flex flex-wrap items-end gap-3">
          <LossFilters
            funds={funds}
            fund={fund ?? ''}
            state={state ?? ''}
            onFund={(id) => void filter({ fund: id === '' ? null : id })}
            onState={(next) => void filter({ state: next === '' ? null : next })}
          />
          {importLink}
          {withOpen.map(({ id, name, openLossCount }) => (
            <LinkButton
              key={id}
              href={`/clawbacks/new?fund=${encodeURIComponent(id)}`}
              look={withOpen.length === 1 ? 'go' : 'plain'}
            >
              New clawback from {countText(openLossCount, 'open loss', 'open losses')} of {name}
            </LinkButton>
          ))}
        </div>
        {data === undefined ? <Skeleton rows={12} label="Loading losses" /> : null}
        {data?.losses.length === 0 ? (
          <Empty
            sentence={
              fund === null && state === null
                ? 'No loss has been recorded yet.'
                : 'No loss is of this fund and in this state.'
            }
          />
        ) : null}
        {data !== undefined && data.losses.length > 0 ? (
          <div aria-busy={isPlaceholderData}>
            <LossTable {...data} />
          </div>
        ) : null}
      </Section>
    </PageFrame>
  )
}

const sumText = ({ count, shortfall, asset }: WireLossList['totals'][number]): string =>
  `${countText(count, 'loss', 'losses')}, ${moneyText(shortfall, asset)}`
