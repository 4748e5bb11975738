// Whole runs as vectors: the log of one, and the files that a verifier accepts.
import { plainTerms } from './allocation-terms'
import { exampleKey } from './log-whole.example'
import { EXAMPLE_PINS, exampleRun, type ExampleRun } from './statement-file.example'
import { statementFileText, type StatementFile } from './statement-file'
import { utf8Text } from './utf8'
import type { LogPins } from './verification-checkpoint'

/** One file, byte for byte. */
export type VectorFile = { name: string; text: string }

/** Files handed over together; the first is the one that is accepted or refused. */
export type VectorCase = {
  name: string
  account: string | null
  /** A checkpoint that the reader kept. */
  kept?: string
  /** Other pins than those of all cases. */
  pins?: LogPins
  files: VectorFile[]
}

export type AcceptedRun = {
  about: string
  pins: LogPins
  log: { entries: string[]; checkpoints: Record<string, string> }
  cases: VectorCase[]
}

const run = exampleRun()
const SIZES = [7, run.log.entries.length]

/** One log with its run, and what each kind of reader is handed. */
export const acceptedRun = (): AcceptedRun => ({
  about:
    'One run whole: the entries and two checkpoints of its log, and files that a verifier with these pins accepts when this account is typed. Every text is a file byte for byte. A case may have pins of its own. The case at the edge is of another run.',
  pins: EXAMPLE_PINS,
  log: {
    entries: run.log.entries.map((entry) => utf8Text(entry) ?? ''),
    checkpoints: Object.fromEntries(SIZES.map((size) => [size, run.log.checkpointAt(size)])),
  },
  cases: [
    { ...oneOf('a statement beside its kept checkpoint', run, 'A-1001'), kept: keptAt(9) },
    {
      ...{ name: 'a report with its proof', account: 'A-1001' },
      files: [reportFile(run.report), proofFile(run.reportProof)],
    },
    {
      ...{ name: 'a report with a statement that belongs to it', account: 'A-1001' },
      files: [reportFile(run.report), statementFile(run.statementOf('A-1001'))],
    },
    oneOf('accounts of one owner', run, 'B-2'),
    oneOf('an exempt claim', run, 'X-1'),
    oneOf('a run before its report', exampleRun({ isPublished: false }), 'A-1001'),
    oneOf('a claim at the edge of its run', exampleRun({ terms: AT_EDGE }), 'A-1003'),
    { ...oneOf('a log key that was retired later', run, 'A-1001'), pins: retiredAt(9) },
  ],
})

/** Pins of a reader who came after the log's key was retired at an entry. */
export const retiredAt = (size: number): LogPins => ({
  origin: EXAMPLE_PINS.origin,
  keys: [exampleKey({ seed: '05'.repeat(32) })],
  retired: [{ vkey: exampleKey(), size }],
})

const AT_EDGE = plainTerms('pro-rata', 'largest-remainder')

const oneOf = (name: string, of: ExampleRun, account: string): VectorCase => ({
  ...{ name, account, files: [statementFile(of.statementOf(account))] },
})

const keptAt = (size: number): string => run.log.checkpointAt(size)

export const statementFile = (statement: StatementFile): VectorFile => ({
  name: 'statement.json',
  text: statementFileText(statement),
})

export const reportFile = (text: string): VectorFile => ({ name: 'report.json', text })

export const proofFile = (text: string): VectorFile => ({ name: 'report.tlog-proof', text })
