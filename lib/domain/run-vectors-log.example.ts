// The log that the refused files are made from, and the same log with other entries.
import { encodeBase64 } from './base64'
import type { CanonicalValue } from './canonical-json'
import { entryText, readLogEntry, type LogEntry } from './log-entry'
import { exampleLog, type ExampleLog } from './log-whole.example'
import type { StatementFile } from './statement-file'
import { exampleRun, signedStatement } from './statement-file.example'
import { utf8Text } from './utf8'

export const run = exampleRun()
export const own = run.statementOf('A-1001')
export const texts = run.log.entries.map((entry) => utf8Text(entry) ?? '')
const PLACES = [1, 3, 5, 6, 7]
export const [SNAPSHOT, PROPOSAL, EXECUTION, REPORT, SIZE] = [3, 5, 6, 7, texts.length]
export const ACCOUNT = 'A-1001'

/** The statement with other members, signed again so that its signature holds. */
export const changed = (members: Partial<StatementFile>): StatementFile =>
  signedStatement({ ...own, ...members })

/** The statement with entries and proofs of another log, and perhaps other members. */
export const loggedIn = (
  log: ExampleLog,
  { places = PLACES, members = {} }: { places?: number[]; members?: Partial<StatementFile> } = {},
): StatementFile =>
  changed({
    ...members,
    logEntries: places.map((index) => encodeBase64(log.entries[index] ?? new Uint8Array())),
    logProofs: places.map((index) => log.proofOf(index, SIZE)),
  })

type Changes = Readonly<Record<number, Record<string, CanonicalValue>>>

export const logWith = (changes: Changes): ExampleLog => exampleLog(logTexts(changes))

export const logTexts = (changes: Changes): string[] =>
  texts.map((text, index) => entryText({ ...entryOf(text), ...changes[index] }))

const entryOf = (text: string): LogEntry => {
  const read = readLogEntry(text)
  if ('problem' in read) throw new Error(read.problem)
  return read.entry
}
