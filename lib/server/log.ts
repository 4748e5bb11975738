// The transparency log as its public files, and proofs that an entry stands in what was signed.
import 'server-only'
import * as z from 'zod'
import type { Queryable } from '@/db/client'
import {
  type CheckpointRow,
  countVetoes,
  entriesBetween,
  entryAbout,
  type EntryRow,
  hashesOf,
  newestCheckpoint,
  tileHashes,
} from '@/db/log'
import { type Refusal, refuse } from '@/lib/domain/refusal'
import type { LogEntry } from '@/lib/domain/log-entry'
import { formatLogProof } from '@/lib/domain/log-proof'
import { entryBundle, readTilePath, TILE_WIDTH, tileWidth, type Tile } from '@/lib/domain/log-tile'
import { foldProof, inclusionNodes } from '@/lib/domain/log-tree'
import { logPage, logPageQuery } from '@/lib/wire/log'
import { isoNow } from './clock'
import { download } from './download'
import { env } from './env'
import { place } from './envelope'
import { verb } from './verb'

const TEXT = 'text/plain; charset=utf-8'
const nothingSigned = refuse('unknown', 'No checkpoint of this log has been signed yet.')

/** The newest state of the log that was signed, as a C2SP checkpoint. */
export const downloadCheckpoint = verb({
  name: 'log.checkpoint',
  kind: 'read',
  access: 'public',
  input: z.object({}),
  output: download,
  run: async ({ db }) => {
    const signed = await newestCheckpoint(db)
    if (!signed) return nothingSigned
    return {
      fileName: 'checkpoint',
      contentType: TEXT,
      immutable: false,
      isInline: true,
      pieces: [signed.note],
    }
  },
})

/** A tile of hashes or a bundle of entries, full or as wide as any signed log had it. */
export const downloadTile = verb({
  name: 'log.tile',
  kind: 'read',
  access: 'public',
  input: z.object({ path: z.string().max(200) }),
  output: download,
  run: async ({ db, input }) => {
    const tile = readTilePath(`tile/${input.path}`)
    const signed = tile && (await newestCheckpoint(db))
    if (!tile || !signed || tile.width > tileWidth(tile, signed.size)) return noTile
    return {
      fileName: input.path.replaceAll('/', '-'),
      contentType: 'application/octet-stream',
      immutable: true,
      pieces: [await tileBytes(db, tile)],
    }
  },
})

const noTile = refuse(
  'unknown',
  'The signed log has no such tile. Read /log/checkpoint for its size.',
)

const tileBytes = async (db: Queryable, { level, index, width }: Tile): Promise<Uint8Array> => {
  const range = { from: index * TILE_WIDTH, to: index * TILE_WIDTH + width }
  if (level !== 'entries') return tileHashes(db, { level: level * 8, ...range })
  const encoder = new TextEncoder()
  return entryBundle((await entriesBetween(db, range)).map(({ body }) => encoder.encode(body)))
}

/** Entries for people to read, newest first. */
export const showLog = verb({
  name: 'log.shown',
  kind: 'read',
  access: 'public',
  input: logPageQuery,
  output: logPage,
  run: async ({ db, input }) => {
    const signed = await newestCheckpoint(db)
    const size = signed?.size ?? 0
    const to = Math.min(size, input.before ?? size)
    const entries = await entriesBetween(db, { from: Math.max(0, to - input.limit), to })
    return {
      asOf: isoNow(),
      origin: place().logOrigin,
      keys: env().LOG_KEYS,
      checkpoint: signed ?? null,
      vetoes: await countVetoes(db, size),
      entries: entries.reverse(),
    }
  },
})

/** The proof that an entry stands in a signed log, as a `.tlog-proof`; null while it is not signed. */
export const proofOfEntry = async (
  db: Queryable,
  { index, signed }: { index: number; signed: CheckpointRow },
): Promise<string | null> => {
  if (index >= signed.size) return null
  const nodes = inclusionNodes({ index, size: signed.size })
  const proof = foldProof(nodes, await hashesOf(db, nodes.flat()))
  return formatLogProof({ index, proof, checkpoint: signed.note })
}

/** An entry with its proof; refused while no checkpoint covers it. */
export const provenEntry = async (
  db: Queryable,
  about: { type: LogEntry['type']; subject: string },
): Promise<{ entry: EntryRow; signed: CheckpointRow; proof: string } | Refusal> => {
  const [entry, signed] = [await entryAbout(db, about), await newestCheckpoint(db)]
  const proof = entry && signed && (await proofOfEntry(db, { index: entry.index, signed }))
  return proof ? { entry, signed, proof } : notSignedYet
}

export const notSignedYet = refuse(
  'unknown',
  'The log’s next checkpoint has not been signed yet. Try again in a minute.',
)
