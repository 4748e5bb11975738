// The public log as people read it: what identifies it, its entries in words and exactly, how to follow it.
import { PageFrame } from '@/components/shell/page-frame'
import { Section } from '@/components/ui/section'
import { Time } from '@/components/ui/time'
import type { LogPage } from '@/lib/wire/log'
import { LogEntries } from './log-entries'
import { LogIdentity } from './log-identity'
import { words } from './words'

export type LogViewProps = {
  page: LogPage
  // Where tools read it.
  address: string
  // Not the newest entries were asked for.
  isOlder: boolean
}

export const LogView = ({ page, address, isOlder }: LogViewProps) => (
  <PageFrame
    width="report"
    reading
    title={words.title}
    lead={words.lead}
    note={<Time at={page.asOf} />}
  >
    <div className="col-span-12 grid grid-cols-12 gap-x-6 gap-y-10 text-body leading-normal">
      <Section id="identity" title={words.about.title}>
        <LogIdentity page={page} />
      </Section>
      <Section
        id="entries"
        title={words.entries.title}
        note={words.entries.note}
        takeaway={words.entries.vetoes(page.vetoes)}
      >
        <LogEntries entries={page.entries} isOlder={isOlder} />
      </Section>
      <Section id="follow" title={words.follow.title}>
        <p className="max-w-prose text-heading leading-read">{words.follow.lead}</p>
        <pre className="my-3 bg-paper-sunken p-3 break-all whitespace-pre-wrap">
          {commandOf(page, address)}
        </pre>
        <p className="max-w-prose text-heading leading-read">
          {words.follow.tools} <code className="break-all">{address}/</code>,{' '}
          {words.follow.examples}
        </p>
      </Section>
    </div>
  </PageFrame>
)

const commandOf = ({ keys }: LogPage, address: string): string =>
  ['npx ballast log check', address, ...keys.map((key) => `--log-key ${key}`)].join(' ')
