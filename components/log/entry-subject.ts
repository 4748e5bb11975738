// What an entry is about, in words, from its exact text.
import { readLogEntry, type LogEntry } from '@/lib/domain/log-entry'
import { words } from './words'

export type EntrySubject = {
  type: string
  about: string
  // Where what it is about can be read.
  href: string | null
}

/** An entry of a later version keeps the name of its type and is shown all the same. */
export const entrySubject = ({ type, body }: { type: string; body: string }): EntrySubject => {
  const reading = readLogEntry(body)
  if ('problem' in reading) return { type, about: words.unknown, href: null }
  const { entry } = reading
  const href = entry.type === 'report' ? `/transparency/${entry.id}/v${entry.version}` : null
  return { type: words.types[entry.type], about: aboutOf(entry), href }
}

const aboutOf = (entry: LogEntry): string => {
  const say = words.subjects[entry.type] as (entry: LogEntry) => string
  return say(entry)
}
