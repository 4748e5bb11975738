// Policy, rule, rounding and the operator's own share: the terms under which the loss is divided.
import { Amount } from '@/components/ui/amount'
import { Digest } from '@/components/ui/digest'
import { SelectField } from '@/components/ui/select-field'
import { TextField } from '@/components/ui/text-field'
import { utcText } from '@/components/ui/utc-text'
import { termsInWords } from '@/lib/domain/allocation-wording'
import { DepartureNote } from './departure-note'
import { RoundingChoice } from './rounding-choice'
import { RuleChoice } from './rule-choice'
import { departureText, limitSentences, limitsInShort } from './rule-words'
import type { RunComparison } from './run-comparison'
import { policyKey, policyProblem, type Policy } from './policy-choice'
import type { RunForm } from './run-form'

export type RunTermsProps = { form: RunForm; comparison: RunComparison }

export const RunTerms = ({ form, comparison }: RunTermsProps) => {
  const { policies, policy, fund, firstLossAt } = form
  return (
    <div className="grid gap-4">
      <div>
        <SelectField
          id="policy"
          label="Policy"
          value={policy === undefined ? '' : keyOf(policy)}
          onChange={(event) => void form.choosePolicy(event.currentTarget.value)}
          error={policy === undefined ? undefined : unusable(policy, firstLossAt)}
          options={policies.map((one) => {
            const isUsable = policyProblem(one, firstLossAt) === undefined
            const label = labelOf(one, fund)
            return {
              value: keyOf(one),
              label: isUsable ? label : `${label}; not usable for these losses`,
              disabled: !isUsable,
            }
          })}
        />
        {policy === undefined ? null : <PolicyFacts form={form} policy={policy} />}
        <UnusablePolicies policies={policies} chosen={policy} firstLossAt={firstLossAt} />
      </div>
      <RuleAndRounding form={form} comparison={comparison} />
      <OwnShare form={form} />
      <Uncovered form={form} />
    </div>
  )
}

const OwnShare = ({ form: { fund, topUp, topUpProblem, writeTopUp } }: { form: RunForm }) => (
  <TextField
    id="top-up"
    label={`Operator top-up, ${fund?.asset.code ?? ''}`}
    numeric
    value={topUp}
    error={topUpProblem}
    onChange={(event) => void writeTopUp(event.currentTarget.value)}
    hint={
      fund === undefined ? undefined : (
        <>
          Own capital, after the fund&apos;s usable{' '}
          <Amount amount={fund.usable} scale={fund.asset.scale} unit={fund.asset.code} />. A point
          for decimals, no separators.
        </>
      )
    }
  />
)

const Uncovered = ({
  form: { fund, uncovered, uncoveredProblem, writeUncovered },
}: {
  form: RunForm
}) => (
  <TextField
    id="uncovered"
    label={`Left uncovered, ${fund?.asset.code ?? ''}`}
    numeric
    value={uncovered}
    error={uncoveredProblem}
    onChange={(event) => void writeUncovered(event.currentTarget.value)}
    hint="A part of the loss that nobody pays now. It is signed and published; say in the reason who decided it."
  />
)

const PolicyFacts = ({ form, policy }: { form: RunForm; policy: Policy }) => (
  <div className="mt-1 text-small text-ink-2">
    {form.fund === undefined
      ? null
      : limitSentences(policy.limits, {
          asset: form.fund.asset,
          numeraire: numeraireOf(form),
        }).map((sentence) => <p key={sentence}>{sentence}</p>)}
    <p>
      Digest <Digest digest={policy.digest} short />
    </p>
  </div>
)

const unusable = (policy: Policy, firstLossAt: string | undefined): string | undefined => {
  const problem = policyProblem(policy, firstLossAt)
  return problem && `${problem} Choose the version that was in force then.`
}

type UnusableProps = {
  policies: readonly Policy[]
  chosen: Policy | undefined
  firstLossAt: string | undefined
}

/** The one that is chosen says so under its field. */
const UnusablePolicies = ({ policies, chosen, firstLossAt }: UnusableProps) => (
  <div className="text-small text-ink-2">
    {policies
      .filter((policy) => policy !== chosen)
      .map((policy) => ({ policy, problem: policyProblem(policy, firstLossAt) }))
      .map(({ policy, problem }) =>
        problem === undefined ? null : (
          <p key={keyOf(policy)}>
            {policy.id} version {policy.version} is not usable here. {problem}
          </p>
        ),
      )}
  </div>
)

const numeraireOf = ({ snapshot }: RunForm) => snapshot?.numeraire ?? 'profit'

const RuleAndRounding = ({ form, comparison }: RunTermsProps) => {
  const { fund, policy, terms } = form
  if (fund === undefined || policy === undefined || terms === undefined) return null
  return (
    <>
      <RuleChoice
        chosen={terms.rule}
        ofPolicy={policy.rule}
        numeraire={numeraireOf(form)}
        comparison={comparison}
        onChoose={(rule) => void form.chooseRule(rule)}
      />
      <div className="grid gap-2">
        <RoundingChoice
          chosen={terms.rounding}
          ofPolicy={policy.rounding}
          rule={terms.rule}
          asset={fund.asset}
          comparison={comparison}
          onChoose={(rounding) => void form.chooseRounding(rounding)}
        />
        <DepartureNote sentence={departureText(terms, policy)} />
      </div>
    </>
  )
}

const keyOf = ({ id, version }: Policy) => policyKey({ policyId: id, policyVersion: version })

const labelOf = (policy: Policy, fund: RunForm['fund']) => {
  const limits = fund === undefined ? '' : limitsInShort(policy.limits, fund.asset)
  const terms = [termsInWords(policy), limits].filter((part) => part !== '').join(', ')
  return `${policy.id} version ${policy.version}: ${terms}, in force since ${utcText(policy.effectiveAt)} UTC`
}
