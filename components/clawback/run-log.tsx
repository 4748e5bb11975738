// What the public log holds of a run: the roots and entries that an approver can compare there.
import type { ReactNode } from 'react'
import { Digest } from '@/components/ui/digest'
import { LogEntryLink } from '@/components/ui/log-entry-link'
import type { ClawbackDetail } from '@/lib/wire/clawback'

// Where the public log is read.
export type RunLogProps = { detail: ClawbackDetail; log: string }

export const RunLog = ({ detail: { snapshot, logged }, log }: RunLogProps) => (
  <div className="grid gap-1">
    <p className="max-w-[92ch] text-small text-ink-2">
      In the <a href={log}>public log</a>, where an entry appears once a checkpoint covers it:
    </p>
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] items-baseline gap-x-4 gap-y-1">
      <Logged name="Claims root" root={snapshot.claimsRoot}>
        <Entry of="the snapshot" index={snapshot.logIndex} log={log} />
      </Logged>
      <Logged name="Shares root" root={logged.sharesRoot}>
        <Entry of="the proposal" index={logged.proposalIndex} log={log} />
      </Logged>
      <Logged name="Execution">
        <Entry of="the execution" index={logged.executionIndex} log={log} />
      </Logged>
      <Logged name="Report">
        <Entry of="the report" index={logged.reportIndex} log={log} />
      </Logged>
    </dl>
  </div>
)

type LoggedProps = { name: string; root?: string | null; children: ReactNode }

const Logged = ({ name, root, children }: LoggedProps) => (
  <>
    <dt className="text-ink-2">{name}</dt>
    <dd>
      {root == null ? null : (
        <>
          <Digest digest={root} copyName={name.toLowerCase()} />
          <br />
        </>
      )}
      {children}
    </dd>
  </>
)

const Entry = ({ of, index, log }: { of: string; index: number | null; log: string }) =>
  index === null ? (
    <span className="text-ink-2">no entry yet</span>
  ) : (
    <>
      <LogEntryLink index={index} log={log} />
      <span className="text-ink-2">, of {of}</span>
    </>
  )
