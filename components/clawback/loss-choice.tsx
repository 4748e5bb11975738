// Which open losses of the fund, and which that the run holds already, it takes: a box for each, one for all, the exact sum of those chosen.
import Link from 'next/link'
import { Amount } from '@/components/ui/amount'
import { buttonClass } from '@/components/ui/button-class'
import { CheckBox } from '@/components/ui/check-box'
import { Empty } from '@/components/ui/empty'
import { countText, moneyText, type AssetUnit } from '@/components/ui/money-text'
import { Table, type Column } from '@/components/ui/table'
import { Time } from '@/components/ui/time'
import { sum } from '@/lib/domain/money'
import type { LossJson } from '@/lib/wire/loss-event'

export type ChoosableLoss = Pick<LossJson, 'id' | 'market' | 'occurredAt' | 'shortfall'>

export type LossChoiceProps = {
  losses: readonly ChoosableLoss[]
  notListed: number
  takenAway: number
  chosen: ReadonlySet<string>
  asset: AssetUnit
  onChoose: (chosen: ReadonlySet<string>) => void
}

export const LossChoice = (props: LossChoiceProps) => {
  const { losses, chosen, asset, onChoose } = props
  if (losses.length === 0) return <NoLosses />
  const taken = losses.filter(({ id }) => chosen.has(id))
  const total = sum(taken.map(({ shortfall }) => BigInt(shortfall)))
  const count = `${taken.length} of ${countText(losses.length, 'loss', 'losses')}`
  return (
    <>
      <Table
        caption={`Open losses; ${count} chosen, ${moneyText(total, asset)}`}
        bounded
        columns={columnsOf(props)}
        rows={losses}
        rowKey={(loss) => loss.id}
        foot={[
          {
            key: 'sum',
            kind: 'sum',
            cells: {
              id: `${count} chosen`,
              shortfall: <Amount amount={total} scale={asset.scale} />,
            },
          },
        ]}
      />
      <Remarks {...props} />
      {chosen.size > 0 ? null : (
        <button type="button" className={buttonClass({})} onClick={() => onChoose(idsOf(losses))}>
          Choose all {countText(losses.length, 'loss', 'losses')}
        </button>
      )}
    </>
  )
}

const idsOf = (losses: readonly ChoosableLoss[]) => new Set(losses.map(({ id }) => id))

const columnsOf = ({
  losses,
  chosen,
  asset,
  onChoose,
}: LossChoiceProps): Column<ChoosableLoss>[] => [
  {
    key: 'chosen',
    head: (
      <CheckBox
        name={`All ${countText(losses.length, 'loss', 'losses')}`}
        checked={chosen.size === losses.length}
        mixed={chosen.size > 0 && chosen.size < losses.length}
        onChange={(checked) => onChoose(checked ? idsOf(losses) : new Set())}
      />
    ),
    cell: ({ id }) => (
      <CheckBox
        name={`Loss ${id}`}
        checked={chosen.has(id)}
        onChange={(checked) => {
          const next = new Set(chosen)
          if (checked) next.add(id)
          else next.delete(id)
          onChoose(next)
        }}
      />
    ),
  },
  { key: 'id', head: 'Loss', rowHead: true, cell: ({ id }) => <code>{id}</code> },
  { key: 'market', head: 'Market', cell: ({ market }) => market },
  {
    key: 'occurredAt',
    head: 'Occurred, UTC',
    secondRank: true,
    cell: ({ occurredAt }) => <Time at={occurredAt} bare />,
  },
  {
    key: 'shortfall',
    head: 'Shortfall',
    unit: asset.code,
    numeric: true,
    cell: ({ shortfall }) => <Amount amount={shortfall} scale={asset.scale} />,
  },
]

const Remarks = ({ notListed, takenAway }: LossChoiceProps) => (
  <div className="mt-1 text-small text-ink-2">
    {notListed === 0 ? null : (
      <p>{countText(notListed, 'older open loss', 'older open losses')} cannot be chosen here.</p>
    )}
    {takenAway === 0 ? null : (
      <p>
        {countText(takenAway, 'loss', 'losses')} of the earlier revision{' '}
        {takenAway === 1 ? 'is' : 'are'} no longer open and left out.
      </p>
    )}
  </div>
)

const NoLosses = () => (
  <Empty
    sentence="This fund has no open losses: there is nothing to mutualise."
    action={
      <Link href="/losses/import" className={buttonClass({})}>
        Import losses
      </Link>
    }
  />
)
