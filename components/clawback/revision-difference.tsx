// What an author may change between two revisions and what comes of it, value by value.
import type { ReactNode } from 'react'
import { Absent } from '@/components/ui/absent'
import { Amount } from '@/components/ui/amount'
import { Fingerprint } from '@/components/ui/fingerprint'
import { roundingName, ruleName } from '@/components/ui/term-names'
import { fraction, toPercent } from '@/lib/domain/fraction'
import { groupThousands } from '@/lib/domain/money'
import type { ClawbackDetail } from '@/lib/wire/clawback'
import { limitsInShort } from './rule-words'

export type Change = {
  name: string
  unit: string
  before: ReactNode
  now: ReactNode
  change: ReactNode
  isSame: boolean
}
export type Previous = NonNullable<ClawbackDetail['previous']>

/** Choices first, in the order in which a run is drafted; then the figures. */
export const differenceOf = (detail: ClawbackDetail, previous: Previous): Change[] => [
  ...choiceChanges(detail, previous),
  ...figureChanges(detail, previous),
]

const choiceChanges = (detail: ClawbackDetail, previous: Previous): Change[] => {
  const { asset, schedule, policy, snapshot, tier, topUp } = detail
  const limits = (of: Previous['limits']) => limitsInShort(of, asset) || 'none'
  const policyName = ({ id, version }: Previous['policy']) => `${id} version ${version}`
  return [
    lossesChange(detail, previous),
    word('Snapshot', previous.snapshotId, snapshot.id),
    word('Policy', policyName(previous.policy), policyName(policy)),
    word('Limits', limits(previous.limits), limits(schedule.limits)),
    word('Rule', ruleName(previous.rule), ruleName(schedule.rule)),
    word('Rounding', roundingName(previous.rounding), roundingName(schedule.rounding)),
    money(asset, 'Operator top-up', previous.topUp, topUp),
    money(asset, 'Left uncovered', previous.uncovered, detail.waterfall.uncovered),
    word('Tier', previous.tier?.name ?? 'none', tier?.name ?? 'none'),
    word('Who must sign', previous.tier?.quorumText ?? 'none', tier?.quorumText ?? 'none'),
  ]
}

const figureChanges = (detail: ClawbackDetail, previous: Previous): Change[] => {
  const { asset, waterfall, metrics } = detail
  return [
    money(asset, 'Gross loss', previous.grossLoss, waterfall.grossLoss),
    money(asset, 'Usable fund', previous.usableFund, waterfall.usableFund),
    money(asset, 'Fund draw', previous.fundDraw, waterfall.fundDraw),
    money(asset, 'Operator draw', previous.operatorDraw, waterfall.operatorDraw),
    money(asset, 'To mutualise', previous.toMutualise, waterfall.toMutualise),
    money(asset, 'Base in scope', previous.chargedBase, detail.chargedBase),
    rateChange(detail, previous),
    money(asset, 'Levied', previous.levied, waterfall.levied),
    money(asset, 'Residual', previous.residual, waterfall.residual),
    countChange('Accounts charged', previous.accountsCharged, metrics.accountsCharged),
    money(asset, 'Largest levy', previous.largestLevy, metrics.largestLevy),
    fingerprintChange(previous.fingerprint, detail.fingerprint),
  ]
}

/** As many losses may be others: what was added and removed says so. */
const lossesChange = ({ losses }: ClawbackDetail, { losses: before }: Previous): Change => {
  const { added, removed } = before
  const isSame = added === 0 && removed === 0
  return {
    ...{ name: 'Losses', unit: '', isSame },
    before: groupThousands(String(before.count)),
    now: groupThousands(String(losses.count)),
    change: isSame
      ? same
      : `${groupThousands(String(added))} added, ${groupThousands(String(removed))} removed`,
  }
}

const same = <span className="text-ink-2">same</span>

const word = (name: string, before: string, now: string): Change => {
  const isSame = before === now
  return { name, unit: '', before, now, change: isSame ? same : 'changed', isSame }
}

const money = (
  { code, scale }: ClawbackDetail['asset'],
  name: string,
  before: string,
  now: string,
): Change => ({
  ...{ name, unit: code, isSame: before === now },
  before: <Amount amount={before} scale={scale} />,
  now: <Amount amount={now} scale={scale} />,
  change:
    before === now ? same : <Amount amount={BigInt(now) - BigInt(before)} scale={scale} signed />,
})

const countChange = (name: string, before: number, now: number): Change => ({
  ...{ name, unit: '', isSame: before === now },
  before: groupThousands(String(before)),
  now: groupThousands(String(now)),
  change: before === now ? same : signed(String(now - before)),
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
    ...{ name: 'Rate', unit: '%', before, now, isSame: before === now },
    change: before === now ? same : signed(toPercent(change, { digits: RATE_DIGITS })),
  }
}

const signed = (text: string) => `${text.startsWith('-') ? '' : '+'}${groupThousands(text)}`

const fingerprintChange = (before: string | null, now: string | null): Change => ({
  ...{ name: 'Fingerprint', unit: '', isSame: before === now },
  before: fingerprintOf(before),
  now: fingerprintOf(now),
  change: before === now ? same : 'another',
})

const fingerprintOf = (fingerprint: string | null) =>
  fingerprint === null ? <Absent /> : <Fingerprint fingerprint={fingerprint.replaceAll(' ', '')} />
