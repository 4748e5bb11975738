// What is new in a log: how many entries of each type, what stands there twice, what has no place there.
import { quoted } from '@/lib/domain/assert'
import { readLogEntry, type LogEntry } from '@/lib/domain/log-entry'
import { utf8Text } from '@/lib/domain/utf8'
import type { LogMemory } from './log-memory'

type Known = Pick<LogMemory, 'keys' | 'retired' | 'snapshots' | 'proposals' | 'executions'>

/** `repeats` are shown and refuse nothing; `problems` are sentences, at most ten. */
export type News = Known & {
  counts: Map<LogEntry['type'], number>
  repeats: string[]
  problems: string[]
}

/** Nothing new yet, beside what was known. */
export const emptyNews = (memory: LogMemory | null): News => ({
  keys: [...(memory?.keys ?? [])],
  retired: [...(memory?.retired ?? [])],
  snapshots: [...(memory?.snapshots ?? [])],
  proposals: [...(memory?.proposals ?? [])],
  executions: [...(memory?.executions ?? [])],
  counts: new Map(),
  repeats: [],
  problems: [],
})

const MOST_PROBLEMS = 10

/** Takes one entry into the news. */
export const judgeEntry = (
  news: News,
  { index, entry: bytes, origin }: { index: number; entry: Uint8Array; origin: string },
): void => {
  const read = readLogEntry(utf8Text(bytes) ?? '')
  const problem =
    'problem' in read ? read.problem : problemOfPlace(news, read.entry, { index, origin })
  if (problem !== null && news.problems.length < MOST_PROBLEMS) {
    news.problems.push(`Entry ${index}: ${problem}.`)
  }
  if ('problem' in read) return
  const { entry } = read
  news.counts.set(entry.type, (news.counts.get(entry.type) ?? 0) + 1)
  noteRepeat(news, entry, index)
  learn(news, entry, index)
}

const problemOfPlace = (
  { snapshots, proposals }: Known,
  entry: LogEntry,
  { index, origin }: { index: number; origin: string },
): string | null => {
  if ((entry.type === 'genesis') !== (index === 0)) {
    return `the entry is of type ${entry.type}; a log begins with genesis and has no other`
  }
  if (entry.type === 'genesis' && entry.logOrigin !== origin) {
    return `the log calls itself ${quoted(entry.logOrigin)}, its checkpoint ${quoted(origin)}`
  }
  if (
    entry.type === 'proposal' &&
    !snapshots.some((known) => known.index === entry.snapshotIndex)
  ) {
    return `the proposal stands on entry ${entry.snapshotIndex}, which is no snapshot before it`
  }
  if (entry.type !== 'execution') return null
  const proposal = proposals.find((known) => known.index === entry.proposalIndex)
  return proposal?.clawbackId === entry.clawbackId
    ? null
    : `the execution carries out entry ${entry.proposalIndex}, which is no proposal of ${quoted(entry.clawbackId)} before it`
}

const noteRepeat = (news: News, entry: LogEntry, index: number): void => {
  const repeat = repeatOf(news, entry)
  if (repeat !== null) news.repeats.push(`Entry ${index}: ${repeat}.`)
}

const repeatOf = (known: Known, entry: LogEntry): string | null => {
  if (entry.type === 'snapshot') {
    const first = known.snapshots.find(({ snapshotId }) => snapshotId === entry.snapshotId)
    return first
      ? `a second snapshot ${quoted(entry.snapshotId)}, the first is entry ${first.index}`
      : null
  }
  if (entry.type === 'proposal') {
    const first = known.proposals.find(
      (other) =>
        other.lossEventsDigest === entry.lossEventsDigest &&
        other.snapshotIndex !== entry.snapshotIndex,
    )
    return first
      ? `the same losses as the proposal at entry ${first.index}, on another snapshot`
      : null
  }
  return entry.type === 'execution' ? secondExecution(known, entry) : null
}

const secondExecution = (
  { proposals, executions }: Known,
  entry: Extract<LogEntry, { type: 'execution' }>,
): string | null => {
  const lossesOf = (proposalIndex: string) =>
    proposals.find(({ index }) => index === proposalIndex)?.lossEventsDigest
  const losses = lossesOf(entry.proposalIndex)
  const first = executions.find(
    (other) =>
      other.clawbackId === entry.clawbackId ||
      (losses !== undefined && lossesOf(other.proposalIndex) === losses),
  )
  return first ? `a second execution for the losses of entry ${first.index}` : null
}

const learn = (news: News, entry: LogEntry, at: number): void => {
  const index = at.toString()
  if (entry.type === 'log-key') learnKey(news, entry)
  if (entry.type === 'snapshot') news.snapshots.push({ index, snapshotId: entry.snapshotId })
  if (entry.type === 'proposal') {
    const { clawbackId, snapshotIndex, lossEventsDigest } = entry
    news.proposals.push({ index, clawbackId, snapshotIndex, lossEventsDigest })
  }
  if (entry.type === 'execution') {
    const { clawbackId, proposalIndex } = entry
    news.executions.push({ index, clawbackId, proposalIndex })
  }
}

const learnKey = (news: News, { vkey, status }: Extract<LogEntry, { type: 'log-key' }>): void => {
  const without = (keys: readonly string[]) => keys.filter((key) => key !== vkey)
  news.keys = [...without(news.keys), ...(status === 'active' ? [vkey] : [])]
  news.retired = [...without(news.retired), ...(status === 'retired' ? [vkey] : [])]
}

/** What is remembered once all of it verified. */
export const memoryAfter = (
  { keys, retired, snapshots, proposals, executions }: News,
  { origin, note }: { origin: string; note: string },
): LogMemory => ({
  ...{ v: 1, type: 'log-memory', origin, checkpoint: note },
  ...{ keys, retired, snapshots, proposals, executions },
})
