// A labelled text input; amounts are typed right-aligned.
import type { ComponentProps, ReactNode } from 'react'
import { controlClass, controlProps } from './control-props'
import { Field } from './field'

export type TextFieldProps = Omit<ComponentProps<'input'>, 'className' | 'id'> & {
  id: string
  label: ReactNode
  hint?: ReactNode
  error?: string | undefined
  numeric?: boolean
  mono?: boolean
}

export const TextField = ({ label, hint, error, numeric, mono, ...rest }: TextFieldProps) => (
  <Field id={rest.id} label={label} hint={hint} error={error}>
    <input
      type="text"
      autoComplete="off"
      {...(numeric === true ? { inputMode: 'decimal' } : {})}
      {...rest}
      {...controlProps({ id: rest.id, hasHint: hint !== undefined, error })}
      className={`${controlClass} ${numeric === true ? 'text-right' : ''} ${mono === true ? 'font-mono' : ''}`}
    />
  </Field>
)
