// Whether a published report adds up, agrees with its trees, and is the one that was logged.
import { utf8ToBytes } from '@noble/hashes/utils.js'
import { quoted } from './assert'
import { canonicalJson, sha256Hex } from './canonical-json'
import type { Checkpoint } from './log-checkpoint'
import { entryText } from './log-entry'
import type { LogProof } from './log-proof'
import { leafHash, verifyInclusion } from './log-tree'
import { formatAmount, groupThousands, sum } from './money'
import { judged, publicFact, type Check, type Fact } from './verification-check'
import type { LogPins } from './verification-checkpoint'
import type { LoggedRun } from './verification-log'
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
  { pins, evidence }: { pins: LogPins; evidence: ReportEvidence },
): Check[] => [
  judged(
    { step: 'log', name: 'origin' },
    {
      problem: problemOfPlace(report, pins),
      sentence: `The report and both trees belong to the pinned log ${quoted(pins.origin)}.`,
    },
  ),
  judged(
    { step: 'log', name: 'included' },
    {
      problem: problemOfInclusion(report, sha256Hex(bytes), evidence),
      sentence: `The log has this report, version ${quoted(report.version)}, byte for byte.`,
    },
  ),
  judged(
    { step: 'rule', name: 'schedule' },
    {
      problem: problemOfTrees(report),
      sentence: 'The run and the schedule of the report are those of its trees.',
    },
  ),
  judged(
    { step: 'total', name: 'waterfall' },
    {
      problem: problemOfWaterfall(report),
      sentence: 'The parts of the waterfall add up to the loss, to the unit.',
    },
  ),
  judged(
    { step: 'total', name: 'collected' },
    {
      problem: problemOfCollected(report),
      sentence:
        'What is collected is what was levied and the residual, in the report and in its trees.',
    },
  ),
  judged(
    { step: 'total', name: 'losses' },
    {
      problem: problemOfLosses(report),
      sentence: 'The listed losses add up to the gross loss.',
    },
  ),
]

/** Which report it is, its SHA-256, and what was levied. */
export const reportFacts = (report: ReportFile, bytes: Uint8Array): Fact[] => {
  const { asset, waterfall } = report
  const money = (units: string): string =>
    `${groupThousands(formatAmount(BigInt(units), { scale: Number(asset.scale) }))} ${asset.code}`
  return [
    publicFact('Report', `${report.id}, version ${report.version}, of ${report.venue}`),
    publicFact('SHA-256 of the report', sha256Hex(bytes)),
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

const problemOfInclusion = (
  report: ReportFile,
  sha256: string,
  { proofs, runs }: ReportEvidence,
): string | null => {
  const entry = entryOf(report, sha256)
  if (proofs.some((logged) => isLoggedBy(entry, logged))) return null
  const entries = runs.flatMap((run) => run.report?.entry ?? [])
  const named = entries.find(({ id, version }) => id === report.id && version === report.version)
  if (named === undefined) {
    return 'Nothing here shows that this report was logged: give its .tlog-proof, or a statement that belongs to it, as well.'
  }
  const isSame =
    named.sha256 === sha256 &&
    named.runDigest === report.run.runDigest &&
    named.claimsRoot === report.trees.claimsRoot &&
    named.sharesRoot === report.trees.sharesRoot
  return isSame ? null : 'The log has another report under this id and version than this file.'
}

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
  const isSame = levied === waterfall.levied && residual === waterfall.residual
  return isSame && total(levied, residual) === BigInt(sharesContext.collected)
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
