// A labelled text area, for reasons and comments.
import type { ComponentProps, ReactNode } from 'react'
import { controlClass, controlProps } from './control-props'
import { Field } from './field'

export type TextareaFieldProps = Omit<ComponentProps<'textarea'>, 'className' | 'id'> & {
  id: string
  label: ReactNode
  hint?: ReactNode
  error?: string | undefined
}

export const TextareaField = ({ label, hint, error, ...rest }: TextareaFieldProps) => (
  <Field id={rest.id} label={label} hint={hint} error={error}>
    <textarea
      rows={3}
      {...rest}
      {...controlProps({ id: rest.id, hasHint: hint !== undefined, error })}
      className={controlClass}
    />
  </Field>
)
