// The fields of a policy that say who pays how much: rule, rounding, limits, tolerance.
import type { AssetUnit } from '@/components/ui/money-text'
import { SelectField } from '@/components/ui/select-field'
import { roundingName, ruleName } from '@/components/ui/term-names'
import { TextField } from '@/components/ui/text-field'
import { ROUNDINGS, RULES } from '@/lib/domain/allocation-schedule'
import type { PolicyDraft } from './policy-draft'

export type PolicyFieldsProps = {
  draft: PolicyDraft
  onChange: (draft: PolicyDraft) => void
  assets: readonly AssetUnit[]
  // The sentence under the field of this path.
  errorOf: (path: string) => string | undefined
}

export const PolicyTermsFields = (props: PolicyFieldsProps) => {
  const { draft, onChange, assets } = props
  return (
    <div className="grid max-w-[60rem] gap-3 md:grid-cols-3">
      <SelectField
        id="rule"
        label="Rule"
        value={draft.rule}
        options={RULES.map((rule) => ({ value: rule, label: ruleName(rule) }))}
        onChange={({ currentTarget: { value } }) =>
          onChange({ ...draft, rule: RULES.find((rule) => rule === value) ?? draft.rule })
        }
      />
      <SelectField
        id="rounding"
        label="Rounding"
        value={draft.rounding}
        options={ROUNDINGS.map((rounding) => ({
          value: rounding,
          label: roundingName(rounding),
        }))}
        onChange={({ currentTarget: { value } }) =>
          onChange({
            ...draft,
            rounding: ROUNDINGS.find((rounding) => rounding === value) ?? draft.rounding,
          })
        }
      />
      {TEXTS.map((text) => (
        <PolicyText key={text.field} {...props} {...text} />
      ))}
      <SelectField
        id="asset"
        label="Asset of the two amounts"
        value={draft.asset}
        options={assets.map(({ code }) => ({ value: code, label: code }))}
        onChange={(event) => onChange({ ...draft, asset: event.currentTarget.value })}
      />
    </div>
  )
}

type TextName =
  'tolerance' | 'capFraction' | 'exemptBelow' | 'minEquity' | 'changeDelay' | 'keysPerApprover'

type Text = { field: TextName; label: string; hint: string }

const TEXTS: readonly Text[] = [
  {
    field: 'tolerance',
    label: 'Fund may move until release by, %',
    hint: 'Of the usable amount that was signed.',
  },
  {
    field: 'changeDelay',
    label: 'Delay of changes of the desk',
    hint: 'Such as 72 h. The longest of all policies in force holds.',
  },
  {
    field: 'keysPerApprover',
    label: 'Keys an approver needs',
    hint: 'Two, so that a lost one locks nobody out.',
  },
  {
    field: 'capFraction',
    label: 'Nobody gives more than, %',
    hint: 'Of his base. Empty: no such limit.',
  },
  {
    field: 'exemptBelow',
    label: 'Below this nobody gives anything',
    hint: 'In the asset beside. Empty: no threshold.',
  },
  {
    field: 'minEquity',
    label: 'Nobody’s equity falls below',
    hint: 'In the asset beside. Empty: no minimum.',
  },
]

const PolicyText = ({ draft, onChange, errorOf, field, label, hint }: PolicyFieldsProps & Text) => (
  <TextField
    id={field}
    label={label}
    numeric
    hint={hint}
    value={draft[field]}
    error={errorOf(field === 'changeDelay' ? 'changeDelaySeconds' : field)}
    onChange={(event) => onChange({ ...draft, [field]: event.currentTarget.value })}
  />
)
