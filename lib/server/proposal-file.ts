// A proposal as one file, which an approver opens on a second device before he signs.
import 'server-only'
import { proposalFile, proposalFileName } from '@/lib/domain/proposal-file'
import { isRefusal } from '@/lib/domain/refusal'
import type { SignedSubject } from '@/lib/domain/verification-subject-form'
import { changeRef } from '@/lib/wire/change'
import { download, type Download } from './download'
import { anyRevision, sealedChange, sealedRun } from './evidence'
import { verb } from './verb'

export const downloadProposal = verb({
  name: 'clawback.proposal-downloaded',
  kind: 'read',
  access: 'officer',
  input: anyRevision,
  output: download,
  run: async ({ db, input }) => {
    const sealed = await sealedRun(db, input)
    return isRefusal(sealed) ? sealed : fileOf(sealed)
  },
})

export const downloadChangeProposal = verb({
  name: 'change.proposal-downloaded',
  kind: 'read',
  access: 'officer',
  input: changeRef,
  output: download,
  run: async ({ db, input }) => {
    const sealed = await sealedChange(db, input)
    return isRefusal(sealed) ? sealed : fileOf(sealed)
  },
})

const fileOf = ({ subject }: { subject: SignedSubject }): Download => ({
  fileName: proposalFileName(subject),
  contentType: 'application/json; charset=utf-8',
  immutable: false,
  pieces: [proposalFile(subject)],
})
