'use client'
// Fund health: which fund is in trouble and why, the funds side by side, and one of them over time.
import { useQuery } from '@tanstack/react-query'
import { parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs'
import { PageFrame } from '@/components/shell/page-frame'
import { AsOf } from '@/components/ui/as-of'
import { Empty } from '@/components/ui/empty'
import { Section } from '@/components/ui/section'
import { Skeleton } from '@/components/ui/skeleton'
import { fundsQuery } from '@/lib/client/fund'
import type { FundOverview } from '@/lib/wire/fund'
import { BalanceSection } from './balance-section'
import { FlowsSection } from './flows-section'
import { fundHeadline, worstFund } from './fund-headline'
import { RANGES } from './fund-history'
import { FundsTable } from './funds-table'

export const FundHealth = () => {
  const { data, error } = useQuery(fundsQuery())
  const title = data === undefined ? 'Fund health' : fundHeadline(data.funds)
  return (
    <PageFrame title={title} note={data ? <AsOf at={data.asOf} error={error} /> : undefined}>
      {data === undefined ? (
        <Section title="Funds" id="funds">
          <Skeleton rows={9} label="Loading funds" />
        </Section>
      ) : (
        <Overview {...data} />
      )}
    </PageFrame>
  )
}

const choices = { fund: parseAsString, range: parseAsStringLiteral(RANGES).withDefault('12m') }

const Overview = ({ asOf, funds }: FundOverview) => {
  const [chosen, choose] = useQueryStates(choices)
  const fund = funds.find(({ id }) => id === chosen.fund) ?? worstFund(funds)
  if (fund === undefined) {
    return (
      <Section title="Funds" id="funds">
        <Empty sentence="There is no fund yet. Funds are set up with the installation." />
      </Section>
    )
  }
  return (
    <>
      <Section
        title="Funds"
        id="funds"
        note="Usable: balance − floor − committed to live proposals. Open: in no live or executed run."
      >
        <FundsTable
          funds={funds}
          asOf={asOf}
          shown={fund}
          onShow={(id) => void choose({ fund: id })}
        />
      </Section>
      <BalanceSection
        fund={fund}
        asOf={asOf}
        range={chosen.range}
        onRange={(range) => void choose({ range })}
      />
      <FlowsSection fund={fund} asOf={asOf} />
    </>
  )
}
