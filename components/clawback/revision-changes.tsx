// What is different from the revision before, value by value.
import type { ReactNode } from 'react'
import { Absent } from '@/components/ui/absent'
import { Amount } from '@/components/ui/amount'
import { Fingerprint } from '@/components/ui/fingerprint'
import { Table } from '@/components/ui/table'
import { fraction, toPercent } from '@/lib/domain/fraction'
import { groupThousands } from '@/lib/domain/money'
import type { ClawbackDetail } from '@/lib/wire/clawback'
import { roundingName, ruleName } from './rule-words'

type Change = { name: string; unit: string; before: ReactNode; now: ReactNode; change: ReactNode }

export const RevisionChanges = ({ detail }: { detail: ClawbackDetail }) => {
  const { previous } = detail
  if (previous === null) return null
  return (
    <Table
      caption={`Values of revisions ${previous.revision} and ${detail.revision}`}
      hideCaption
      rows={changesOf(detail, previous)}
      rowKey={(row) => row.name}
      columns={[
        {
          key: 'name',
          head: 'Value',
          rowHead: true,
          cell: ({ name, unit }) => (
            <>
              {name} <span className="text-micro text-ink-3">{unit}</span>
            </>
          ),
        },
        {
          key: 'before',
          head: `Revision ${previous.revision}`,
          numeric: true,
          cell: (row) => <span className="text-ink-2">{row.before}</span>,
        },
        {
          key: 'now',
          head: `Revision ${detail.revision}`,
          numeric: true,
          cell: (row) => row.now,
        },
        { key: 'change', head: 'Change', numeric: true, cell: (row) => row.change },
      ]}
    />
  )
}

type Previous = NonNullable<ClawbackDetail['previous']>

const changesOf = (detail: ClawbackDetail, previous: Previous): Change[] => {
  const { asset, waterfall, metrics } = detail
  const money = (name: string, before: string, now: string): Change => ({
    name,
    unit: asset.code,
    before: <Amount amount={before} scale={asset.scale} />,
    now: <Amount amount={now} scale={asset.scale} />,
    change: changeOf(before, now, (amount) => (
      <Amount amount={amount} scale={asset.scale} signed />
    )),
  })
  return [
    ...termsChanges(detail, previous),
    money('Gross loss', previous.grossLoss, waterfall.grossLoss),
    money('To mutualise', previous.toMutualise, waterfall.toMutualise),
    ...uncoveredChange(detail, previous, money),
    money('Base in scope', previous.chargedBase, detail.chargedBase),
    rateChange(detail, previous),
    money('Levied', previous.levied, waterfall.levied),
    money('Residual', previous.residual, waterfall.residual),
    countChange('Accounts charged', previous.accountsCharged, metrics.accountsCharged),
    money('Largest levy', previous.largestLevy, metrics.largestLevy),
    {
      name: 'Fingerprint',
      unit: '',
      before: fingerprintOf(previous.fingerprint),
      now: fingerprintOf(detail.fingerprint),
      change: null,
    },
  ]
}

/** Uncovered stands in the list only when one of the two leaves something so. */
const uncoveredChange = (
  { waterfall }: ClawbackDetail,
  previous: Previous,
  money: (name: string, before: string, now: string) => Change,
): Change[] =>
  previous.uncovered === '0' && waterfall.uncovered === '0'
    ? []
    : [money('Uncovered', previous.uncovered, waterfall.uncovered)]

/** Rule and rounding stand in the list only when they are not what they were. */
const termsChanges = ({ schedule }: ClawbackDetail, previous: Previous): Change[] => {
  const word = (name: string, before: string, now: string): Change[] =>
    before === now ? [] : [{ name, unit: '', before, now, change: 'changed' }]
  return [
    ...word('Rule', ruleName(previous.rule), ruleName(schedule.rule)),
    ...word('Rounding', roundingName(previous.rounding), roundingName(schedule.rounding)),
  ]
}

const changeOf = (before: string, now: string, show: (change: bigint) => ReactNode) =>
  before === now ? <span className="text-ink-2">same</span> : show(BigInt(now) - BigInt(before))

const countChange = (name: string, before: number, now: number): Change => ({
  name,
  unit: '',
  before: groupThousands(String(before)),
  now: groupThousands(String(now)),
  change: changeOf(String(before), String(now), (change) => signed(String(change))),
})

const RATE_DIGITS = 6

const rateChange = (detail: ClawbackDetail, previous: Previous): Change => {
  const rate = (collected: string, base: string) =>
    toPercent(fraction(BigInt(collected), BigInt(base)), { digits: RATE_DIGITS })
  const before = rate(previous.collected, previous.chargedBase)
  const now = rate(detail.waterfall.collected, detail.chargedBase)
  const units = (text: string) => BigInt(text.replace('.', ''))
  const change = fraction(units(now) - units(before), 10n ** BigInt(RATE_DIGITS + 2))
  return {
    name: 'Rate',
    unit: '%',
    before,
    now,
    change: changeOf(before.replace('.', ''), now.replace('.', ''), () =>
      signed(toPercent(change, { digits: RATE_DIGITS })),
    ),
  }
}

const signed = (text: string) => `${text.startsWith('-') ? '' : '+'}${groupThousands(text)}`

const fingerprintOf = (fingerprint: string | null) =>
  fingerprint === null ? <Absent /> : <Fingerprint fingerprint={fingerprint.replaceAll(' ', '')} />
