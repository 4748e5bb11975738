// What a file under test is, told from its bytes alone.
import { quoted } from './assert'
import type { CanonicalValue } from './canonical-json'
import { readEvidenceBundle, type EvidenceBundle } from './evidence-bundle'
import { readCanonicalJson } from './json-reading'
import { hasShape, name as anyName } from './json-shape'
import { readLogProof, type LogProof } from './log-proof'
import { readNote } from './log-note'
import { readProposalFile, type ProposalFile } from './proposal-file'
import { readReceiptFile, type ReceiptFile } from './receipt'
import { MAX_STATEMENT_BYTES, readStatementFile, type StatementFile } from './statement-file'
import { utf8Text } from './utf8'
import { judged, refused, type Check, type VerificationKind } from './verification-check'
import { including, readReport, type ReportFile } from './verification-report-form'

/** A file as it was handed over. */
export type GivenFile = { name: string; bytes: Uint8Array }

/** What was read, and the checks of the step "file"; `content` is null when one of them failed. */
export type OpenedFile = {
  name: string
  kind: VerificationKind
  checks: Check[]
  content: FileContent | null
}

export type FileContent =
  | { kind: 'statement'; statement: StatementFile }
  | { kind: 'report'; report: ReportFile; bytes: Uint8Array }
  | { kind: 'evidence'; bundle: EvidenceBundle }
  | { kind: 'proposal'; proposal: ProposalFile }
  | { kind: 'receipt'; receipt: ReceiptFile }
  | { kind: 'log proof'; proof: LogProof }
  | { kind: 'checkpoint'; note: string }

/** Nothing above this is read, whatever it claims to be: a report may be longer than a statement. */
export const MAX_FILE_BYTES = 4 * 1024 * 1024

/** Opens a file in time proportional to its size, which is limited. Never throws. */
export const openFile = ({ name, bytes }: GivenFile): OpenedFile => {
  if (bytes.length > MAX_FILE_BYTES) {
    return unreadable(
      name,
      'size',
      `The file has ${bytes.length} bytes, nothing above ${MAX_FILE_BYTES} is read.`,
    )
  }
  if (bytes.length === 0) return unreadable(name, 'size', 'The file is empty.')
  const text = utf8Text(bytes)
  if (text === null) return unreadable(name, 'text', 'The file is not UTF-8 text.')
  if (text.startsWith('{')) return openJson(name, text, bytes)
  if (text.startsWith('c2sp.org/tlog-proof@')) return openLogProof(name, text)
  if (!('problem' in readNote(text))) return openCheckpoint(name, text)
  return unreadable(
    name,
    'kind',
    'The file is none of these: a statement, a report, an evidence bundle, a proposal, a receipt, a log proof, a checkpoint.',
  )
}

const unreadable = (name: string, check: string, sentence: string): OpenedFile => ({
  name,
  kind: 'unreadable',
  checks: [refused({ step: 'file', name: check }, sentence)],
  content: null,
})

const openJson = (name: string, text: string, bytes: Uint8Array): OpenedFile => {
  const read = readCanonicalJson(text)
  if ('problem' in read) {
    return unreadable(name, 'JSON', `The file is not the JSON that is asked for: ${read.problem}.`)
  }
  const type = hasShape(read.value, TYPED) ? read.value.type : ''
  if (type === 'report') return openReport(name, read.value, bytes)
  if (type === 'evidence') return openEvidence(name, read.value)
  if (type === 'proposal') return openProposal(name, read.value)
  if (type === 'receipt') return openReceipt(name, read.value)
  if (type !== 'statement') {
    return unreadable(
      name,
      'kind',
      `The file is of type ${quoted(type)}; this version reads statements, reports, evidence, proposals and receipts.`,
    )
  }
  if (bytes.length > MAX_STATEMENT_BYTES) {
    return unreadable(
      name,
      'size',
      `A statement has at most ${MAX_STATEMENT_BYTES} bytes, this one ${bytes.length}.`,
    )
  }
  return openStatement(name, read.value)
}

const TYPED = including({ type: anyName() })

const openStatement = (name: string, value: CanonicalValue): OpenedFile => {
  const read = readStatementFile(value)
  if ('problem' in read) return malformed({ name, kind: 'statement' }, read.problem)
  return opened(name, { kind: 'statement', statement: read.statement })
}

const openReport = (name: string, value: CanonicalValue, bytes: Uint8Array): OpenedFile => {
  const read = readReport(value)
  if ('problem' in read) return malformed({ name, kind: 'report' }, read.problem)
  return opened(name, { kind: 'report', report: read.report, bytes })
}

const openEvidence = (name: string, value: CanonicalValue): OpenedFile => {
  const read = readEvidenceBundle(value)
  if ('problem' in read) return malformed({ name, kind: 'evidence' }, read.problem)
  return opened(name, { kind: 'evidence', bundle: read.bundle })
}

const openProposal = (name: string, value: CanonicalValue): OpenedFile => {
  const read = readProposalFile(value)
  if ('problem' in read) return malformed({ name, kind: 'proposal' }, read.problem)
  return opened(name, { kind: 'proposal', proposal: read.proposal })
}

const openReceipt = (name: string, value: CanonicalValue): OpenedFile => {
  const read = readReceiptFile(value)
  if ('problem' in read) return malformed({ name, kind: 'receipt' }, read.problem)
  return opened(name, { kind: 'receipt', receipt: read.receipt })
}

const openLogProof = (name: string, text: string): OpenedFile => {
  const proof = readLogProof(text)
  if ('problem' in proof) return malformed({ name, kind: 'log proof' }, proof.problem)
  return opened(name, { kind: 'log proof', proof })
}

const openCheckpoint = (name: string, note: string): OpenedFile =>
  opened(name, { kind: 'checkpoint', note })

const opened = (name: string, content: FileContent): OpenedFile => ({
  name,
  kind: content.kind,
  checks: [
    judged(MEMBERS, {
      problem: null,
      sentence: FORMS[content.kind],
    }),
  ],
  content,
})

const FORMS: Record<FileContent['kind'], string> = {
  statement: 'The file is a statement of version 1, with all its members and no others.',
  report: 'The file is a report of version 1, with every member that is compared here.',
  evidence: 'The file is an evidence bundle of version 1, with all its members and no others.',
  proposal: 'The file is a proposal of version 1, with all its members and no others.',
  receipt: 'The file is a receipt of version 1, with all its members and no others.',
  'log proof': 'The file is the proof of one entry of a log.',
  checkpoint: 'The file is a signed note.',
}

const MEMBERS = { step: 'file', name: 'members' } as const

const malformed = (
  { name, kind }: Pick<OpenedFile, 'name' | 'kind'>,
  problem: string,
): OpenedFile => ({
  name,
  kind,
  checks: [refused(MEMBERS, `The file is not a whole ${kind}: ${problem}.`)],
  content: null,
})
