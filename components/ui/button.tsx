// A button whose label names verb, object and amount; while refused it stays in reach and says why.
import { useId, type ComponentProps, type ReactNode } from 'react'
import { buttonClass } from './button-class'

export type ButtonProps = Omit<ComponentProps<'button'>, 'disabled' | 'className'> & {
  children: ReactNode
  // go: the one action of the page.
  look?: 'go' | 'plain'
  size?: 'normal' | 'big'
  // The sentence that explains the refusal; its presence disables.
  disabledReason?: string | undefined
  // Work under way: disabled, announced, same size.
  busy?: boolean
}

export const Button = ({
  children,
  look = 'plain',
  size = 'normal',
  disabledReason,
  busy = false,
  type = 'button',
  ...rest
}: ButtonProps) => {
  const reasonId = useId()
  const refused = disabledReason !== undefined || busy
  return (
    <>
      <button
        {...rest}
        {...(refused ? refusedProps : {})}
        type={refused ? 'button' : type}
        aria-busy={busy || undefined}
        aria-describedby={disabledReason === undefined ? rest['aria-describedby'] : reasonId}
        className={buttonClass({ look, size, refused })}
      >
        {children}
      </button>
      {disabledReason === undefined ? null : (
        <p id={reasonId} className="mt-1 text-small text-ink-2">
          {disabledReason}
        </p>
      )}
    </>
  )
}

// aria-disabled instead of disabled: the reason must be reachable by keyboard.
const refusedProps = { 'aria-disabled': true, onClick: undefined, formAction: undefined } as const
