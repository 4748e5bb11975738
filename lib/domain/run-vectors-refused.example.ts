// Whole runs as vectors: files that a verifier refuses, each signed, logged and proven as far as its maker could.
import { exampleLog } from './log-whole.example'
import { retiredAt, statementFile, type VectorCase } from './run-vectors.example'
import {
  ACCOUNT,
  changed,
  EXECUTION,
  loggedIn,
  logTexts,
  logWith,
  own,
  PROPOSAL,
  REPORT,
  run,
  SIZE,
  SNAPSHOT,
  texts,
} from './run-vectors-log.example'
import { refusedReports } from './run-vectors-reports.example'
import { EXAMPLE_PINS, exampleRun, signedStatement } from './statement-file.example'
import type { StatementFile } from './statement-file'
import type { LogPins } from './verification-checkpoint'

/** `refusedBy` is step and name of a check that refuses the first file. */
export type RefusedRun = VectorCase & { refusedBy: string }

/** Cases of the joints: the log, the entries, the report; `pins` are those of the accepted run. */
export const refusedRuns = (): {
  about: string
  pins: LogPins
  cases: RefusedRun[]
} => ({
  about:
    'Files that a verifier with these pins refuses: the first file of each case, by the check named, perhaps by others too. Where the log is another one, whoever holds all keys made it.',
  pins: EXAMPLE_PINS,
  cases: [
    ...signedElsewhere(),
    ...provenElsewhere(),
    ...otherEntries(),
    ...otherNumbers(),
    ...refusedReports(),
    ...readers(),
  ],
})

const refusedStatement = (
  name: string,
  refusedBy: string,
  statement: StatementFile,
): RefusedRun => ({
  ...{ name, refusedBy, account: ACCOUNT, files: [statementFile(statement)] },
})

const signedElsewhere = (): RefusedRun[] => [
  refusedStatement(
    'the checkpoint is of another log',
    'log · checkpoint',
    loggedIn(exampleLog(texts, { origin: 'example.org/log' })),
  ),
  refusedStatement(
    'the checkpoint is signed by another key of the same name',
    'log · checkpoint',
    loggedIn(exampleLog(texts, { seed: '05'.repeat(32) })),
  ),
  {
    ...refusedStatement('the log key was retired before this checkpoint', 'log · checkpoint', own),
    pins: retiredAt(SIZE - 1),
  },
  refusedStatement(
    'the statement is signed by another key',
    'log · signature',
    signedStatement(own, '09'.repeat(32)),
  ),
  refusedStatement('the statement is changed and not signed again', 'log · signature', {
    ...own,
    reportVersion: '2',
  }),
  refusedStatement(
    'the statement key stands in the log as retired',
    'log · signature',
    loggedIn(logWith({ 1: { status: 'retired' } })),
  ),
]

const provenElsewhere = (): RefusedRun[] => [
  refusedStatement(
    'two proofs are exchanged',
    'log · included',
    changed({ logProofs: exchanged(own.logProofs) }),
  ),
  refusedStatement(
    'a proof names another index',
    'log · included',
    changed({
      logProofs: own.logProofs.map((proof) => proof.replace('\nindex 5\n', '\nindex 4\n')),
    }),
  ),
  refusedStatement(
    'the proofs end in two checkpoints',
    'log · entries',
    changed({
      logProofs: [run.log.proofOf(1, SIZE - 1), ...own.logProofs.slice(1)],
    }),
  ),
  refusedStatement(
    'two entries and their proofs are exchanged',
    'log · entries',
    changed({ logEntries: exchanged(own.logEntries), logProofs: exchanged(own.logProofs) }),
  ),
]

const exchanged = ([first = '', second = '', third = '', ...rest]: readonly string[]): string[] => [
  ...[first, third, second],
  ...rest,
]

