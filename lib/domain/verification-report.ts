// Whether a published report adds up, agrees with its trees, and is the one that was logged.
import { utf8ToBytes } from '@noble/hashes/utils.js'
import { quoted } from './assert'
import { canonicalJson, sha256Hex } from './canonical-json'
import type { Checkpoint } from './log-checkpoint'
import { entryText } from './log-entry'
import type { LogProof } from './log-proof'
import { leafHash, verifyInclusion } from './log-tree'
import { formatAmount, groupThousands, sum } from './money'
import { judged, publicFact, type Check, type Fact, type Step } from './verification-check'
import type { LogPins } from './verification-checkpoint'
import type { LoggedRun } from './verification-log'
import { environmentChecks, type ReaderPins } from './verification-order'
import type { ReportFile } from './verification-report-form'

/** What was handed over beside the report and may show that it was logged. */
export type ReportEvidence = {
  /** Proofs whose checkpoint a pinned key signed. */
  proofs: readonly { proof: LogProof; checkpoint: Checkpoint }[]
  /** Runs of signed statements whose entries are in the log. */
  runs: readonly LoggedRun[]
}

/** The checks of a report, in a fixed order. Source: transparency.md §2 and §6. */
export const reportChecks = (
  { report, bytes }: { report: ReportFile; bytes: Uint8Array },
  { pins, evidence }: { pins: ReaderPins; evidence: ReportEvidence },
): Check[] => [
  judged(
    { step: 'log', name: 'origin' },
    {
      problem: problemOfPlace(report, pins),
      sentence: `The report and both trees belong to the pinned log ${quoted(pins.origin)}.`,
    },
  ),
  ...environmentChecks(report.env, pins),
  judged(
    { step: 'log', name: 'included' },
    {
      problem: problemOfInclusion(report, sha256Hex(bytes), evidence),
      sentence: `The log has this report, version ${quoted(report.version)}, byte for byte.`,
    },
  ),
  ...OWN_CHECKS.map(({ step, name, problemOf, sentence }) =>
    judged({ step, name }, { problem: problemOf(report), sentence }),
  ),
]

/** Its SHA-256 and, where all of it was accepted, which report it is and what was levied. */
export const reportFacts = (
  report: ReportFile,
  { bytes, isWhole }: { bytes: Uint8Array; isWhole: boolean },
): Fact[] => {
  const digest = publicFact('SHA-256 of the report', sha256Hex(bytes))
  if (!isWhole) return [digest]
  const { asset, waterfall } = report
  const money = (units: string): string =>
    `${groupThousands(formatAmount(BigInt(units), { scale: Number(asset.scale) }))} ${asset.code}`
  return [
    publicFact('Report', `${report.id}, version ${report.version}, of ${report.venue}`),
    digest,
    publicFact('Loss', money(waterfall.grossLoss)),
    publicFact('Levied', money(waterfall.levied)),
  ]
}

/** Whether the log has this very report at the proof's index. */
export const isReportLogged = (
  { report, bytes }: { report: ReportFile; bytes: Uint8Array },
  logged: ReportEvidence['proofs'][number],
): boolean => isLoggedBy(entryOf(report, sha256Hex(bytes)), logged)

const isLoggedBy = (
  entry: Uint8Array,
  { proof: { index, proof }, checkpoint: { size, root } }: ReportEvidence['proofs'][number],
): boolean => verifyInclusion({ index, size, leaf: leafHash(entry), proof, root })

const entryOf = (report: ReportFile, sha256: string): Uint8Array =>
  utf8ToBytes(
    entryText({
      v: 1,
      type: 'report',
      at: report.publishedAt,
      id: report.id,
      version: report.version,
      sha256,
      runDigest: report.run.runDigest,
      claimsRoot: report.trees.claimsRoot,
      sharesRoot: report.trees.sharesRoot,
      supersedes: report.supersedes,
    }),
  )

const problemOfPlace = ({ env, trees }: ReportFile, { origin }: LogPins): string | null => {
  const contexts = [trees.claimsContext, trees.sharesContext]
  const other = contexts.find(({ logOrigin }) => logOrigin !== origin)
  if (other !== undefined) {
    return `The trees belong to the log ${quoted(other.logOrigin)}, pinned is ${quoted(origin)}.`
  }
  return contexts.every((context) => context.env === env)
    ? null
    : 'The report and its trees do not name one environment.'
}

/** The index at which the log has this report, shown by a proof or by a statement; null when neither does. */
export const loggedIndex = (
  report: ReportFile,
  sha256: string,
  { proofs, runs }: ReportEvidence,
): number | null => {
  const entry = entryOf(report, sha256)
  const proven = proofs.find((logged) => isLoggedBy(entry, logged))
  if (proven !== undefined) return proven.proof.index
  const told = runs.find(
    (run) => run.report !== null && isEntryOf(report, sha256, run.report.entry),
  )
  return told?.report?.index ?? null
}

const problemOfInclusion = (
  report: ReportFile,
  sha256: string,
  evidence: ReportEvidence,
): string | null => {
  if (loggedIndex(report, sha256, evidence) !== null) return null
  const entries = evidence.runs.flatMap((run) => run.report?.entry ?? [])
  const named = entries.find(({ id, version }) => id === report.id && version === report.version)
  return named === undefined
    ? 'Nothing here shows that this report was logged: give its .tlog-proof, or a statement that belongs to it, as well.'
    : 'The log has another report under this id and version than this file.'
}

