// The evidence of a decision as one file, for whoever checks it without us.
import 'server-only'
import type * as z from 'zod'
import { changeById } from '@/db/change'
import { revisionForReading } from '@/db/clawback'
import type { Queryable } from '@/db/client'
import { authorsUpTo, evidenceEntries, evidenceSpan } from '@/db/evidence'
import { entriesBetween, hashesOf, newestCheckpoint } from '@/db/log'
import { authorPseudonyms, type SignoffRow, signoffsOf, type SubjectKey } from '@/db/signoff'
import { buildBundle, type BundleParts, evidenceFileName } from '@/lib/domain/evidence-bundle'
import { formatLogProof } from '@/lib/domain/log-proof'
import { MOST_IN_RANGE, makeRange, nodesOfRange } from '@/lib/domain/log-range'
import { foldProof, inclusionNodes } from '@/lib/domain/log-tree'
import { isRefusal, type Refusal, refuse } from '@/lib/domain/refusal'
import { authorsDigest, type SignoffStatement } from '@/lib/domain/signoff'
import type { SignedSubject } from '@/lib/domain/verification-subject-form'
import { changeRef } from '@/lib/wire/change'
import { revisionRef } from '@/lib/wire/clawback'
import { ordinal } from '@/lib/wire/text'
import { subjectOf } from './change-signing'
import { download, type Download } from './download'
import { notSignedYet } from './log'
import { envelopeOf } from './revision'
import { verb } from './verb'

/** Who was asked for, and what stands stored as signed. */
type Sealed = { key: SubjectKey; subject: SignedSubject; snapshotId: string | null }

/** The newest revision where none is named. */
export const anyRevision = revisionRef.extend({ revision: ordinal.optional() })

export const exportEvidence = verb({
  name: 'clawback.evidence-exported',
  kind: 'export',
  access: ['approver', 'publisher', 'admin', 'auditor'],
  input: anyRevision,
  output: download,
  run: async ({ db, input }) => {
    const sealed = await sealedRun(db, input)
    return isRefusal(sealed) ? sealed : bundleOf(db, sealed)
  },
})

export const exportChangeEvidence = verb({
  name: 'change.evidence-exported',
  kind: 'export',
  access: ['approver', 'publisher', 'admin', 'auditor'],
  input: changeRef,
  output: download,
  run: async ({ db, input }) => {
    const sealed = await sealedChange(db, input)
    return isRefusal(sealed) ? sealed : bundleOf(db, sealed)
  },
})

/** A revision of a run as it was proposed. */
export const sealedRun = async (
  db: Queryable,
  ref: z.infer<typeof anyRevision>,
): Promise<Sealed | Refusal> => {
  const row = await revisionForReading(db, ref)
  if (!row) return refuse('unknown', `There is no such revision of ${ref.clawbackId}.`)
  const subject = envelopeOf(row)
  if (isRefusal(subject)) return subject
  if (subject.v !== 2 || row.state === 'draft') return notProposed
  const { clawbackId, revision, snapshotId } = row
  return { key: { subjectType: 'clawback', subjectId: clawbackId, revision }, subject, snapshotId }
}

/** A change of the desk as it was proposed. */
export const sealedChange = async (
  db: Queryable,
  { changeId }: { changeId: string },
): Promise<Sealed | Refusal> => {
  const row = await changeById(db, changeId)
  if (!row) return refuse('unknown', `There is no such change as ${changeId}.`)
  const subject = subjectOf(row)
  if (subject === null || row.state === 'draft') return notProposed
  const { id, subjectType } = row
  return { key: { subjectType, subjectId: id, revision: 1 }, subject, snapshotId: null }
}

const notProposed = refuse(
  'wrong-state',
  'This has not been proposed with keys, so there is nothing that a file could show.',
)

const bundleOf = async (
  db: Queryable,
  { key, subject, snapshotId }: Sealed,
): Promise<{ subject: string; output: Download } | Refusal> => {
  const rows = await signoffsOf(db, key)
  const challenges = rows.map(({ challenge }) => challenge)
  const { expiresAt } = subject
  const proven = await provenEntries(db, { ...key, challenges, snapshotId, expiresAt })
  if (isRefusal(proven)) return proven
  const authors = await authorsOf(db, key, subject)
  const text = buildBundle({ subject, authors, signoffs: rows.map(signed), ...proven })
  return {
    subject: key.subjectId,
    output: {
      fileName: evidenceFileName(subject),
      contentType: 'application/json; charset=utf-8',
      immutable: false,
      pieces: [text],
    },
  }
}

const signed = ({ statement, evidence }: SignoffRow) => ({
  statement: JSON.parse(statement) as SignoffStatement,
  evidence,
})

type About = Parameters<typeof evidenceSpan>[1] & { snapshotId: string | null }

/** What the newest signed log has about it, without gaps, and single entries before with their proofs. */
const provenEntries = async (
  db: Queryable,
  about: About,
): Promise<Pick<BundleParts, 'entries' | 'range'> | Refusal> => {
  const checkpoint = await newestCheckpoint(db)
  if (checkpoint === undefined) return notSignedYet
  const { size, note } = checkpoint
  const span = await evidenceSpan(db, about, { size, most: MOST_IN_RANGE })
  if (span === undefined || span.last >= size) return notSignedYet
  const { first, last } = span
  if (last - first >= MOST_IN_RANGE) return tooLong
  const before = await evidenceEntries(db, { first, snapshotId: about.snapshotId })
  const within = await entriesBetween(db, { from: first, to: last + 1 })
  const nodes = before.map(({ index }) => inclusionNodes({ index, size }))
  const rangeNodes = nodesOfRange({ first, end: last + 1, size })
  const hashOf = await hashesOf(db, [...nodes, rangeNodes].flat(2))
  const texts = within.map(({ body }) => body)
  return {
    range: makeRange({ first, texts, size }, hashOf),
    entries: before.map(({ index, body }, place) => ({
      ...{ index, text: body },
      proof: formatLogProof({
        index,
        proof: foldProof(nodes[place] ?? [], hashOf),
        checkpoint: note,
      }),
    })),
  }
}

const tooLong = refuse(
  'wrong-state',
  `The log has more than ${MOST_IN_RANGE} entries between its proposal and its end, more than one file holds. Whoever follows the whole log sees them.`,
)

/** Later revisions may have other authors; the digest tells which are meant. */
const authorsOf = async (
  db: Queryable,
  key: SubjectKey,
  subject: SignedSubject,
): Promise<string[]> => {
  const all = await authorPseudonyms(db, key)
  return authorsDigest(all) === subject.authorsDigest ? all : authorsUpTo(db, key)
}
