// The log's part of a file under test: entries with their proofs, and whether the pinned log has them.
import { quoted } from './assert'
import { decodeBase64 } from './base64'
import type { Checkpoint } from './log-checkpoint'
import { readLogEntry, type LogEntry } from './log-entry'
import { readLogProof, type LogProof } from './log-proof'
import { leafHash, verifyInclusion } from './log-tree'
import { utf8Text } from './utf8'
import { judged, type Check } from './verification-check'
import type { LogPins } from './verification-checkpoint'

/** An entry of one type at its index. */
export type Logged<Type extends LogEntry['type']> = {
  index: number
  entry: Extract<LogEntry, { type: Type }>
}

/** One entry with the proof that it stands where it says. */
export type PlacedEntry = { bytes: Uint8Array; entry: LogEntry; proof: LogProof }

/** A file that brings entries of a log; `type` names it in sentences. */
type LoggedFile = {
  type: 'statement' | 'evidence' | 'receipt'
  logOrigin: string
  logEntries: readonly string[]
  logProofs: readonly string[]
}

/** The entries of a file with their proofs, and the one checkpoint in which all of these end. */
export const readPlaced = (
  file: Omit<LoggedFile, 'logOrigin'>,
): { note: string; placed: PlacedEntry[] } | { problem: string } => {
  const { logEntries, logProofs } = file
  if (logEntries.length !== logProofs.length) {
    return {
      problem: `The ${file.type} brings ${logEntries.length} entries and ${logProofs.length} proofs.`,
    }
  }
  const placed: PlacedEntry[] = []
  for (const [place, text] of logEntries.entries()) {
    const read = readOne(text, logProofs[place] ?? '')
    if ('problem' in read)
      return { problem: `Entry ${place + 1} of the ${file.type}: ${read.problem}.` }
    placed.push(read)
  }
  const [note = ''] = placed.map(({ proof }) => proof.checkpoint)
  return placed.every(({ proof }) => proof.checkpoint === note)
    ? { note, placed }
    : { problem: 'The proofs of the entries do not all end in the same checkpoint.' }
}

const readOne = (text: string, proofText: string): PlacedEntry | { problem: string } => {
  const bytes = decodeBase64(text)
  const entryText = bytes === null ? null : utf8Text(bytes)
  if (bytes === null || entryText === null) return { problem: 'expected UTF-8 text in base64' }
  const read = readLogEntry(entryText)
  if ('problem' in read) return read
  const proof = readLogProof(proofText)
  return 'problem' in proof ? proof : { bytes, entry: read.entry, proof }
}

/** The check "origin": the file speaks of the pinned log. */
export const originCheck = ({ type, logOrigin }: LoggedFile, { origin }: LogPins): Check =>
  judged(
    { step: 'log', name: 'origin' },
    {
      problem:
        logOrigin === origin
          ? null
          : `The ${type} speaks of the log ${quoted(logOrigin)}, pinned is ${quoted(origin)}.`,
      sentence: `The ${type} speaks of the pinned log ${quoted(origin)}.`,
    },
  )

/** The check "included": every entry stands in the log at its index. */
export const inclusionCheck = (checkpoint: Checkpoint, placed: readonly PlacedEntry[]): Check => {
  const outside = placed.find((entry) => !isIncluded(checkpoint, entry))
  const indexes = placed.map(({ proof }) => proof.index).join(', ')
  return judged(
    { step: 'log', name: 'included' },
    {
      problem: outside
        ? `The entry of type ${outside.entry.type} is not in the log at index ${outside.proof.index}.`
        : null,
      sentence:
        placed.length === 1
          ? `The log has the entry that matters here, at ${indexes}.`
          : `The log has the ${placed.length} entries that matter here, at ${indexes}.`,
    },
  )
}

/** Whether an entry stands in the log of this checkpoint at its index. */
export const isIncluded = (
  { size, root }: Checkpoint,
  placed: PlacedEntry | undefined,
): boolean => {
  if (placed === undefined) return false
  const { index, proof } = placed.proof
  return verifyInclusion({ index, size, leaf: leafHash(placed.bytes), proof, root })
}

/** The entry when it is of a type, else null. */
export const loggedAs = <Type extends LogEntry['type']>(
  { entry, proof }: PlacedEntry,
  type: Type,
): Logged<Type> | null => loggedOf({ index: proof.index, entry }, type)

/** The same of an entry whose place is known. */
export const loggedOf = <Type extends LogEntry['type']>(
  { index, entry }: { index: number; entry: LogEntry },
  type: Type,
): Logged<Type> | null => (isOfType(entry, type) ? { index, entry } : null)

const isOfType = <Type extends LogEntry['type']>(
  entry: LogEntry,
  type: Type,
): entry is Extract<LogEntry, { type: Type }> => entry.type === type