const isEntryOf = (report: ReportFile, sha256: string, entry: LoggedReport): boolean =>
  entry.id === report.id &&
  entry.version === report.version &&
  entry.sha256 === sha256 &&
  entry.runDigest === report.run.runDigest &&
  entry.claimsRoot === report.trees.claimsRoot &&
  entry.sharesRoot === report.trees.sharesRoot

type LoggedReport = NonNullable<LoggedRun['report']>['entry']

const problemOfShape = ({ trees }: ReportFile): string | null => {
  const { claimsContext, sharesContext, population } = trees
  const { leafCount, depth } = sharesContext
  if (claimsContext.leafCount !== leafCount || claimsContext.depth !== depth) {
    return 'The two trees of the report do not have one shape.'
  }
  if ('digest' in population) return null
  const { eligible, exempt, house } = population.counts
  return total(eligible, exempt, house) === BigInt(claimsContext.accounts)
    ? null
    : 'The counts of the classes do not add up to the claims in the tree.'
}

const problemOfHeader = ({ asset, numeraire, run, trees }: ReportFile): string | null => {
  const { claimsContext } = trees
  if (asset.code !== claimsContext.asset || asset.scale !== claimsContext.scale) {
    return `The report is in ${quoted(asset.code)} with ${asset.scale} decimals, its trees in ${quoted(claimsContext.asset)} with ${quoted(claimsContext.scale)}.`
  }
  if (numeraire !== claimsContext.numeraire) {
    return `The report measures ${quoted(numeraire)}, its trees ${quoted(claimsContext.numeraire)}.`
  }
  return run.snapshotId === undefined || run.snapshotId === claimsContext.snapshotId
    ? null
    : 'The report is about another snapshot than its trees.'
}

const problemOfPolicy = ({ rule, trees }: ReportFile): string | null =>
  rule.policy.digest === trees.sharesContext.policyDigest
    ? null
    : 'The policy of the report is not the one under which its trees were made.'

const problemOfKeyFigures = ({ keyFigures, waterfall }: ReportFile): string | null =>
  keyFigures.grossLoss === waterfall.grossLoss && keyFigures.levied === waterfall.levied
    ? null
    : 'The key figures are not those of the waterfall.'

const problemOfTrees = ({ run, rule, trees }: ReportFile): string | null => {
  const { sharesContext } = trees
  if (sharesContext.clawbackId !== run.clawbackId || sharesContext.revision !== run.revision) {
    return 'The report is about another clawback or revision than its trees.'
  }
  if (sharesContext.claimsRoot !== trees.claimsRoot) {
    return 'The levies stand on another claims tree than the one that the report names.'
  }
  return canonicalJson(sharesContext.schedule) === canonicalJson(rule.schedule)
    ? null
    : 'The schedule of the report is not the one under which its trees were made.'
}

const problemOfWaterfall = ({ waterfall }: ReportFile): string | null => {
  const { grossLoss, fundDraw, operatorDraw, toMutualise, levied, residual, uncovered } = waterfall
  const isWhole = total(fundDraw, operatorDraw, toMutualise) === BigInt(grossLoss)
  const isShared = total(levied, residual, uncovered) === BigInt(toMutualise)
  return isWhole && isShared ? null : 'The parts of the waterfall do not add up to the loss.'
}

const problemOfCollected = ({ waterfall, trees }: ReportFile): string | null => {
  const { levied, residual, sharesContext } = trees
  const { toMutualise, uncovered } = waterfall
  const isSame = levied === waterfall.levied && residual === waterfall.residual
  const collected = BigInt(sharesContext.collected)
  const isShared = total(toMutualise) - total(uncovered) === collected
  return isSame && isShared && total(levied, residual) === collected
    ? null
    : 'What was collected is not what was levied and the residual.'
}

const problemOfLosses = ({ losses, waterfall }: ReportFile): string | null => {
  const listed = sum(losses.map(({ shortfall }) => BigInt(shortfall)))
  return listed === BigInt(waterfall.grossLoss)
    ? null
    : 'The listed losses do not add up to the gross loss.'
}

const total = (...amounts: string[]): bigint => sum(amounts.map(BigInt))

/** What a report must fulfil by itself, whatever was logged. */
const OWN_CHECKS: readonly {
  step: Step
  name: string
  problemOf: (report: ReportFile) => string | null
  sentence: string
}[] = [
  {
    ...{ step: 'population', name: 'trees', problemOf: problemOfShape },
    sentence: 'Both trees of the report have one shape, and the counts of the classes fill it.',
  },
  {
    ...{ step: 'population', name: 'header', problemOf: problemOfHeader },
    sentence: 'Asset, scale and measure of the report are those of its claims tree.',
  },
  {
    ...{ step: 'rule', name: 'policy', problemOf: problemOfPolicy },
    sentence: 'The policy of the report is the one under which its trees were made.',
  },
  {
    ...{ step: 'rule', name: 'schedule', problemOf: problemOfTrees },
    sentence: 'The run and the schedule of the report are those of its trees.',
  },
  {
    ...{ step: 'total', name: 'waterfall', problemOf: problemOfWaterfall },
    sentence: 'The parts of the waterfall add up to the loss, to the unit.',
  },
  {
    ...{ step: 'total', name: 'collected', problemOf: problemOfCollected },
    sentence:
      'What is collected is what was levied and the residual, in the report and in its trees.',
  },
  {
    ...{ step: 'total', name: 'key figures', problemOf: problemOfKeyFigures },
    sentence: 'The key figures are those of the waterfall.',
  },
  {
    ...{ step: 'total', name: 'losses', problemOf: problemOfLosses },
    sentence: 'The listed losses add up to the gross loss.',
  },
]
