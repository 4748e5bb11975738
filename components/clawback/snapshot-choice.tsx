// Which frozen claims bear the levies, newest first, with the digest that says so.
import Link from 'next/link'
import { Amount } from '@/components/ui/amount'
import { buttonClass } from '@/components/ui/button-class'
import { Digest } from '@/components/ui/digest'
import { Empty } from '@/components/ui/empty'
import { countText, moneyText } from '@/components/ui/money-text'
import { SelectField } from '@/components/ui/select-field'
import { Time } from '@/components/ui/time'
import { utcText } from '@/components/ui/utc-text'
import type { SnapshotJson } from '@/lib/wire/snapshot'
import { TreelessNotice } from './treeless-notice'

export type SnapshotChoiceProps = {
  snapshots: readonly SnapshotJson[]
  snapshot: SnapshotJson | undefined
  onChoose: (id: string) => void
}

export const SnapshotChoice = ({ snapshots, snapshot, onChoose }: SnapshotChoiceProps) => {
  if (snapshot === undefined) return <NoSnapshot />
  return (
    <>
      <SelectField
        id="snapshot"
        label="Snapshot"
        value={snapshot.id}
        onChange={(event) => onChoose(event.currentTarget.value)}
        options={snapshots.map((one) => ({ value: one.id, label: labelOf(one) }))}
      />
      <TreelessNotice snapshot={snapshot} />
      <dl className="mt-2 grid items-baseline grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 text-small">
        <dt className="text-ink-2">Cut-off</dt>
        <dd>
          <Time at={snapshot.cutoffAt} relative />
        </dd>
        <dt className="text-ink-2">Frozen</dt>
        <dd>
          <Time at={snapshot.frozenAt} relative />
        </dd>
        <dt className="text-ink-2">Can bear</dt>
        <dd>
          <Amount
            amount={snapshot.capacity}
            scale={snapshot.asset.scale}
            unit={snapshot.asset.code}
          />
        </dd>
        {snapshot.classes.map((one) => (
          <div key={one.class} className="contents">
            <dt className="text-ink-2">{one.class}</dt>
            <dd>
              {countText(one.count, 'claim')} of {moneyText(one.base, snapshot.asset)}
            </dd>
          </div>
        ))}
        <dt className="text-ink-2">Digest</dt>
        <dd>
          <Digest digest={snapshot.digest} copyName="snapshot digest" short />
        </dd>
      </dl>
    </>
  )
}

const labelOf = (snapshot: SnapshotJson) => {
  const claims = snapshot.classes.reduce((all, { count }) => all + count, 0)
  return `${snapshot.id}: ${snapshot.numeraire} at ${utcText(snapshot.cutoffAt)} UTC, ${countText(claims, 'claim')}`
}

const NoSnapshot = () => (
  <Empty
    sentence="No claims of this fund are frozen: nobody can be charged."
    action={
      <Link href="/claims/import" className={buttonClass({})}>
        Import claims
      </Link>
    }
  />
)
