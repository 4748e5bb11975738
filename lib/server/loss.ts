// Loss events: the list, and the import of a file that is stored whole or not at all.
import 'server-only'
import {
  discardStaged,
  listLosses,
  lockLossImport,
  lossTotals,
  openLossImport,
  stagedTotals,
  stageLosses,
  storeStaged,
} from '@/db/loss'
import { maskAccount } from '@/lib/domain/claim'
import { refuse } from '@/lib/domain/refusal'
import { readLosses } from '@/lib/wire/loss'
import {
  chunkInput,
  chunkOutput,
  finishLossImportInput,
  finishLossImportOutput,
  lossList,
  lossQuery,
  openLossImportInput,
  openLossImportOutput,
} from '@/lib/wire/loss-event'
import { isoNow } from './clock'
import { fromLines, noSuchImport } from './import'
import { verb } from './verb'

const LISTED = 1000

export const showLosses = verb({
  name: 'loss.list',
  kind: 'read',
  access: 'officer',
  input: lossQuery,
  output: lossList,
  run: async ({ db, input }) => {
    const [losses, totals] = await Promise.all([
      listLosses(db, { ...input, limit: LISTED }),
      lossTotals(db, input),
    ])
    const count = totals.reduce((all, total) => all + total.count, 0)
    return {
      asOf: isoNow(),
      losses: losses.map((loss) => ({
        ...loss,
        account: loss.account && maskAccount(loss.account),
      })),
      totals: totals.map(({ asset, scale, ...total }) => ({
        ...total,
        asset: { code: asset, scale },
      })),
      notListed: Math.max(0, count - losses.length),
    }
  },
})

export const startLossImport = verb({
  name: 'loss.import-started',
  kind: 'change',
  access: ['analyst'],
  input: openLossImportInput,
  output: openLossImportOutput,
  run: async ({ tx, officer, input }) => {
    await discardStaged(tx, officer.id)
    const opened = await openLossImport(tx, { ...input, officerId: officer.id })
    if (!opened) return refuse('unknown', `There is no fund “${input.fundId}”. Nothing was stored.`)
    return { subject: opened.id, output: { importId: opened.id } }
  },
})

export const storeLossChunk = verb({
  name: 'loss.chunk-received',
  kind: 'change',
  access: ['analyst'],
  input: chunkInput,
  output: chunkOutput,
  run: async ({ tx, officer, now, input }) => {
    const opened = await lockLossImport(tx, { importId: input.importId, officerId: officer.id })
    if (opened?.state !== 'receiving') return noSuchImport
    const read = readLosses(input.text, { scale: opened.scale, firstLine: input.firstLine })
    if (read.problems.length > 0) return fromLines(read.problems)
    const early = read.losses.findIndex(({ occurredAt }) => occurredAt > now)
    if (early !== -1) {
      return fromLines([
        {
          line: read.lines[early] ?? 0,
          field: 'time',
          found: read.losses[early]?.occurredAt ?? '',
          expected: `a time that has passed; it is ${now} now`,
        },
      ])
    }
    const staged = await stageLosses(
      tx,
      { importId: input.importId, fundId: opened.fundId },
      read.losses,
    )
    if (staged.length < read.losses.length) {
      return refuse(
        'duplicate',
        'A loss of this part stands in the file already. Nothing of this part was stored; each id may stand once.',
      )
    }
    return { subject: input.importId, output: { stored: read.losses.length } }
  },
})

export const finishLossImport = verb({
  name: 'loss.imported',
  kind: 'change',
  access: ['analyst'],
  input: finishLossImportInput,
  output: finishLossImportOutput,
  run: async ({ tx, officer, input }) => {
    const opened = await lockLossImport(tx, { importId: input.importId, officerId: officer.id })
    if (opened?.state !== 'receiving') return noSuchImport
    const staged = await stagedTotals(tx, input.importId)
    if (staged?.count !== opened.rowsExpected) {
      return refuse(
        'incomplete',
        `The file has ${opened.rowsExpected} losses and ${staged?.count ?? 0} different ones arrived. Nothing was stored; import the file again.`,
      )
    }
    if (staged.known.length > 0) {
      return refuse(
        'duplicate',
        `${staged.knownCount} of the ${staged.count} losses are recorded already, such as ${staged.known.join(', ')}. Nothing was stored; take them out of the file.`,
      )
    }
    await storeStaged(tx, input.importId)
    return {
      subject: input.importId,
      output: { losses: staged.count, shortfall: staged.shortfall },
    }
  },
})
