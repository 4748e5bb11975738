// Whether what was logged about a run is one story: the population first, then the rate, one run in all.
import { quoted } from './assert'
import { taggedDigest } from './canonical-json'
import type { StatementFile } from './statement-file'
import { judged, type Check } from './verification-check'
import type { LoggedRun } from './verification-log'

/**
 * The checks of the step "population", in a fixed order: entries in the order in which a run happens,
 * one run and one pair of roots in all of them, and a population that is the one that was logged.
 * Source: transparency.md §5 and §6.
 */
export const populationChecks = (file: StatementFile, run: LoggedRun): Check[] => [
  population('order', {
    problem: problemOfOrder(run),
    sentence: `The log has the snapshot at entry ${run.snapshot.index}, then the proposal at ${run.proposal.index}, the execution at ${run.execution.index}${run.report === null ? '' : ` and the report at ${run.report.index}`}.`,
  }),
  population('links', {
    problem: problemOfLinks(run),
    sentence: 'The proposal names its snapshot’s entry, the execution its proposal’s.',
  }),
  population('one run', {
    problem: problemOfRun(file, run),
    sentence: `All entries speak of clawback ${quoted(run.proposal.entry.clawbackId)}, revision ${quoted(run.proposal.entry.revision)}, with one run digest.`,
  }),
  population('logged roots', {
    problem: problemOfRoots(file, run),
    sentence: 'Both roots are the same wherever they were logged.',
  }),
  population('report', { problem: problemOfReport(file, run), sentence: reportSentence(file) }),
  population('snapshot', {
    problem: problemOfSnapshot(file, run),
    sentence: `The snapshot ${quoted(file.claimsContext.snapshotId)}, cut off at ${file.claimsContext.cutoff}, is the one that was logged.`,
  }),
  population('logged totals', {
    problem: problemOfTotals(file, run),
    sentence: 'Totals and counts of all classes are those that were logged with the snapshot.',
  }),
]

const population = (name: string, outcome: { problem: string | null; sentence: string }): Check =>
  judged({ step: 'population', name }, outcome)

const problemOfOrder = ({ snapshot, proposal, execution, report }: LoggedRun): string | null => {
  const indexes = [snapshot, proposal, execution, ...(report === null ? [] : [report])].map(
    ({ index }) => index,
  )
  const isAscending = indexes.every(
    (index, place) => place === 0 || index > (indexes[place - 1] ?? 0),
  )
  return isAscending
    ? null
    : `The entries snapshot, proposal, execution and report stand at ${indexes.join(', ')}, which is not the order in which a run happens.`
}

const problemOfLinks = ({ snapshot, proposal, execution }: LoggedRun): string | null => {
  const { snapshotIndex } = proposal.entry
  if (snapshotIndex !== snapshot.index.toString()) {
    return `The proposal stands on the snapshot at entry ${quoted(snapshotIndex)}, this file brings the one at ${snapshot.index}.`
  }
  const { proposalIndex } = execution.entry
  return proposalIndex === proposal.index.toString()
    ? null
    : `The execution carries out the proposal at entry ${quoted(proposalIndex)}, this file brings the one at ${proposal.index}.`
}

const problemOfRun = (file: StatementFile, run: LoggedRun): string | null => {
  const [proposal, execution, report] = [run.proposal.entry, run.execution.entry, run.report?.entry]
  const { clawbackId, revision } = file.sharesContext
  const ids = [proposal.clawbackId, execution.clawbackId]
  if (ids.some((id) => id !== clawbackId)) {
    return `The schedule is that of clawback ${quoted(clawbackId)}, the log’s entries speak of ${ids.map(quoted).join(' and ')}.`
  }
  const revisions = [proposal.revision, execution.revision]
  if (revisions.some((logged) => logged !== revision)) {
    return `The schedule is that of revision ${quoted(revision)}, the log’s entries speak of ${revisions.map(quoted).join(' and ')}.`
  }
  const digests = [execution.runDigest, report?.runDigest ?? execution.runDigest]
  return digests.every((digest) => digest === proposal.runDigest)
    ? null
    : 'Proposal, execution and report do not have one run digest: what was executed is not what was proposed.'
}

const problemOfRoots = (file: StatementFile, run: LoggedRun): string | null => {
  const { claimsRoot } = run.snapshot.entry
  const claimsRoots = [file.sharesContext.claimsRoot, run.report?.entry.claimsRoot ?? claimsRoot]
  if (claimsRoots.some((root) => root !== claimsRoot)) {
    return 'The root of the claims tree is not the same in the snapshot’s entry, the schedule’s context and the report’s entry.'
  }
  const { sharesRoot } = run.proposal.entry
  return (run.report?.entry.sharesRoot ?? sharesRoot) === sharesRoot
    ? null
    : 'The root of the shares tree is not the same in the proposal’s entry and the report’s entry.'
}

const problemOfReport = (file: StatementFile, { report }: LoggedRun): string | null => {
  const { reportId, reportVersion, reportSha256 } = file
  if (report === null) {
    return reportVersion === null && reportSha256 === null
      ? null
      : 'The statement names a published report and brings no entry of the log for it.'
  }
  const { id, version, sha256 } = report.entry
  if (id !== reportId || version !== reportVersion) {
    return `The statement belongs to report ${quoted(reportId)}, version ${quoted(reportVersion ?? '')}; the log’s entry is of ${quoted(id)}, version ${quoted(version)}.`
  }
  return sha256 === reportSha256
    ? null
    : 'The logged report has another SHA-256 than the statement says.'
}

const reportSentence = ({ reportId, reportVersion }: StatementFile): string =>
  reportVersion === null
    ? 'The run was executed; no report of it was published when this statement was made.'
    : `The statement belongs to report ${quoted(reportId)}, version ${quoted(reportVersion)}, as it was logged.`

const problemOfSnapshot = (
  { claimsContext }: StatementFile,
  { snapshot: { entry } }: LoggedRun,
): string | null => {
  const pairs = (['snapshotId', 'cutoff'] as const).map((member) => ({
    member,
    here: claimsContext[member],
    logged: entry[member],
  }))
  const other = pairs.find(({ here, logged }) => here !== logged)
  return other === undefined
    ? null
    : `The snapshot’s ${other.member} is ${quoted(other.here)} in this file and ${quoted(other.logged)} in the log.`
}

const problemOfTotals = (
  { totals, counts, populationSalt }: StatementFile,
  { snapshot }: LoggedRun,
): string | null => {
  const { eligible, exempt, house, capacity } = totals
  const here = { totals: { eligible, exempt, house, capacity }, counts }
  const logged = snapshot.entry.population
  if ('digest' in logged) {
    if (populationSalt === undefined) {
      return 'The log has a digest of the totals, and the statement brings no salt to open it.'
    }
    const digest = taggedDigest('ballast/population/v1', { salt: populationSalt, value: here })
    return digest === logged.digest
      ? null
      : 'Totals and counts do not open the digest that was logged.'
  }
  if (populationSalt !== undefined)
    return 'The log has the totals themselves: there is no digest to open.'
  return sameMembers(here.totals, logged.totals) && sameMembers(counts, logged.counts)
    ? null
    : 'Totals or counts of the classes are not those that were logged with the snapshot.'
}

const sameMembers = <Name extends string>(
  a: Readonly<Record<Name, string>>,
  b: Readonly<Record<Name, string>>,
): boolean => (Object.keys(a) as Name[]).every((name) => a[name] === b[name])
