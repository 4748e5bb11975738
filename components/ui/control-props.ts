// What input, select and textarea share: the look, and the aria ties to the hint and error of their field.
export type ControlState = {
  id: string
  hasHint?: boolean
  // The sentence that Field shows; its presence marks the control as invalid.
  error?: string | undefined
}

export const controlClass =
  'block w-full min-h-8 rounded-control border border-control bg-paper px-2 py-1 text-ink placeholder:text-ink-3 disabled:bg-paper-sunken disabled:text-ink-3 aria-invalid:border-2 aria-invalid:border-ink'

export const controlProps = ({ id, hasHint = false, error }: ControlState) => {
  const describedBy = [
    ...(error === undefined ? [] : [`${id}-error`]),
    ...(hasHint ? [`${id}-hint`] : []),
  ]
  return {
    id,
    'aria-invalid': error === undefined ? undefined : true,
    'aria-describedby': describedBy.length === 0 ? undefined : describedBy.join(' '),
  }
}
