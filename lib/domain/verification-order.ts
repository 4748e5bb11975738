// Whether a run was logged in the right place and at times that go forward, by two decisions.
import { quoted } from './assert'
import type { LogEntry } from './log-entry'
import type { StatementFile } from './statement-file'
import { judged, refused, type Check } from './verification-check'
import type { LogPins } from './verification-checkpoint'
import type { LoggedRun } from './verification-log'

/** The reader's pins; `env` is the environment that he means, where he knows it. */
export type ReaderPins = LogPins & { env?: string }

/**
 * The failed check "pinned environment", none where the environment is the pinned one or none is
 * pinned: so an accepted file has as many checks for a reader who pins the log alone. One log holds
 * one environment; a file of another one was made for somebody else. Source: transparency.md §6.
 */
export const environmentChecks = (env: string, pins: ReaderPins): Check[] =>
  pins.env === undefined || env === pins.env
    ? []
    : [
        refused(
          { step: 'log', name: 'pinned environment' },
          `The file belongs to the environment ${quoted(env)}, pinned is ${quoted(pins.env)}.`,
        ),
      ]

/**
 * The checks of a statement's run that need nothing else: entries written at times that do not go
 * back, an execution with the decisions of two, and, while no report is published, a report id that
 * is the run's own. Source: transparency.md §5.
 */
export const orderChecks = (file: StatementFile, run: LoggedRun): Check[] => [
  population('times', {
    problem: problemOfTimes(run),
    sentence: 'The entries were written one after another, at times that do not go back.',
  }),
  population('decisions', {
    problem: problemOfDecisions(run),
    sentence: `The execution names ${run.execution.entry.decisions.length} decisions.`,
  }),
  ...(file.reportVersion === null ? [reportIdCheck(file)] : []),
]

const population = (name: string, outcome: { problem: string | null; sentence: string }): Check =>
  judged({ step: 'population', name }, outcome)

const problemOfTimes = ({ snapshot, proposal, execution, report }: LoggedRun): string | null => {
  const entries: LogEntry[] = [snapshot.entry, proposal.entry, execution.entry]
  if (report !== null) entries.push(report.entry)
  // Times of one form and one zone: the order of their texts is theirs.
  const place = entries.findIndex(({ at }, place) => at < (entries[place - 1]?.at ?? ''))
  const [before, after] = [entries[place - 1], entries[place]]
  return before === undefined || after === undefined
    ? null
    : `The entry of type ${after.type} was written at ${after.at}, before the one of type ${before.type} at ${before.at}.`
}

/** Whoever proposes and whoever approves. */
const FEWEST_DECISIONS = 2

const problemOfDecisions = ({ execution }: LoggedRun): string | null => {
  const { length } = execution.entry.decisions
  return length >= FEWEST_DECISIONS
    ? null
    : `The execution names ${length} decisions: two people must have decided, one to propose and one to approve.`
}

const reportIdCheck = ({ reportId, sharesContext: { clawbackId } }: StatementFile): Check =>
  population('report id', {
    problem:
      reportId === clawbackId
        ? null
        : `No report is published, yet the statement speaks of report ${quoted(reportId)} of clawback ${quoted(clawbackId)}.`,
    sentence: `The statement speaks of clawback ${quoted(clawbackId)} alone.`,
  })
