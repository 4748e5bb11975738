// The accounts of one owner that were charged as one; absent where there is only one.
import { Amount } from '@/components/ui/amount'
import { Section } from '@/components/ui/section'
import { Table } from '@/components/ui/table'
import { maskAccount } from '@/lib/domain/claim'
import { sum } from '@/lib/domain/money'
import type { StatementJson } from '@/lib/wire/statement'
import { words } from './words'

export const StatementGroup = ({ statement }: { statement: StatementJson }) => {
  const { claims, asset, account } = statement
  if (claims.length < 2) return null
  const scale = Number(asset.scale)
  const total = sum(claims.map(({ base }) => BigInt(base)))
  return (
    <Section id="together" title={words.together} takeaway={words.togetherTakeaway}>
      <Table
        caption={words.together}
        hideCaption
        columns={[
          {
            key: 'account',
            head: words.columns.account,
            rowHead: true,
            cell: (claim) => (
              <>
                <code title={claim.account}>{maskAccount(claim.account)}</code>
                {claim.account === account ? `, ${words.columns.thisOne}` : ''}
              </>
            ),
          },
          {
            key: 'base',
            head: words.columns.base,
            unit: asset.code,
            numeric: true,
            cell: ({ base }) => <Amount amount={base} scale={scale} />,
          },
        ]}
        rows={claims}
        rowKey={(claim) => claim.account}
        isCurrent={(claim) => claim.account === account}
        foot={[
          {
            key: 'sum',
            kind: 'sum',
            cells: { base: <Amount amount={total} scale={scale} /> },
          },
        ]}
      />
    </Section>
  )
}
