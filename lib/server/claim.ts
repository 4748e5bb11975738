// Snapshots of claims: import in chunks, freeze once, export for anybody's sha256sum.
import 'server-only'
import * as z from 'zod'
import {
  canonicalPages,
  countClaims,
  discardUnfinished,
  listSnapshots,
  lockSnapshot,
  openSnapshot,
  snapshotById,
  type SnapshotRow,
  storeClaims,
} from '@/db/claim'
import { claimsTreeOf, growClaimsTree } from '@/db/claims-tree'
import type { Transaction } from '@/db/client'
import { freezeLogged } from '@/db/snapshot-freeze'
import { assert } from '@/lib/domain/assert'
import { maskAccount, SNAPSHOT_HEADER } from '@/lib/domain/claim'
import { type Refusal, refuse } from '@/lib/domain/refusal'
import { readClaims } from '@/lib/wire/claim'
import { chunkInput, chunkOutput } from '@/lib/wire/loss-event'
import {
  freezeSnapshotInput,
  snapshotJson,
  openSnapshotInput,
  openSnapshotOutput,
  snapshotList,
  treeProgress,
  type SnapshotJson,
} from '@/lib/wire/snapshot'
import { idText } from '@/lib/wire/text'
import { isoNow } from './clock'
import { download } from './download'
import { env } from './env'
import { fromLines, noSuchImport } from './import'
import { logBook, treeKeeping } from './log-book'
import { randomHex } from './officer'
import { verb } from './verb'

export const showSnapshots = verb({
  name: 'claim.list',
  kind: 'read',
  access: 'officer',
  input: z.object({}),
  output: snapshotList,
  run: async ({ db }) => ({ asOf: isoNow(), snapshots: (await listSnapshots(db)).map(toJson) }),
})

export const startClaimImport = verb({
  name: 'claim.import-started',
  kind: 'change',
  access: ['analyst'],
  input: openSnapshotInput,
  output: openSnapshotOutput,
  run: async ({ tx, officer, now, input }) => {
    if (input.cutoffAt > now) {
      return {
        kind: 'invalid',
        fields: [
          { field: 'cutoffAt', sentence: `expected a time that has passed; it is ${now} now` },
        ],
      }
    }
    await discardUnfinished(tx, officer.id)
    const opened = await openSnapshot(tx, { ...input, officerId: officer.id, salt: randomHex(32) })
    if (!opened) return refuse('unknown', `There is no fund “${input.fundId}”. Nothing was stored.`)
    return { subject: opened.id, output: { importId: opened.id } }
  },
})

export const storeClaimChunk = verb({
  name: 'claim.chunk-received',
  kind: 'change',
  access: ['analyst'],
  input: chunkInput,
  output: chunkOutput,
  run: async ({ tx, officer, input }) => {
    const opened = await lockSnapshot(tx, { importId: input.importId, officerId: officer.id })
    if (!opened) return noSuchImport
    if (opened.isPlaced) return wholeAlready
    const read = readClaims(input.text, { scale: opened.scale, firstLine: input.firstLine })
    if (read.problems.length > 0) return fromLines(read.problems)
    const repeated = await storeClaims(tx, input.importId, read.claims)
    if (repeated.length > 0) {
      return refuse(
        'duplicate',
        `These accounts stand twice in the file: ${repeated.map(maskAccount).join(', ')}. Nothing of this part was stored; one account may have one claim.`,
      )
    }
    return { subject: input.importId, output: { stored: read.claims.length } }
  },
})

const wholeAlready = refuse(
  'wrong-state',
  'This import is whole and its tree is begun: no more claims can be added. Nothing of this part was stored; import the file again.',
)

// As many as the reader of a whole file takes: more would make the schedule as long as the file.
const MAX_DENOMINATORS = 1_000

// A step of a request: some seconds of hashing at most, whatever the size of the snapshot.
const PIECES_A_STEP = 64

