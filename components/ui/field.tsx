// A form line: label, hint and error, tied by id to the one control it is given.
import type { ReactNode } from 'react'

export type FieldProps = {
  // The control's id; its hint is `${id}-hint`, its error `${id}-error`.
  id: string
  label: ReactNode
  hint?: ReactNode
  error?: string | undefined
  children: ReactNode
}

export const Field = ({ id, label, hint, error, children }: FieldProps) => (
  <div className="min-w-0">
    <label htmlFor={id} className="block text-small text-ink-2">
      {label}
    </label>
    {children}
    {error === undefined ? null : (
      <p id={`${id}-error`} role="alert" className="mt-1 text-small font-semibold">
        <span aria-hidden="true">↑ </span>
        {error}
      </p>
    )}
    {hint === undefined ? null : (
      <p id={`${id}-hint`} className="mt-1 text-small text-ink-2">
        {hint}
      </p>
    )}
  </div>
)
