// Every statement of a run, signed, one a line, for the exchange's own mailer; goes on after any account.
import 'server-only'
import type { Queryable } from '@/db/client'
import { hashesOf } from '@/db/log'
import { linesAfter, statementRun } from '@/db/statement'
import { heldClaims } from '@/db/tree-leaf'
import { statementFileText } from '@/lib/domain/statement-file'
import { statementPageRef } from '@/lib/wire/statement'
import { download } from './download'
import { proofNodes, proofsOf, readyRun, type ReadyRun, signedFile } from './statement-file'
import { openForest } from './statement-forest'
import { chunkParts } from './statement-proof'
import { statementPublicKey } from './statement-signature'
import { verb } from './verb'

export const exportStatements = verb({
  name: 'statement.all-exported',
  kind: 'export',
  access: ['publisher', 'auditor'],
  input: statementPageRef,
  output: download,
  run: async ({ db, input }) => {
    const { clawbackId, after = '', limit = Infinity } = input
    const statementKey = await statementPublicKey()
    const run = await readyRun(await statementRun(db, { clawbackId, statementKey }), clawbackId)
    if ('kind' in run) return run
    return {
      subject: clawbackId,
      output: {
        fileName: `${clawbackId}-statements.ndjson`,
        contentType: 'application/x-ndjson; charset=utf-8',
        immutable: false,
        pieces: statementLines(db, run, { after, limit }),
      },
    }
  },
})

const OWNERS_A_PAGE = 250

async function* statementLines(
  db: Queryable,
  run: ReadyRun,
  range: { after: string; limit: number },
): AsyncGenerator<string> {
  const logProofs = proofsOf(run, await hashesOf(db, proofNodes(run)))
  const forest = await openForest(db, run)
  let { after, limit: left } = range
  while (left > 0) {
    const page = await linesAfter(db, run, { after, limit: Math.min(left, OWNERS_A_PAGE) })
    if (!page || page.last === null) return
    for (const held of heldClaims(page.lines, run.master).values()) {
      const { account } = held.claim
      const chunks = chunkParts(await forest(account), { account, master: run.master })
      yield `${statementFileText(await signedFile(run, { held, chunks, logProofs }))}\n`
    }
    after = page.last
    left -= page.count
  }
}
