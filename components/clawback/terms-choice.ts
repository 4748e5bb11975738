// Which rule and rounding a run takes, as the address says it: what is absent is the policy's own.
import type { Rounding, Rule } from '@/lib/domain/allocation-schedule'
import type { RunInput } from '@/lib/wire/clawback'
import type { RuleTerms } from './rule-words'

export type TermsInAddress = { rule: Rule | null; rounding: Rounding | null }

type Policy = RuleTerms & { id: string; version: number }

/** What the run starts from: an edited run keeps its own terms while it stays under its policy. */
export const initialTerms = (
  policy: Policy,
  before: Pick<RunInput, 'policyId' | 'policyVersion' | 'rule' | 'rounding'> | null,
): RuleTerms => {
  const { id, version, rule, rounding } = policy
  const isSame = before?.policyId === id && before.policyVersion === version
  return isSame
    ? { rule: before.rule ?? rule, rounding: before.rounding ?? rounding }
    : { rule, rounding }
}

export const chosenTerms = ({ rule, rounding }: TermsInAddress, initial: RuleTerms): RuleTerms => ({
  rule: rule ?? initial.rule,
  rounding: rounding ?? initial.rounding,
})

/** What the run starts from is not written down. */
export const writtenTerms = (
  { rule, rounding }: RuleTerms,
  initial: RuleTerms,
): TermsInAddress => ({
  rule: rule === initial.rule ? null : rule,
  rounding: rounding === initial.rounding ? null : rounding,
})
