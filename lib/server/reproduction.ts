// The levies of a revision as they are stored, whole and in minor units, for somebody who repeats the run.
import 'server-only'
import { revisionForReading } from '@/db/clawback'
import { levyPages } from '@/db/levy'
import { refuse } from '@/lib/domain/refusal'
import { revisionRef } from '@/lib/wire/clawback'
import { download } from './download'
import { verb } from './verb'

export const exportStoredLevies = verb({
  name: 'clawback.stored-levies-exported',
  kind: 'export',
  access: ['analyst', 'approver', 'auditor'],
  input: revisionRef,
  output: download,
  run: async ({ db, input }) => {
    const row = await revisionForReading(db, input)
    if (row?.proposedAt == null)
      return refuse('wrong-state', 'The levies are written down when the run is proposed.')
    return {
      subject: `${row.clawbackId}/${row.revision}`,
      output: {
        fileName: `${row.clawbackId}-revision-${row.revision}-levies.txt`,
        contentType: 'text/plain; charset=utf-8',
        immutable: false,
        pieces: levyPages(db, row, MINOR_UNITS),
      },
    }
  },
})

// Lines "account,base,levy" without digits after a point.
const MINOR_UNITS = 0
