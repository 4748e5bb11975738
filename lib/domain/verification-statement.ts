// One statement, from the log down to the reader's own numbers, and what it says in words.
import { uncheckedRate } from './merkle-sum-tree/verification-rate'
import { groupThousands } from './money'
import { EXEMPT, statementFigures, statementMoney } from './statement-figures'
import type { StatementFile } from './statement-file'
import {
  privateFact,
  publicFact,
  STEPS,
  type Check,
  type Fact,
  type Verification,
} from './verification-check'
import { checkpointFacts, keptChecks } from './verification-checkpoint'
import { claimChecks } from './verification-claim'
import { comparisonChecks, unpublishedChecks, type Pair } from './verification-comparison'
import { statementConclusion } from './verification-conclusion'
import type { EvidenceCase } from './verification-evidence-log'
import { forkChecks, type ShownCheckpoints } from './verification-fork'
import type { LoggedRun, openLog } from './verification-log'
import { environmentChecks, orderChecks, type ReaderPins } from './verification-order'
import { populationChecks } from './verification-population'
import { signingChecks, signingFact } from './verification-signing'
import { provesOf } from './verification-wording'

/** What the reader brings of his own: the pins, his account id, and checkpoints that he kept. */
export type Reader = { pins: ReaderPins; account: string | null; kept: readonly string[] }

/** What the files tell that were given together with a statement: its own log, others' checkpoints, its reports. */
type StatementSurroundings = {
  log: ReturnType<typeof openLog>
  shown: ShownCheckpoints
  pairs: readonly Pair[]
  signed: readonly EvidenceCase[]
}

type VerifiedStatement = Pick<Verification, 'checks' | 'facts' | 'conclusion' | 'proves'>

/**
 * The checks of a statement in the order of the steps, and its facts. What cannot be compared, since
 * the log's part cannot be read, is left out after the failed check. Facts about amounts stand only
 * where everything passed. Source: transparency.md §6.
 */
export const verifyStatement = (
  file: StatementFile,
  { reader, ...around }: StatementSurroundings & { reader: Reader },
): VerifiedStatement => {
  const checks = checksOf(file, { ...around, reader })
  const isWhole = checks.every(({ isPassed }) => isPassed)
  const { run } = around.log
  return {
    checks,
    facts: run === null ? [] : factsOf(file, { ...around, run, reader, isWhole }),
    conclusion: statementConclusion(file, {
      ...{ checks, account: reader.account },
      isRightFor: (account) =>
        checksOf(file, { ...around, reader: { ...reader, account } }).every(
          ({ isPassed }) => isPassed,
        ),
    }),
    proves: isWhole ? provesOf({ isPublished: file.reportVersion !== null }) : [],
  }
}

const checksOf = (
  file: StatementFile,
  { log, shown, pairs, signed, reader }: StatementSurroundings & { reader: Reader },
): Check[] => {
  const { run } = log
  if (run === null) return log.checks
  return [
    ...logChecks(file, { log, shown, reader }),
    ...populationChecks(file, run),
    ...orderChecks(file, run),
    ...comparisonChecks(pairs),
    ...unpublishedChecks(pairs),
    ...signingChecks(run, signed),
    ...claimChecks(file, run, reader),
  ].sort((a, b) => STEPS.indexOf(a.step) - STEPS.indexOf(b.step))
}

/** The step "log": where the statement and its entries stand, and that no other history was shown. */
export const logChecks = (
  { env }: StatementFile,
  {
    log: { checks, run },
    shown,
    reader,
  }: Pick<StatementSurroundings, 'log' | 'shown'> & { reader: Reader },
): Check[] =>
  run === null
    ? checks
    : [
        ...checks,
        ...environmentChecks(env, reader.pins),
        ...keptChecks(run.checkpoint, reader),
        ...forkChecks(run.checkpoint, { shown, pins: reader.pins }),
      ]

type Known = Pick<StatementSurroundings, 'pairs' | 'signed'> & {
  run: LoggedRun
  reader: Reader
  isWhole: boolean
}

const factsOf = (file: StatementFile, { run, reader, isWhole, pairs, signed }: Known): Fact[] => [
  ...(isWhole
    ? [
        ...levyFacts(file, reader),
        ...runFacts(file, run),
        signingFact(run, signed),
        ...rateFacts(file),
        ...comparisonFacts(file, pairs),
        ...keyFacts(run),
        ...inputFacts(file),
      ]
    : []),
  ...checkpointFacts(run.checkpoint, reader),
]

