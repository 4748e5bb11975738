// Inputs that may still move, as signed and as they stand; and those that are frozen.
import type { ReactNode } from 'react'
import { Absent } from '@/components/ui/absent'
import { Amount } from '@/components/ui/amount'
import { Digest } from '@/components/ui/digest'
import { LogEntryLink } from '@/components/ui/log-entry-link'
import { countText } from '@/components/ui/money-text'
import { Status } from '@/components/ui/status'
import { Table } from '@/components/ui/table'
import { Time } from '@/components/ui/time'
import type { ClawbackDetail } from '@/lib/wire/clawback'
import type { RunLogProps } from './run-log'

export const InputFreshness = ({ detail, log }: RunLogProps) => (
  <div className="grid gap-4">
    <p className="max-w-[110ch] text-ink-2">{takeawayOf(detail)}</p>
    {detail.inputs.length === 0 ? null : <MovingInputs detail={detail} />}
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] items-baseline gap-x-4 gap-y-1">
      <Frozen name="Claims">
        {detail.snapshot.id}, {countText(detail.snapshot.claims, 'claim')}, cut-off{' '}
        <Time at={detail.snapshot.cutoffAt} />
        <br />
        <Digest digest={detail.snapshot.digest} copyName="snapshot digest" />
        <Committed snapshot={detail.snapshot} log={log} />
      </Frozen>
      <Frozen name="Losses">
        {countText(detail.losses.count, 'loss', 'losses')} in{' '}
        {countText(detail.losses.markets, 'market')}, <Time at={detail.losses.firstAt} /> to{' '}
        <Time at={detail.losses.lastAt} />
      </Frozen>
      <Frozen name="Policy">
        {detail.policy.id} version {detail.policy.version}
        <br />
        <Digest digest={detail.policy.digest} copyName="policy digest" />
      </Frozen>
    </dl>
  </div>
)

/** Before the run is sealed it stands only here. */
const Committed = ({ snapshot, log }: Pick<ClawbackDetail, 'snapshot'> & { log: string }) =>
  snapshot.claimsRoot === null || snapshot.logIndex === null ? null : (
    <>
      <br />
      Claims root, <LogEntryLink index={snapshot.logIndex} log={log} /> of the public log
      <br />
      <Digest digest={snapshot.claimsRoot} copyName="claims root of the snapshot" />
    </>
  )

const takeawayOf = ({ inputs, state }: ClawbackDetail): string => {
  if (state === 'executed') return 'The run is executed: nothing that moves now changes it.'
  if (inputs.length === 0)
    return 'Inputs are signed when the run is proposed; they are read anew then, and again at execution.'
  return inputs.every(({ within }) => within)
    ? 'Nothing has moved beyond its tolerance. Execution reads these again and stops when one has.'
    : 'An input has moved beyond its tolerance: execution would stop.'
}

const MovingInputs = ({ detail }: { detail: ClawbackDetail }) => {
  const { code, scale } = detail.asset
  return (
    <Table
      caption={`Inputs that may move, in ${code}, as signed and as read now`}
      hideCaption
      rows={detail.inputs}
      rowKey={(input) => input.name}
      columns={[
        { key: 'name', head: 'Input', rowHead: true, cell: (input) => input.name },
        {
          key: 'signed',
          head: 'Signed',
          unit: code,
          numeric: true,
          cell: (input) => <Amount amount={input.signed} scale={scale} />,
        },
        {
          key: 'now',
          head: 'Now',
          unit: code,
          numeric: true,
          cell: (input) => <Amount amount={input.now} scale={scale} />,
        },
        {
          key: 'drift',
          head: 'Drift',
          unit: code,
          numeric: true,
          cell: (input) => (
            <Amount amount={BigInt(input.now) - BigInt(input.signed)} scale={scale} signed />
          ),
        },
        {
          key: 'tolerance',
          head: 'Tolerance',
          unit: code,
          numeric: true,
          cell: (input) =>
            input.tolerance === null ? (
              <Absent kind="not-applicable" />
            ) : (
              <Amount amount={input.tolerance} scale={scale} />
            ),
        },
        {
          key: 'state',
          head: 'State',
          cell: (input) =>
            input.within ? (
              <Status of="fresh" word={input.tolerance === null ? 'Shown only' : 'Within'} />
            ) : (
              <Status of="stale" word="Outside" />
            ),
        },
      ]}
    />
  )
}

const Frozen = ({ name, children }: { name: string; children: ReactNode }) => (
  <>
    <dt className="text-ink-2">{name}, frozen</dt>
    <dd>{children}</dd>
  </>
)
