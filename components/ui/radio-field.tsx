// One choice of a few, each with what it does; what cannot be chosen stays in reach and says why.
import { useId, type ReactNode } from 'react'
import { Icon } from './icon'

export type RadioOption<Choice extends string> = {
  value: Choice
  label: string
  // What sets this one apart: "the policy's".
  mark?: string | undefined
  does: ReactNode
  // The sentence that explains the refusal; its presence disables.
  disabledReason?: string | undefined
}

export type RadioFieldProps<Choice extends string> = {
  name: string
  label: string
  options: readonly RadioOption<Choice>[]
  chosen: Choice | undefined
  onChoose: (choice: Choice) => void
  // Why there is nothing to choose; its presence disables every option and is said once.
  disabledReason?: string | undefined
}

export const RadioField = <Choice extends string>(props: RadioFieldProps<Choice>) => {
  const { disabledReason } = props
  const reasonId = useId()
  return (
    <fieldset role="radiogroup" className="min-w-0">
      <legend className="text-small text-ink-2">{props.label}</legend>
      {disabledReason === undefined ? null : (
        <p id={reasonId} className="text-small">
          <Icon name="no" />
          {disabledReason}
        </p>
      )}
      <div className="border-t border-rule">
        {props.options.map((option) => (
          <Option
            key={option.value}
            name={props.name}
            option={option}
            reasonId={disabledReason === undefined ? undefined : reasonId}
            checked={option.value === props.chosen}
            onChoose={props.onChoose}
          />
        ))}
      </div>
    </fieldset>
  )
}

type OptionProps<Choice extends string> = {
  name: string
  option: RadioOption<Choice>
  // Where the reason stands that disables the whole group.
  reasonId: string | undefined
  checked: boolean
  onChoose: (choice: Choice) => void
}

// aria-disabled instead of disabled: the reason must be reachable by keyboard.
const Option = <Choice extends string>({
  name,
  option,
  reasonId,
  checked,
  onChoose,
}: OptionProps<Choice>) => {
  const id = useId()
  const { value, label, mark, does, disabledReason } = option
  const refused = disabledReason !== undefined || reasonId !== undefined
  return (
    <label
      className={`grid grid-cols-[1.5rem_minmax(0,1fr)] border-b border-rule py-1.5 pl-2 ${refused ? refusedLook : takenLook}`}
    >
      <input
        type="radio"
        name={name}
        value={value}
        checked={checked}
        aria-disabled={refused || undefined}
        aria-labelledby={`${id}-label`}
        aria-describedby={reasonId === undefined ? `${id}-does` : `${reasonId} ${id}-does`}
        onChange={() => {
          if (!refused) onChoose(value)
        }}
        className={`mt-[3px] size-4 accent-accent ${refused ? 'cursor-not-allowed opacity-40' : ''}`}
      />
      <span>
        <span id={`${id}-label`}>
          <b className={refused ? 'text-ink-3' : undefined}>{label}</b>
          {mark === undefined ? null : <span className="text-small text-ink-2">, {mark}</span>}
        </span>
        <span id={`${id}-does`} className="block text-small text-ink-2">
          {does}
          {disabledReason === undefined ? null : (
            <span className="block text-ink">
              <Icon name="no" />
              {disabledReason}
            </span>
          )}
        </span>
      </span>
    </label>
  )
}

const takenLook =
  'cursor-pointer hover:bg-paper-sunken has-checked:bg-accent-wash has-checked:shadow-[inset_2px_0_0_var(--accent)]'
const refusedLook = 'cursor-not-allowed has-checked:bg-paper-sunken'
