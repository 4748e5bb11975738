// What a snapshot is of: the fund, what its bases measure, and the moment at which they did.
import { SelectField } from '@/components/ui/select-field'
import { TextField } from '@/components/ui/text-field'
import type { SnapshotJson } from '@/lib/wire/snapshot'
import { readCutOff } from './cut-off'

export type TargetFund = { id: string; name: string; asset: { code: string; scale: number } }
type Numeraire = SnapshotJson['numeraire']

export type TargetFieldsProps = {
  funds: readonly TargetFund[]
  fund: TargetFund
  numeraire: Numeraire
  // As typed.
  cutOff: string
  onFund: (fundId: string) => void
  onNumeraire: (numeraire: Numeraire) => void
  onCutOff: (text: string) => void
}

const numeraires = [
  { value: 'profit', label: 'Profit' },
  { value: 'equity', label: 'Equity' },
] as const satisfies { value: Numeraire; label: string }[]

export const TargetFields = (props: TargetFieldsProps) => (
  <>
    <SelectField
      id="import-fund"
      label="Fund"
      value={props.fund.id}
      options={props.funds.map(({ id, name, asset }) => ({
        value: id,
        label: `${name}, ${asset.code}`,
      }))}
      onChange={(event) => props.onFund(event.currentTarget.value)}
    />
    <SelectField
      id="import-numeraire"
      label="Numeraire: what the base measures"
      value={props.numeraire}
      options={numeraires}
      onChange={({ currentTarget }) =>
        props.onNumeraire(
          numeraires.find(({ value }) => value === currentTarget.value)?.value ?? 'profit',
        )
      }
    />
    <TextField
      id="import-cut-off"
      label="Cut-off, UTC"
      hint="When the claims stood like this, such as 2025-10-10 21:40:00"
      value={props.cutOff}
      error={
        props.cutOff !== '' && readCutOff(props.cutOff) === null
          ? 'Write a time that exists, as 2025-10-10 21:40:00.'
          : undefined
      }
      onChange={(event) => props.onCutOff(event.currentTarget.value)}
    />
  </>
)
