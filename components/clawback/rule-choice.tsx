// Who gives how much: every rule with what it does, those that cannot be applied here with the reason.
import { RadioField } from '@/components/ui/radio-field'
import { RULES, type Rule } from '@/lib/domain/allocation-schedule'
import { ruleInWords } from '@/lib/domain/allocation-wording'
import type { RunComparison } from './run-comparison'
import { ruleName } from './rule-words'

export type RuleChoiceProps = {
  chosen: Rule
  ofPolicy: Rule
  numeraire: string
  comparison: RunComparison
  onChoose: (rule: Rule) => void
}

export const RuleChoice = (props: RuleChoiceProps) => (
  <RadioField
    name="rule"
    label="Rule"
    chosen={props.chosen}
    onChoose={props.onChoose}
    options={RULES.map((rule) => ({
      value: rule,
      label: ruleName(rule),
      mark: rule === props.ofPolicy ? 'the policy’s' : undefined,
      does: ruleInWords(rule, props.numeraire),
      disabledReason: problemOf(rule, props.comparison),
    }))}
  />
)

/** Of what is chosen now: another snapshot may take a rule that the last one did not. */
const problemOf = (rule: Rule, { comparison, isCurrent }: RunComparison): string | undefined => {
  const problem = comparison?.rows.find((row) => row.rule === rule)?.problem ?? undefined
  return isCurrent && problem !== undefined ? `Cannot be applied here. ${problem}` : undefined
}
