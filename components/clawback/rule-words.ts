// The kernel's sentences about rules, roundings and limits in a run's own units.
import { moneyText, type AssetUnit } from '@/components/ui/money-text'
import type { LimitsJson } from '@/lib/domain/allocation-limits'
import type { Rounding, Rule } from '@/lib/domain/allocation-schedule'
import { departure, exactShare, limitsInWords } from '@/lib/domain/allocation-wording'

export type RuleTerms = { rule: Rule; rounding: Rounding }

/** That a run takes another rule or rounding than its policy announced; its limits are the policy's. */
export const departureText = (
  terms: RuleTerms,
  policy: RuleTerms & { id: string; version: number },
): string | null =>
  departure(
    { rule: terms.rule, rounding: terms.rounding },
    {
      id: policy.id,
      version: String(policy.version),
      terms: { rule: policy.rule, rounding: policy.rounding },
    },
  )

/** The limits of a policy, one sentence each. */
export const limitSentences = (
  limits: LimitsJson | undefined,
  { asset, numeraire }: { asset: AssetUnit; numeraire: string },
): string[] => limitsInWords(limits, { money: (amount) => moneyText(amount, asset), numeraire })

/** The limits of a policy beside its name: "at most 50 %, nothing below 10.00 USDT"; empty where none is. */
export const limitsInShort = (limits: LimitsJson | undefined, asset: AssetUnit): string => {
  const { capFraction, minEquity, exemptBelow } = limits ?? {}
  return [
    ...(capFraction === undefined ? [] : [`at most ${exactShare(capFraction)}`]),
    ...(minEquity === undefined ? [] : [`leaves ${moneyText(minEquity, asset)} of equity`]),
    ...(exemptBelow === undefined ? [] : [`nothing below ${moneyText(exemptBelow, asset)}`]),
  ].join(', ')
}
