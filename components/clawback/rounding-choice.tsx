// What happens to the parts below one unit: what the operator pays, or how many accounts give a unit more.
import { countText, moneyText, type AssetUnit } from '@/components/ui/money-text'
import { RadioField } from '@/components/ui/radio-field'
import { ROUNDINGS, type Rounding, type Rule } from '@/lib/domain/allocation-schedule'
import type { RuleComparison } from '@/lib/wire/allocation'
import type { RunComparison } from './run-comparison'
import { roundingName } from '@/components/ui/term-names'

export type RoundingChoiceProps = {
  chosen: Rounding
  ofPolicy: Rounding
  rule: Rule
  asset: AssetUnit
  comparison: RunComparison
  onChoose: (rounding: Rounding) => void
}

export const RoundingChoice = (props: RoundingChoiceProps) => (
  <RadioField
    name="rounding"
    label="Rounding"
    chosen={props.chosen}
    onChoose={props.onChoose}
    disabledReason={props.rule === 'queue' ? 'A queue rounds nothing.' : undefined}
    options={ROUNDINGS.map((rounding) => ({
      value: rounding,
      label: roundingName(rounding),
      mark: rounding === props.ofPolicy ? 'the policy’s' : undefined,
      does: doesOf(rounding, props),
    }))}
  />
)

const doesOf = (rounding: Rounding, { rule, asset, comparison }: RoundingChoiceProps): string => {
  if (rule === 'queue') return ''
  const unit = moneyText(1n, asset)
  const known = comparison.isCurrent ? comparison.comparison : undefined
  const figures = known?.rows.find((row) => row.rule === rule)?.figures ?? undefined
  if (known === undefined || figures === undefined) return general[rounding](unit)
  return rounding === 'floor'
    ? `Each levy is rounded down to ${unit}; ${leftText(figures.residual, asset)}.`
    : `Collects exactly ${collectedText(known)}: ${extraText(figures.extraUnits, unit)}.`
}

const general: Record<Rounding, (unit: string) => string> = {
  floor: (unit) => `Each levy is rounded down to ${unit}; the operator pays what that leaves.`,
  'largest-remainder': (unit) =>
    `Collects the amount exactly: where rounding down cuts off most, accounts pay ${unit} more.`,
}

const leftText = (residual: string, asset: AssetUnit) =>
  residual === '0'
    ? 'nothing is left'
    : `the operator pays the residual of ${moneyText(residual, asset)}`

const collectedText = ({ collected, asset }: RuleComparison) => moneyText(collected, asset)

const extraText = (extraUnits: number, unit: string) =>
  extraUnits === 0
    ? 'nobody pays a unit more'
    : `${countText(extraUnits, 'account pays', 'accounts pay')} ${unit} more`
