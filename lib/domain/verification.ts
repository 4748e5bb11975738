// The verifier: files in, one line per check and the numbers in words out; nothing is thrown or fetched.
import type { Checkpoint } from './log-checkpoint'
import type { LogProof } from './log-proof'
import { judged, refused, type Check, type Verification } from './verification-check'
import { checkpointFacts, keptChecks, signedCheckpoint } from './verification-checkpoint'
import { openFile, type FileContent, type GivenFile, type OpenedFile } from './verification-file'
import {
  isReportLogged,
  reportChecks,
  reportFacts,
  type ReportEvidence,
} from './verification-report'
import { verifyStatement, type Reader, type VerifiedStatement } from './verification-statement'

type Of<Kind extends FileContent['kind']> = Extract<FileContent, { kind: Kind }>

/**
 * Verifies statements, reports, log proofs and checkpoints, in the order given; files that belong
 * together are compared. `pins` are the log's origin and keys as the reader knows them, `account` is
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
  const notes = contentsOf(opened, 'checkpoint').map(({ note }) => note)
  const reader = { pins, account, kept: [...(kept === null ? [] : [kept]), ...notes] }
  const statements = new Map(
    contentsOf(opened, 'statement').map((content) => [
      content,
      verifyStatement(content.statement, reader),
    ]),
  )
  const whole = {
    reader,
    reports: contentsOf(opened, 'report'),
    statements,
    evidence: evidenceOf(opened, { reader, statements }),
  }
  return opened.map((file) => verificationOf(file, whole))
}

type Statements = ReadonlyMap<Of<'statement'>, VerifiedStatement>

type Whole = {
  reader: Reader
  reports: readonly Of<'report'>[]
  statements: Statements
  evidence: ReportEvidence
}

const contentsOf = <Kind extends FileContent['kind']>(
  opened: readonly OpenedFile[],
  kind: Kind,
): Of<Kind>[] =>
  opened.flatMap(({ content }) => (content && isOfKind(content, kind) ? [content] : []))

const isOfKind = <Kind extends FileContent['kind']>(
  content: FileContent,
  kind: Kind,
): content is Of<Kind> => content.kind === kind

const evidenceOf = (
  opened: readonly OpenedFile[],
  { reader, statements }: Pick<Whole, 'reader' | 'statements'>,
): ReportEvidence => ({
  proofs: contentsOf(opened, 'log proof').flatMap(({ proof }) => {
    const { checkpoint } = signedCheckpoint(proof.checkpoint, reader.pins)
    return checkpoint === null ? [] : [{ proof, checkpoint }]
  }),
  runs: [...statements.values()].flatMap(({ checks, run }) =>
    run !== null && checks.every(({ step, isPassed }) => step !== 'log' || isPassed) ? [run] : [],
  ),
})

const verificationOf = (file: OpenedFile, whole: Whole): Verification => {
  const { name, kind, checks, content } = file
  if (content === null) return { name, kind, checks, facts: [] }
  const found = findingsOf(content, whole)
  return { name, kind, checks: [...checks, ...found.checks], facts: found.facts }
}

const findingsOf = (content: FileContent, whole: Whole): Pick<Verification, 'checks' | 'facts'> => {
  switch (content.kind) {
    case 'statement':
      return whole.statements.get(content) ?? { checks: [], facts: [] }
    case 'report':
      return {
        checks: reportChecks(content, { pins: whole.reader.pins, evidence: whole.evidence }),
        facts: reportFacts(content.report, content.bytes),
      }
    case 'log proof':
      return proofFindings(content.proof, whole)
    case 'checkpoint':
      return noteFindings(content.note, whole.reader)
  }
}

const noteFindings = (note: string, reader: Reader): Pick<Verification, 'checks' | 'facts'> => {
  const { check, checkpoint } = signedCheckpoint(note, reader.pins)
  if (checkpoint === null) return { checks: [check], facts: [] }
  const others = { ...reader, kept: reader.kept.filter((kept) => kept !== note) }
  return {
    checks: [check, ...keptChecks(checkpoint, others)],
    facts: checkpointFacts(checkpoint, others),
  }
}

const proofFindings = (
  proof: LogProof,
  { reader, reports }: Whole,
): Pick<Verification, 'checks' | 'facts'> => {
  const { check, checkpoint } = signedCheckpoint(proof.checkpoint, reader.pins)
  if (checkpoint === null) return { checks: [check], facts: [] }
  return {
    checks: [
      check,
      ...keptChecks(checkpoint, reader),
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
    const sentence = `The proof leads from report ${own.report.id} at entry ${index} to the checkpoint.`
    return judged(included, { problem: null, sentence })
  }
  return refused(
    included,
    reports.length === 0
      ? `The proof speaks of entry ${index} and says nothing by itself: give the report as well.`
      : `The proof leads from none of the given reports at entry ${index} to its checkpoint.`,
  )
}
