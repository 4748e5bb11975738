// The verifier: files in, one line per check and the numbers in words out; nothing is thrown or fetched.
import { quoted } from './assert'
import type { Checkpoint } from './log-checkpoint'
import type { LogProof } from './log-proof'
import {
  isAccepted,
  judged,
  printable,
  refused,
  STEPS,
  type Check,
  type Verification,
} from './verification-check'
import { sha256Hex } from './canonical-json'
import { checkpointFacts, keptChecks, signedCheckpoint } from './verification-checkpoint'
import {
  comparisonChecks,
  isOfOneRun,
  type Pair,
  type SignedStatement,
} from './verification-comparison'
import { conclusionOf } from './verification-conclusion'
import { verifyEvidence } from './verification-evidence'
import type { EvidenceCase } from './verification-evidence-log'
import { openFile, type FileContent, type GivenFile, type OpenedFile } from './verification-file'
import { forkChecks, shownCheckpoints, type ShownCheckpoints } from './verification-fork'
import { openLog } from './verification-log'
import { verifyProposal } from './verification-proposal'
import { verifyReceipt } from './verification-receipt'
import {
  isReportLogged,
  loggedIndex,
  reportChecks,
  reportFacts,
  type ReportEvidence,
} from './verification-report'
import { logChecks, verifyStatement, type Reader } from './verification-statement'

type Of<Kind extends FileContent['kind']> = Extract<FileContent, { kind: Kind }>

/**
 * Verifies statements, reports, evidence bundles, proposals, receipts, log proofs and checkpoints, in
 * the order given; files that belong together are compared. `pins` are the log's origin and keys as the reader knows them, `account` is
 * the id that he typed, `kept` a checkpoint note that he kept: each null when he has none. A file of
 * any content gets a verification: accepted when all of its checks passed, of kind "unreadable" when
 * it is none of ours. Time is proportional to the bytes, of which at most 4 MiB a file are read.
 * Source: transparency.md §6.
 */
export const verifyFiles = (
  files: readonly GivenFile[],
  { pins, account, kept }: Omit<Reader, 'kept'> & { kept: string | null },
): Verification[] => {
  const opened = files.map(openFile)
  const notes = contentsOf(
    opened.flatMap(({ content }) => content ?? []),
    'checkpoint',
  ).map(({ note }) => note)
  const reader = { pins, account, kept: [...(kept === null ? [] : [kept]), ...notes] }
  const contents = opened.flatMap(({ content }) => content ?? [])
  const logs: Logs = new Map(
    contentsOf(contents, 'statement').map(({ statement }) => [statement, openLog(statement, pins)]),
  )
  const reports = contentsOf(contents, 'report')
  const shown = shownCheckpoints(contents, pins)
  const signed = signedAmong({ reader, logs, shown })
  const evidence = evidenceOf(contents, { reader, signed })
  const pairs = pairsOf(reports, { signed, evidence })
  const bundles = bundlesOf(contents, { reader, shown })
  return opened.map((file) =>
    verificationOf(file, { reader, reports, logs, evidence, shown, pairs, bundles }),
  )
}

type Bundles = ReadonlyMap<Of<'evidence'>['bundle'], ReturnType<typeof verifyEvidence>>

const bundlesOf = (
  contents: readonly FileContent[],
  { reader, shown }: Pick<Whole, 'reader' | 'shown'>,
): Bundles => {
  const others: EvidenceCase[] = []
  const bundles = contentsOf(contents, 'evidence').map(({ bundle }) => bundle)
  const verified = [...bundles].sort(byEnd).map((bundle) => {
    const one = verifyEvidence(bundle, { reader, shown, others: [...others] })
    if (one.accepted !== null) others.push(one.accepted)
    return [bundle, one] as const
  })
  return new Map(verified)
}

/** What admitted a key or a policy ended before whatever rests on it. */
const byEnd = (a: Of<'evidence'>['bundle'], b: Of<'evidence'>['bundle']): number =>
  endOf(a) - endOf(b)

const endOf = ({ logRange }: Of<'evidence'>['bundle']): number =>
  Number(logRange.first) + logRange.entries.length

/** Only a bundle in which every check passed can speak for a statement. */
const acceptedAmong = (bundles: Bundles): EvidenceCase[] =>
  [...bundles.values()].flatMap(({ accepted }) => accepted ?? [])

type Logs = ReadonlyMap<Of<'statement'>['statement'], ReturnType<typeof openLog>>

/** Everything that was given, so that no file is judged without the others. */
type Whole = {
  reader: Reader
  reports: readonly Of<'report'>[]
  logs: Logs
  evidence: ReportEvidence
  shown: ShownCheckpoints
  pairs: readonly Pair[]
  bundles: Bundles
}

const contentsOf = <Kind extends FileContent['kind']>(
  contents: readonly FileContent[],
  kind: Kind,
): Of<Kind>[] => contents.flatMap((content) => (isOfKind(content, kind) ? [content] : []))

const isOfKind = <Kind extends FileContent['kind']>(
  content: FileContent,
  kind: Kind,
): content is Of<Kind> => content.kind === kind

