// A part of a page that takes the focus when it appears, in the place of the control that called it.
import type { ReactNode } from 'react'

export const Focused = ({ children }: { children: ReactNode }) => (
  <div ref={takeFocus} tabIndex={-1} className="outline-none">
    {children}
  </div>
)

const takeFocus = (node: HTMLDivElement | null) => node?.focus()
