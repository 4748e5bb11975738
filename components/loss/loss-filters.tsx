// Which losses are listed: of one fund or all, in one state or any.
import { SelectField } from '@/components/ui/select-field'
import type { LossJson } from '@/lib/wire/loss-event'

type State = LossJson['state'] | ''

export type LossFiltersProps = {
  funds: readonly { id: string; name: string }[]
  fund: string
  state: State
  onFund: (fundId: string) => void
  onState: (state: State) => void
}

const states = [
  { value: '', label: 'All states' },
  { value: 'open', label: 'Open' },
  { value: 'pending', label: 'Pending' },
  { value: 'mutualised', label: 'Mutualised' },
] as const satisfies { value: State; label: string }[]

export const LossFilters = ({ funds, fund, state, onFund, onState }: LossFiltersProps) => (
  <>
    <SelectField
      id="loss-fund"
      label="Fund"
      value={fund}
      options={[
        { value: '', label: 'All funds' },
        ...funds.map(({ id, name }) => ({ value: id, label: name })),
      ]}
      onChange={(event) => onFund(event.currentTarget.value)}
    />
    <SelectField
      id="loss-state"
      label="State"
      value={state}
      options={states}
      onChange={({ currentTarget }) =>
        onState(states.find(({ value }) => value === currentTarget.value)?.value ?? '')
      }
    />
  </>
)
