// An empty state: one sentence that says what will stand here, and one action.
import type { ReactNode } from 'react'

export type EmptyProps = { sentence: string; action?: ReactNode }

export const Empty = ({ sentence, action }: EmptyProps) => (
  <div className="flex flex-wrap items-center gap-x-4 gap-y-2 py-4">
    <p className="text-ink-2">{sentence}</p>
    {action}
  </div>
)
