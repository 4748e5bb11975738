// Whether a report and a statement of one run, given together, say the same.
import { quoted } from './assert'
import { canonicalJson, type CanonicalValue } from './canonical-json'
import type { StatementFile } from './statement-file'
import { judged, type Check, type Step } from './verification-check'
import type { LoggedRun } from './verification-log'
import type { ReportFile } from './verification-report-form'

/** A statement whose signature and place in the log were checked. */
export type SignedStatement = { statement: StatementFile; run: LoggedRun }

/** A report with the SHA-256 of its bytes, and the entry that logged it; null while none is known. */
type GivenReport = { report: ReportFile; sha256: string; index: number | null }

export type Pair = SignedStatement & GivenReport

/** Whether both speak of one run, by whatever names it. */
export const isOfOneRun = ({ report, sha256, statement, run }: Pair): boolean =>
  statement.reportSha256 === sha256 ||
  run.proposal.entry.runDigest === report.run.runDigest ||
  [report.run.clawbackId, report.id].includes(statement.sharesContext.clawbackId)

/**
 * One check for each thing that report and statement both tell, over all pairs of one run; none
 * without a pair. Contexts and schedule are compared as canonical JSON, so with all their members.
 * Source: transparency.md §3.
 */
export const comparisonChecks = (pairs: readonly Pair[]): Check[] =>
  pairs.length === 0
    ? []
    : COMPARED.map(({ step, name, what, sidesOf }) =>
        judged(
          { step, name },
          {
            problem: pairs.every((pair) => isSame(sidesOf(pair)))
              ? null
              : `Report and statement do not have the same ${what}: what was published is not what was told. Keep both files.`,
            sentence: `Report and statement have the same ${what}.`,
          },
        ),
      )

/** The check "unpublished": a statement may not deny a report that its own checkpoint covers. */
export const unpublishedChecks = (pairs: readonly Pair[]): Check[] => {
  const denying = pairs.filter(({ statement }) => statement.reportVersion === null)
  if (denying.length === 0) return []
  const denied = denying.find(({ index, run }) => index !== null && index < run.checkpoint.size)
  return [
    judged(
      { step: 'population', name: 'unpublished' },
      {
        problem:
          denied === undefined
            ? null
            : `The statement says that no report is published; report ${quoted(denied.report.id)} stands at entry ${denied.index}, inside the statement’s own checkpoint of ${denied.run.checkpoint.size} entries.`,
        sentence: 'The report was logged after the checkpoint of this statement.',
      },
    ),
  ]
}

const isSame = ([published, told]: Sides): boolean =>
  canonicalJson(published) === canonicalJson(told)

/** What the report says, and what the statement and its entries say. */
type Sides = readonly [CanonicalValue, CanonicalValue]

type Comparison = { step: Step; name: string; what: string; sidesOf: (pair: Pair) => Sides }

const COMPARED: readonly Comparison[] = [
  {
    step: 'population',
    name: 'compared run',
    what: 'run',
    sidesOf: ({ report: { id, run }, statement, run: { snapshot, proposal } }) => [
      [id, run.clawbackId, run.revision, run.runDigest, run.snapshotDigest],
      [
        ...[statement.reportId, statement.sharesContext.clawbackId],
        ...[statement.sharesContext.revision, proposal.entry.runDigest],
        snapshot.entry.snapshotDigest,
      ],
    ],
  },
  {
    step: 'population',
    name: 'compared version',
    what: 'bytes under one version of the report',
    sidesOf: ({ report, sha256, statement: { reportVersion, reportSha256 } }) =>
      report.version === reportVersion ? [sha256, reportSha256] : [null, null],
  },
  {
    step: 'population',
    name: 'compared claims context',
    what: 'claims context',
    sidesOf: ({ report, statement }) => [report.trees.claimsContext, statement.claimsContext],
  },
  {
    step: 'population',
    name: 'compared roots',
    what: 'roots of both trees',
    sidesOf: ({ report: { trees }, run: { snapshot, proposal } }) => [
      [trees.claimsRoot, trees.sharesRoot],
      [snapshot.entry.claimsRoot, proposal.entry.sharesRoot],
    ],
  },
  {
    step: 'population',
    name: 'compared population',
    what: 'totals and counts of the classes',
    sidesOf: ({ report, statement, run }) => populationSides(report, { statement, run }),
  },
  {
    step: 'rule',
    name: 'compared shares context',
    what: 'shares context',
    sidesOf: ({ report, statement }) => [report.trees.sharesContext, statement.sharesContext],
  },
  {
    step: 'rule',
    name: 'compared schedule',
    what: 'schedule',
    sidesOf: ({ report, statement }) => [report.rule.schedule, statement.sharesContext.schedule],
  },
  {
    step: 'total',
    name: 'compared levies',
    what: 'sum of all levies',
    sidesOf: ({ report: { trees, waterfall }, statement: { totals } }) => [
      [trees.levied, waterfall.levied],
      [totals.levy, totals.levy],
    ],
  },
  {
    step: 'total',
    name: 'compared residual',
    what: 'residual',
    sidesOf: ({ report: { trees, waterfall }, statement: { residual } }) => [
      [trees.residual, waterfall.residual],
      [residual, residual],
    ],
  },
  {
    step: 'total',
    name: 'compared losses',
    what: 'number of losses',
    sidesOf: ({ report, run }) => [report.losses.length.toString(), run.proposal.entry.lossEvents],
  },
]

/** A digest can only be the logged one; numbers are those that the statement was accepted with. */
const populationSides = (
  { trees: { population } }: ReportFile,
  { statement: { totals, counts }, run }: SignedStatement,
): Sides => {
  if ('digest' in population) return [population, run.snapshot.entry.population]
  const { eligible, exempt, house, capacity } = totals
  return [population, { totals: { eligible, exempt, house, capacity }, counts }]
}
