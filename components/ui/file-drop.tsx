// A place for one file: the browser's own input, large enough to drop on, so keyboard and drop need no script.
import type { ComponentProps, ReactNode } from 'react'
import { controlProps } from './control-props'
import { Field } from './field'

export type FileDropProps = Omit<ComponentProps<'input'>, 'className' | 'id' | 'type'> & {
  id: string
  label: ReactNode
  hint?: ReactNode
  error?: string | undefined
}

const look =
  'block w-full rounded-control border border-dashed border-control bg-paper-sunken px-4 py-6 text-ink-2 aria-invalid:border-2 aria-invalid:border-ink file:mr-4 file:min-h-8 file:cursor-pointer file:rounded-control file:border file:border-solid file:border-control file:bg-paper file:px-3 file:font-semibold file:text-ink'

export const FileDrop = ({ label, hint, error, ...rest }: FileDropProps) => (
  <Field id={rest.id} label={label} hint={hint} error={error}>
    <input
      {...rest}
      {...controlProps({ id: rest.id, hasHint: hint !== undefined, error })}
      type="file"
      className={look}
    />
  </Field>
)
