// Entries newest first: in words, and on request exactly as they were hashed.
import { buttonClass } from '@/components/ui/button-class'
import { Empty } from '@/components/ui/empty'
import { Time } from '@/components/ui/time'
import { groupThousands } from '@/lib/domain/money'
import type { LogPage } from '@/lib/wire/log'
import { entrySubject } from './entry-subject'
import { words } from './words'

type Entry = LogPage['entries'][number]
const text = words.entries

export type LogEntriesProps = { entries: readonly Entry[]; isOlder: boolean }

export const LogEntries = ({ entries, isOlder }: LogEntriesProps) => {
  const oldest = entries.at(-1)?.index ?? 0
  return (
    <>
      {entries.length === 0 ? (
        <Empty sentence={text.none} />
      ) : (
        <ol aria-label={text.caption} className="border-t border-control">
          {entries.map((entry) => (
            <EntryRow key={entry.index} entry={entry} />
          ))}
        </ol>
      )}
      <nav aria-label={text.pages} className="mt-3 flex flex-wrap gap-2 empty:hidden print:hidden">
        {oldest > 0 ? (
          <a href={`/transparency/log?before=${oldest}#entries`} className={buttonClass({})}>
            {text.older}
          </a>
        ) : null}
        {isOlder ? (
          <a href="/transparency/log#entries" className={buttonClass({})}>
            {text.newest}
          </a>
        ) : null}
      </nav>
    </>
  )
}

const EntryRow = ({ entry }: { entry: Entry }) => {
  const { type, about, href } = entrySubject(entry)
  return (
    <li className="grid grid-cols-[3rem_minmax(0,1fr)] border-b border-rule py-1.5 md:grid-cols-[5rem_minmax(0,1fr)]">
      <span>{groupThousands(String(entry.index))}</span>
      <div className="min-w-0">
        <p className="flex flex-wrap justify-between gap-x-4">
          <b>{type}</b>
          <span className="text-small text-ink-2">
            <Time at={entry.appendedAt} />
          </span>
        </p>
        <p>{href === null ? about : <a href={href}>{about}</a>}</p>
        <details className="text-small">
          <summary className="min-h-6 w-fit text-ink-2">
            {text.exact} <span className="sr-only">{text.exactOf(String(entry.index))}</span>
          </summary>
          <code translate="no" className="block bg-paper-sunken p-2 break-all">
            {entry.body}
          </code>
        </details>
      </div>
    </li>
  )
}