const otherEntries = (): RefusedRun[] => [
  refusedStatement(
    'the snapshot was logged after the proposal',
    'population · order',
    snapshotAfterProposal(),
  ),
  refusedStatement(
    'the proposal stands on another snapshot',
    'population · links',
    loggedIn(logWith({ [PROPOSAL]: { snapshotIndex: '2' } })),
  ),
  refusedStatement(
    'the execution is of another proposal',
    'population · links',
    loggedIn(logWith({ [EXECUTION]: { proposalIndex: '4' } })),
  ),
  refusedStatement(
    'the execution has another run digest',
    'population · one run',
    loggedIn(logWith({ [EXECUTION]: { runDigest: '6'.repeat(64) } })),
  ),
  refusedStatement(
    'the execution is of another revision',
    'population · one run',
    loggedIn(logWith({ [EXECUTION]: { revision: '2' } })),
  ),
  refusedStatement(
    'the execution has one decision',
    'population · decisions',
    loggedIn(logWith({ [EXECUTION]: { decisions: ['4'.repeat(64)] } })),
  ),
  refusedStatement(
    'the proposal was written before the snapshot',
    'population · times',
    loggedIn(logWith({ [PROPOSAL]: { at: '2026-11-22T11:59:59Z' } })),
  ),
  refusedStatement(
    'no report is published, and another clawback is named',
    'population · report id',
    signedStatement({
      ...exampleRun({ isPublished: false }).statementOf(ACCOUNT),
      reportId: 'CB-2026-002',
    }),
  ),
]

const otherNumbers = (): RefusedRun[] => [
  refusedStatement(
    'the report has another claims root',
    'population · logged roots',
    loggedIn(logWith({ [REPORT]: { claimsRoot: '6'.repeat(64) } })),
  ),
  refusedStatement(
    'the proposal has another shares root',
    'total · shares root',
    loggedIn(
      logWith({
        [PROPOSAL]: { sharesRoot: '6'.repeat(64) },
        [REPORT]: { sharesRoot: '6'.repeat(64) },
      }),
    ),
  ),
  refusedStatement(
    'the snapshot was frozen at another time',
    'population · snapshot',
    loggedIn(logWith({ [SNAPSHOT]: { cutoff: '2026-11-21T21:41:00Z' } })),
  ),
  refusedStatement(
    'the digest of the population is another',
    'population · logged totals',
    loggedIn(logWith({ [SNAPSHOT]: { population: { digest: '6'.repeat(64) } } })),
  ),
  refusedStatement(
    'the levy is one unit higher',
    'total · levy chunks',
    changed({ levy: (BigInt(own.levy) + 1n).toString() }),
  ),
]

/** Proposal before snapshot, with links that fit. */
const snapshotAfterProposal = (): StatementFile => {
  const linked = logTexts({
    [PROPOSAL]: { snapshotIndex: `${PROPOSAL}` },
    [EXECUTION]: { proposalIndex: `${SNAPSHOT}` },
  })
  const [snapshot = '', proposal = ''] = [linked[SNAPSHOT], linked[PROPOSAL]]
  const entries = linked.with(SNAPSHOT, proposal).with(PROPOSAL, snapshot)
  return loggedIn(exampleLog(entries), { places: [1, PROPOSAL, SNAPSHOT, EXECUTION, REPORT] })
}

const readers = (): RefusedRun[] => [
  { ...refusedStatement('another account is typed', 'my claim · account', own), account: 'A-1002' },
  {
    ...refusedStatement(
      'the reader is not in the group',
      'my claim · group',
      run.statementOf('B-2'),
    ),
    account: 'B-4',
  },
  {
    ...refusedStatement('the kept checkpoint has another root', 'log · kept checkpoint', own),
    kept: logWith({ [SIZE - 1]: { balance: '1' } }).checkpointAt(SIZE),
  },
  {
    ...refusedStatement('the file ends with a line end', 'file · JSON', own),
    files: [{ name: 'statement.json', text: `${statementFile(own).text}\n` }],
  },
]
