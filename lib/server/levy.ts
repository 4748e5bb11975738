// The levies of an executed run as files: one for the ledger, and a manifest that says what it is.
import 'server-only'
import * as z from 'zod'
import { revisionForReading, type RevisionRow } from '@/db/clawback'
import { executionOf, journalOf } from '@/db/execution'
import { levyFileDigest, levyPages } from '@/db/levy'
import { refuse } from '@/lib/domain/refusal'
import { idText } from '@/lib/wire/text'
import { download } from './download'
import { verb } from './verb'

const takeAway = ['analyst', 'approver', 'auditor'] as const
const executedOnly = refuse('wrong-state', 'Levies can be exported once the run is executed.')

export const exportLevies = verb({
  name: 'clawback.levies-exported',
  kind: 'export',
  access: takeAway,
  input: z.object({ clawbackId: idText }),
  output: download,
  run: async ({ db, input }) => {
    const row = await revisionForReading(db, input)
    if (row?.state !== 'executed') return executedOnly
    const pieces = levyCsv(row, levyPages(db, row, row.scale))
    return {
      subject: row.clawbackId,
      output: {
        fileName: `${row.clawbackId}-levies.csv`,
        contentType: 'text/csv; charset=utf-8',
        immutable: false,
        pieces,
      },
    }
  },
})

const levyHeader = ({ asset }: RevisionRow) => `account,base_${asset},levy_${asset}\n`

async function* levyCsv(row: RevisionRow, pages: AsyncIterable<string>) {
  yield levyHeader(row)
  yield* pages
}

/** Names the file, its digest and what it belongs to, so that a ledger can check it before debiting anybody. */
export const exportManifest = verb({
  name: 'clawback.manifest-exported',
  kind: 'export',
  access: takeAway,
  input: z.object({ clawbackId: idText }),
  output: download,
  run: async ({ db, input }) => {
    const row = await revisionForReading(db, input)
    const executed = row && (await executionOf(db, row.clawbackId))
    if (!executed) return executedOnly
    const header = levyHeader(row)
    const [digest, journal] = [
      await levyFileDigest(db, row, { header, scale: row.scale }),
      await journalOf(db, row.clawbackId),
    ]
    const manifest = {
      v: 1,
      type: 'levies-manifest',
      file: `${row.clawbackId}-levies.csv`,
      sha256: digest,
      clawbackId: row.clawbackId,
      revision: String(row.revision),
      runDigest: executed.runDigest,
      executedAt: executed.executedAt,
      asset: row.asset,
      scale: String(row.scale),
      accountsCharged: String(row.accountsCharged),
      levied: row.levied,
      residual: row.residual,
      journal,
    }
    const pieces = [`${JSON.stringify(manifest, null, 2)}\n`]
    return {
      subject: row.clawbackId,
      output: {
        fileName: `${row.clawbackId}-manifest.json`,
        contentType: 'application/json',
        immutable: false,
        pieces,
      },
    }
  },
})
