// A labelled native select; its options are data.
import type { ComponentProps, ReactNode } from 'react'
import { controlClass, controlProps } from './control-props'
import { Field } from './field'

export type SelectFieldProps = Omit<ComponentProps<'select'>, 'className' | 'id' | 'children'> & {
  id: string
  label: ReactNode
  options: readonly { value: string; label: string; disabled?: boolean }[]
  hint?: ReactNode
  error?: string | undefined
}

export const SelectField = ({ label, options, hint, error, ...rest }: SelectFieldProps) => (
  <Field id={rest.id} label={label} hint={hint} error={error}>
    <select
      {...rest}
      {...controlProps({ id: rest.id, hasHint: hint !== undefined, error })}
      className={controlClass}
    >
      {options.map((option) => (
        <option key={option.value} value={option.value} disabled={option.disabled}>
          {option.label}
        </option>
      ))}
    </select>
  </Field>
)