const evidenceOf = (
  contents: readonly FileContent[],
  { reader, signed }: Pick<Whole, 'reader'> & { signed: readonly SignedStatement[] },
): ReportEvidence => ({
  proofs: contentsOf(contents, 'log proof').flatMap(({ proof }) => {
    const { checkpoint } = signedCheckpoint(proof.checkpoint, reader.pins)
    return checkpoint === null ? [] : [{ proof, checkpoint }]
  }),
  runs: signed.map(({ run }) => run),
})

/** Only a statement whose signature and place in the log hold can speak against a report, or for it. */
const signedAmong = ({ reader, logs, shown }: Pick<Whole, 'reader' | 'logs' | 'shown'>) =>
  [...logs].flatMap(([statement, log]): SignedStatement[] => {
    const isSigned = logChecks(statement, { log, shown, reader }).every(({ isPassed }) => isPassed)
    return log.run !== null && isSigned ? [{ statement, run: log.run }] : []
  })

const pairsOf = (
  reports: Whole['reports'],
  { signed, evidence }: Pick<Whole, 'evidence'> & { signed: readonly SignedStatement[] },
): Pair[] =>
  reports.flatMap(({ report, bytes }) => {
    const sha256 = sha256Hex(bytes)
    const index = loggedIndex(report, sha256, evidence)
    return signed.map((one) => ({ ...one, report, sha256, index })).filter(isOfOneRun)
  })

const verificationOf = (file: OpenedFile, whole: Whole): Verification => {
  const { name, kind, checks, content } = file
  const found = content === null ? { checks: [], facts: [] } : findingsOf(content, whole)
  const all = [...checks, ...found.checks]
  const { facts, conclusion = conclusionOf({ kind, checks: all }), proves = [], open = [] } = found
  return {
    ...{ name: printable(name), kind, checks: all, facts, proves },
    ...(open.length > 0 ? { open: open.map(printable) } : {}),
    conclusion: printable(conclusion),
  }
}

type Findings = Pick<Verification, 'checks' | 'facts'> &
  Partial<Pick<Verification, 'conclusion' | 'proves' | 'open'>>

const findingsOf = (content: FileContent, whole: Whole): Findings => {
  switch (content.kind) {
    case 'statement':
      return statementFindings(content.statement, whole)
    case 'report':
      return reportFindings(content, whole)
    case 'evidence':
      return whole.bundles.get(content.bundle) ?? { checks: [], facts: [] }
    case 'proposal':
      return verifyProposal(content.proposal, whole.reader.pins)
    case 'receipt':
      return verifyReceipt(content.receipt, whole)
    case 'log proof':
      return proofFindings(content.proof, whole)
    case 'checkpoint':
      return noteFindings(content.note, whole)
  }
}

/** A report that nobody logged is nobody's word: it is refused itself and says nothing against a statement. */
const statementFindings = (statement: Of<'statement'>['statement'], whole: Whole): Findings => {
  const log = whole.logs.get(statement)
  if (log === undefined) return { checks: [], facts: [] }
  const pairs = whole.pairs.filter((pair) => pair.statement === statement && pair.index !== null)
  return verifyStatement(statement, {
    ...whole,
    ...{ log, pairs, signed: acceptedAmong(whole.bundles) },
  })
}

const reportFindings = (content: Of<'report'>, { reader, evidence, pairs }: Whole): Findings => {
  const { report, bytes } = content
  const checks = [
    ...reportChecks(content, { pins: reader.pins, evidence }),
    ...comparisonChecks(pairs.filter((pair) => pair.report === report)),
  ].sort((a, b) => STEPS.indexOf(a.step) - STEPS.indexOf(b.step))
  const isWhole = isAccepted({ kind: 'report', checks })
  return { checks, facts: reportFacts(report, { bytes, isWhole }) }
}

const noteFindings = (note: string, { reader, shown }: Whole): Findings => {
  const { check, checkpoint } = signedCheckpoint(note, reader.pins)
  if (checkpoint === null) return { checks: [check], facts: [] }
  const others = { ...reader, kept: reader.kept.filter((kept) => kept !== note) }
  return {
    checks: [
      check,
      ...keptChecks(checkpoint, others),
      ...forkChecks(checkpoint, { shown, pins: reader.pins }),
    ],
    facts: checkpointFacts(checkpoint, others),
  }
}

const proofFindings = (proof: LogProof, { reader, reports, shown }: Whole): Findings => {
  const { check, checkpoint } = signedCheckpoint(proof.checkpoint, reader.pins)
  if (checkpoint === null) return { checks: [check], facts: [] }
  return {
    checks: [
      check,
      ...keptChecks(checkpoint, reader),
      ...forkChecks(checkpoint, { shown, pins: reader.pins }),
      includedCheck({ proof, checkpoint }, reports),
    ],
    facts: checkpointFacts(checkpoint, reader),
  }
}

const includedCheck = (
  logged: { proof: LogProof; checkpoint: Checkpoint },
  reports: readonly Of<'report'>[],
): Check => {
  const included = { step: 'log', name: 'included' } as const
  const { index } = logged.proof
  const own = reports.find((report) => isReportLogged(report, logged))
  if (own !== undefined) {
    const sentence = `The proof leads from report ${quoted(own.report.id)} at entry ${index} to the checkpoint.`
    return judged(included, { problem: null, sentence })
  }
  return refused(
    included,
    reports.length === 0
      ? `The proof speaks of entry ${index} and says nothing by itself: give the report as well.`
      : `The proof leads from none of the given reports at entry ${index} to its checkpoint.`,
  )
}
