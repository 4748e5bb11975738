// A link that begins an action and looks like its button; while refused it stays in reach and says why.
import Link from 'next/link'
import type { ReactNode } from 'react'
import { Button } from './button'
import { buttonClass } from './button-class'

export type LinkButtonProps = {
  href: string
  children: ReactNode
  look?: 'go' | 'plain'
  // The sentence that explains the refusal; its presence disables.
  disabledReason?: string | undefined
}

export const LinkButton = ({ href, children, look = 'plain', disabledReason }: LinkButtonProps) =>
  disabledReason === undefined ? (
    <Link href={href} className={buttonClass({ look })}>
      {children}
    </Link>
  ) : (
    <div>
      <Button look={look} disabledReason={disabledReason}>
        {children}
      </Button>
    </div>
  )