export const growTree = verb({
  name: 'claim.tree-grown',
  kind: 'change',
  access: ['analyst'],
  input: freezeSnapshotInput,
  output: treeProgress,
  run: async ({ tx, officer, input }) => {
    const opened = await lockSnapshot(tx, { importId: input.importId, officerId: officer.id })
    if (!opened) return noSuchImport
    const refused = await refusedPopulation(tx, { ...input, rows: opened.rowsExpected })
    if (refused) return refused
    const keeping = treeKeeping()
    const output = await growClaimsTree(tx, input.importId, { keeping, pieces: PIECES_A_STEP })
    return { subject: input.importId, output }
  },
})

export const freezeClaims = verb({
  name: 'claim.frozen',
  kind: 'change',
  appends: true,
  access: ['analyst'],
  input: freezeSnapshotInput,
  output: snapshotJson,
  run: async ({ tx, officer, now, input }) => {
    const opened = await lockSnapshot(tx, { importId: input.importId, officerId: officer.id })
    if (!opened) return noSuchImport
    const tree = await claimsTreeOf(tx, input.importId, env().SECRETS_KEY)
    if (!tree?.root) {
      return refuse(
        'incomplete',
        'The tree over these claims is not built to its end. Nothing was frozen; import the file again.',
      )
    }
    const { id } = await freezeLogged(tx, {
      snapshotId: input.importId,
      tree,
      now,
      book: await logBook(),
    })
    // Read anew: its entry stands in the log only now.
    const row = await snapshotById(tx, id)
    assert(row !== undefined, 'expected a frozen snapshot, got none')
    return { subject: id, output: toJson(row) }
  },
})

/** Asked before the leaves are placed, after which no claim can come or go. */
const refusedPopulation = async (
  tx: Transaction,
  { importId, rows }: { importId: string; rows: number },
): Promise<Refusal | undefined> => {
  const counted = await countClaims(tx, importId)
  if (counted?.count !== rows) {
    return refuse(
      'incomplete',
      `The file has ${rows} claims and ${counted?.count ?? 0} arrived. Nothing was frozen; import the file again.`,
    )
  }
  if (counted.disagreeing !== null) {
    return refuse(
      'incomplete',
      `The accounts of owner ${maskAccount(counted.disagreeing)} differ in class, weight or score. Nothing was frozen; accounts of one owner must agree.`,
    )
  }
  if (counted.denominators > MAX_DENOMINATORS) {
    return refuse(
      'incomplete',
      `The weights have ${counted.denominators} different denominators, expected at most ${MAX_DENOMINATORS}. Nothing was frozen; write weights with fewer digits.`,
    )
  }
  return undefined
}

/** The canonical form, byte for byte what the digest covers. */
export const exportSnapshot = verb({
  name: 'claim.exported',
  kind: 'export',
  access: ['analyst', 'approver', 'auditor'],
  input: z.object({ snapshotId: idText }),
  output: download,
  run: async ({ db, input }) => {
    const row = await snapshotById(db, input.snapshotId)
    if (!row) return refuse('unknown', `There is no frozen snapshot ${input.snapshotId}.`)
    return {
      subject: row.id,
      output: {
        fileName: `${row.id}.csv`,
        contentType: 'text/csv; charset=utf-8',
        immutable: false,
        pieces: piecesOf(row, canonicalPages(db, row.id)),
      },
    }
  },
})

async function* piecesOf(row: SnapshotRow, pages: AsyncIterable<string>) {
  yield `# salt ${row.salt}\n${SNAPSHOT_HEADER}\n`
  yield* pages
}

const toJson = (row: SnapshotRow): SnapshotJson => ({
  id: row.id,
  fundId: row.fundId,
  fundName: row.fundName,
  asset: { code: row.asset, scale: row.scale },
  numeraire: row.numeraire,
  cutoffAt: row.cutoffAt,
  frozenAt: row.frozenAt,
  fileName: row.fileName,
  digest: row.digest,
  capacity: row.capacity,
  claimsRoot: row.claimsRoot,
  logIndex: row.logIndex,
  isProvable: row.isProvable,
  classes: [
    { class: 'eligible', count: row.eligibleCount, base: row.eligibleBase },
    { class: 'house', count: row.houseCount, base: row.houseBase },
    { class: 'exempt', count: row.exemptCount, base: row.exemptBase },
  ],
})
