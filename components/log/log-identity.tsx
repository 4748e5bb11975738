// By what one knows that it is this log: its origin, its keys, and the newest checkpoint as it was signed.
import type { ReactNode } from 'react'
import { CopyButton } from '@/components/ui/copy-button'
import { Time } from '@/components/ui/time'
import type { LogPage } from '@/lib/wire/log'
import { words } from './words'

const text = words.about

export const LogIdentity = ({ page: { origin, keys, checkpoint } }: { page: LogPage }) => (
  <dl className="grid gap-3">
    <Fact name={text.origin}>
      <Code text={origin} copyName={text.origins} />
    </Fact>
    {keys.map((key) => (
      <Fact key={key} name={text.key}>
        <Code text={key} copyName={text.copyKey} />
      </Fact>
    ))}
    <Fact name={text.checkpoint}>
      {checkpoint === null ? text.none : <Checkpoint {...checkpoint} />}
    </Fact>
  </dl>
)

const Checkpoint = ({ size, note, signedAt }: NonNullable<LogPage['checkpoint']>) => (
  <>
    {text.size(String(size))} <Time at={signedAt} relative />
    <pre className="my-2 bg-paper-sunken p-3 break-all whitespace-pre-wrap" translate="no">
      {note}
    </pre>
    <a href="/log/checkpoint" download="checkpoint">
      {text.download}
    </a>
    <CopyButton text={note} name={text.copyNote} words={text.copy} />
  </>
)

const Code = ({ text: code, copyName }: { text: string; copyName: string }) => (
  <>
    <code translate="no" className="break-all">
      {code}
    </code>
    <CopyButton text={code} name={copyName} words={text.copy} />
  </>
)

const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <div className="min-w-0">
    <dt className="text-small text-ink-2">{name}</dt>
    <dd>{children}</dd>
  </div>
)
