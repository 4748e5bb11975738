// Says what happened, what was not done, and what to do; a problem interrupts, a message waits its turn.
import type { ReactNode } from 'react'
import { Icon } from './icon'

export type NoticeProps = {
  kind?: 'problem' | 'message'
  // What happened, in one sentence.
  title: ReactNode
  // What did not happen: "Nothing was stored."
  notDone?: ReactNode
  // What to do next.
  next?: ReactNode
  // The id under which the failure is logged.
  reference?: string | undefined
  children?: ReactNode
}

export const Notice = ({
  kind = 'problem',
  title,
  notDone,
  next,
  reference,
  children,
}: NoticeProps) => (
  <div
    role={kind === 'problem' ? 'alert' : 'status'}
    className="rounded-control border border-ink px-3 py-2"
  >
    <p className="font-semibold">
      <Icon name={kind === 'problem' ? 'warning' : 'notice'} />
      {title}
    </p>
    {notDone === undefined ? null : <p>{notDone}</p>}
    {next === undefined ? null : <p>{next}</p>}
    {children}
    {reference === undefined ? null : (
      <p className="text-small text-ink-2">
        Reference <code>{reference}</code>
      </p>
    )}
  </div>
)
