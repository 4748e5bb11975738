// A receipt: the entry of a decision and the proof that it stands in the transparency log, for whoever signed it and who oversees.
import 'server-only'
import * as z from 'zod'
import { decisionOf } from '@/db/signoff'
import { refuse } from '@/lib/domain/refusal'
import { receiptFile, receiptFileName } from '@/lib/domain/receipt'
import { hex64 } from '@/lib/wire/money'
import { download } from './download'
import { provenEntry } from './log'
import { verb } from './verb'

export const downloadReceipt = verb({
  name: 'signoff.receipt-downloaded',
  kind: 'read',
  access: 'officer',
  input: z.object({ challengeId: hex64 }),
  output: download,
  run: async ({ db, input }) => {
    const decision = await decisionOf(db, input.challengeId)
    if (!decision) return refuse('unknown', 'There is no such decision.')
    const proven = await provenEntry(db, { type: 'decision', subject: decision.challenge })
    if ('kind' in proven) return proven
    return {
      fileName: receiptFileName(decision),
      contentType: 'application/json; charset=utf-8',
      immutable: false,
      pieces: [receiptFile({ entry: proven.entry.body, proof: proven.proof })],
    }
  },
})