const levyFacts = (file: StatementFile, { account }: Reader): Fact[] => {
  const { claim, totals, members, sharesContext } = file
  const { numeraire } = file.claimsContext
  const { levy, base, kept, ratePercent, ownLevy } = statementFigures(file, account)
  // The sums of a run without a public report stand in its statements alone.
  const sumFact = file.reportVersion === null ? privateFact : publicFact
  const isCapped = claim.class !== 'exempt' && claim.cap !== claim.base
  return [
    privateFact('Account', account ?? claim.account),
    ...(members === undefined
      ? []
      : [privateFact('Accounts of one owner', members.ids.join(', '))]),
    privateFact('Class', claim.class === 'exempt' ? EXEMPT : claim.class),
    privateFact(`Base (${numeraire})`, base),
    ...(isCapped
      ? [privateFact('Most that may be taken', statementMoney(file, BigInt(claim.cap)))]
      : []),
    privateFact('Levy', `${levy}, ${ratePercent} % of the base`),
    ...(ownLevy === null ? [] : [privateFact('Levy of this account', ownLevy)]),
    privateFact('Kept', kept),
    sumFact('All levies', statementMoney(file, BigInt(totals.levy))),
    sumFact(
      'Collected',
      `${statementMoney(file, BigInt(sharesContext.collected))}, of which ${statementMoney(file, BigInt(file.residual))} is the operator’s rounding residual`,
    ),
  ]
}

const runFacts = (file: StatementFile, run: LoggedRun): Fact[] => {
  const { claimsContext, sharesContext, counts } = file
  // What the log hides stays hidden in what the reader shows to others.
  const populationFact = file.populationSalt === undefined ? publicFact : privateFact
  const report =
    file.reportVersion === null
      ? 'no public report'
      : `${file.reportId}, version ${file.reportVersion}`
  return [
    publicFact('Report', report),
    publicFact('Clawback', `${sharesContext.clawbackId}, revision ${sharesContext.revision}`),
    publicFact('Run digest', run.proposal.entry.runDigest),
    publicFact('Rule', `${sharesContext.schedule.rule}, ${sharesContext.schedule.rounding}`),
    publicFact('Snapshot', `${claimsContext.snapshotId}, cut off at ${claimsContext.cutoff}`),
    populationFact(
      'Population',
      `${count(claimsContext.accounts)} claims: ${count(counts.eligible)} eligible, ${count(counts.house)} house, ${count(counts.exempt)} exempt`,
    ),
    publicFact('Losses', `${count(run.proposal.entry.lossEvents)} in scope`),
  ]
}

/** Where the check `theta` is not made, why. */
const rateFacts = (file: StatementFile): Fact[] => {
  const reason = uncheckedRate(file, file)
  return reason === null ? [] : [privateFact('Rate', reason)]
}

/** What the checks did not see: a report's numbers are compared only where it was given. */
const comparisonFacts = ({ reportVersion }: StatementFile, pairs: readonly Pair[]): Fact[] => {
  const [pair] = pairs
  if (pair !== undefined) {
    const { id, version } = pair.report
    return [publicFact('Report file', `${id}, version ${version}: says the same as this statement`)]
  }
  const missing = 'not given: its numbers were not compared with this statement'
  return reportVersion === null ? [] : [publicFact('Report file', missing)]
}

/** A statement for an old run may be signed by a key that came later: that is said, and no fault. */
const keyFacts = ({ statementKey, execution }: LoggedRun): Fact[] =>
  statementKey.index < execution.index
    ? []
    : [
        publicFact(
          'Statement key',
          `entered the log at entry ${statementKey.index}, after the run was executed`,
        ),
      ]

/** To be compared with the reader's own history. */
const inputFacts = (file: StatementFile): Fact[] =>
  file.inputs.map(({ account, base, equity, cap }) => {
    const parts = [
      `base ${statementMoney(file, BigInt(base))}`,
      ...(equity === undefined ? [] : [`equity ${statementMoney(file, BigInt(equity))}`]),
      ...(cap === undefined ? [] : [`cap ${statementMoney(file, BigInt(cap))}`]),
    ]
    return privateFact(`Compare with your history: ${account}`, parts.join(', '))
  })

const count = (digits: string): string => groupThousands(digits)
