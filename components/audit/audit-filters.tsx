// By what the audit is filtered: who, what, of what, with which outcome, and when.
import { SelectField } from '@/components/ui/select-field'
import { TextField } from '@/components/ui/text-field'
import type { AuditPage } from '@/lib/wire/audit'
import type { AuditAddress } from './audit-criteria'

export type AuditFiltersProps = {
  address: AuditAddress
  choices: AuditPage['choices']
  onChoose: (change: Partial<AuditAddress>) => void
}

export const AuditFilters = ({ address, choices, onChoose }: AuditFiltersProps) => (
  <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-4">
    <SelectField
      id="audit-officer"
      label="Officer"
      value={address.officer ?? ''}
      options={withAll(
        'Everybody',
        address.officer,
        choices.officers.map(({ name, pseudonym }) => ({ value: pseudonym, label: name })),
      )}
      onChange={({ currentTarget }) => onChoose({ officer: currentTarget.value || null })}
    />
    <SelectField
      id="audit-verb"
      label="Verb"
      value={address.verb ?? ''}
      options={withAll('Every verb', address.verb, choices.verbs.map(asOption))}
      onChange={({ currentTarget }) => onChoose({ verb: currentTarget.value || null })}
    />
    <SelectField
      id="audit-outcome"
      label="Outcome"
      value={address.outcome ?? ''}
      options={withAll('Every outcome', address.outcome, choices.outcomes.map(asOption))}
      onChange={({ currentTarget }) => onChoose({ outcome: currentTarget.value || null })}
    />
    <SelectField
      id="audit-denied"
      label="Denials"
      value={address.denied ?? ''}
      options={DENIALS}
      onChange={({ currentTarget: { value } }) =>
        onChoose({ denied: value === 'yes' || value === 'no' ? value : null })
      }
    />
    <TextField
      id="audit-subject"
      label="Subject begins with"
      mono
      value={address.subject ?? ''}
      maxLength={200}
      onChange={({ currentTarget }) => onChoose({ subject: currentTarget.value || null })}
    />
    <Moment
      id="audit-from"
      label="From, UTC"
      value={address.from}
      onChange={(from) => onChoose({ from })}
    />
    <Moment
      id="audit-to"
      label="Until before, UTC"
      value={address.to}
      onChange={(to) => onChoose({ to })}
    />
  </div>
)

const DENIALS = [
  { value: '', label: 'Done and denied' },
  { value: 'yes', label: 'Only denied' },
  { value: 'no', label: 'Only done' },
]

type Option = { value: string; label: string }
const asOption = (value: string): Option => ({ value, label: value })

/** What the address names stays a choice although no recent row has it. */
const withAll = (all: string, chosen: string | null, options: Option[]): Option[] => {
  const isListed = chosen === null || options.some(({ value }) => value === chosen)
  return [{ value: '', label: all }, ...options, ...(isListed ? [] : [asOption(chosen)])]
}

type MomentProps = {
  id: string
  label: string
  value: string | null
  onChange: (value: string | null) => void
}

const Moment = ({ id, label, value, onChange }: MomentProps) => (
  <TextField
    id={id}
    label={label}
    type="datetime-local"
    value={value ?? ''}
    onChange={({ currentTarget }) => onChange(currentTarget.value || null)}
  />
)
