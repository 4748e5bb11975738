// Fund, policy and the operator's own share: the terms under which the loss is divided.
import { Amount } from '@/components/ui/amount'
import { Digest } from '@/components/ui/digest'
import { SelectField } from '@/components/ui/select-field'
import { TextField } from '@/components/ui/text-field'
import { utcText } from '@/components/ui/utc-text'
import { policyKey, type Policy, type RunForm } from './run-form'

export const RunTerms = ({ form }: { form: RunForm }) => {
  const { fund, policies, policy, topUp, topUpProblem } = form
  return (
    <div className="grid gap-4">
      <div>
        <SelectField
          id="policy"
          label="Policy"
          value={policy === undefined ? '' : keyOf(policy)}
          onChange={(event) => void form.choosePolicy(event.currentTarget.value)}
          options={policies.map((one) => ({ value: keyOf(one), label: labelOf(one) }))}
        />
        {policy === undefined ? null : (
          <p className="mt-1 text-small text-ink-2">
            Digest <Digest digest={policy.digest} short />
          </p>
        )}
      </div>
      <TextField
        id="top-up"
        label={`Operator top-up, ${fund?.asset.code ?? ''}`}
        numeric
        value={topUp}
        error={topUpProblem}
        onChange={(event) => void form.writeTopUp(event.currentTarget.value)}
        hint={
          fund === undefined ? undefined : (
            <>
              Own capital, after the fund&apos;s usable{' '}
              <Amount amount={fund.usable} scale={fund.asset.scale} unit={fund.asset.code} />. A
              point for decimals, no separators.
            </>
          )
        }
      />
    </div>
  )
}

const keyOf = ({ id, version }: Policy) => policyKey({ policyId: id, policyVersion: version })

const labelOf = (policy: Policy) =>
  `${policy.id} version ${policy.version}: ${policy.rule}, ${policy.rounding}, in force since ${utcText(policy.effectiveAt)} UTC`
