// Who gives how much: every rule with what it does, those that cannot be applied here with the reason.
import { countText } from '@/components/ui/money-text'
import { RadioField } from '@/components/ui/radio-field'
import { RULES, type Rule } from '@/lib/domain/allocation-schedule'
import { ruleInWords } from '@/lib/domain/allocation-wording'
import { formatAmount, groupThousands } from '@/lib/domain/money'
import type { RunComparison } from './run-comparison'
import { ruleName } from '@/components/ui/term-names'

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
      does: (
        <>
          {ruleInWords(rule, props.numeraire, {
            isCapped: props.comparison.comparison?.isCapped ?? false,
          })}{' '}
          <span className="block">{figuresOf(rule, props.comparison)}</span>
        </>
      ),
      disabledReason: problemOf(rule, props.comparison),
    }))}
  />
)

/** Those of the choice before stay until new ones are there, as they do in the comparison. */
const figuresOf = (rule: Rule, { comparison }: RunComparison): string => {
  const figures = comparison?.rows.find((row) => row.rule === rule)?.figures ?? undefined
  if (comparison === undefined || figures === undefined) return ''
  const largest = groupThousands(
    formatAmount(BigInt(figures.largestLevy), { scale: comparison.asset.scale }),
  )
  return [
    countText(figures.accountsCharged, 'account pays', 'accounts pay'),
    `largest ${largest}`,
    countText(figures.lostAllCount, 'loses everything', 'lose everything'),
  ].join(', ')
}

/** Of what is chosen now: another snapshot may take a rule that the last one did not. */
const problemOf = (rule: Rule, { comparison, isCurrent }: RunComparison): string | undefined => {
  const problem = comparison?.rows.find((row) => row.rule === rule)?.problem ?? undefined
  return isCurrent && problem !== undefined ? `Cannot be applied here. ${problem}` : undefined
}
