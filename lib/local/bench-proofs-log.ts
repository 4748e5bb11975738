// Appends to the log by one writer and by eight, signed checkpoints, and tiles over HTTP, each beside a yardstick.
import { sql } from 'drizzle-orm'
import { onlyRow, rowsOf } from '@/db/client'
import { logHead } from '@/db/log'
import { appendToLog } from '@/db/log-book'
import { nowOf } from '@/db/moment'
import { sha256Hex } from '@/lib/domain/canonical-json'
import type { LogEntry } from '@/lib/domain/log-entry'
import { bytesOf, digestOf, load, tellLoad } from './bench-proofs-load'
import { openVenue, type ProofsVenue } from './bench-proofs-run'
import type { Stack } from './stack'

/** Where the product answers, and its settings. */
export type Served = Pick<Stack, 'origin' | 'env'>

const APPENDS = 400
const SIGNED = 60

export const benchLog = async (stack: Served): Promise<void> => {
  const venue = await openVenue(stack.env)
  await benchAppends(venue)
  await benchCheckpoints(stack, venue)
  await benchTiles(stack)
}

const benchAppends = async (venue: ProofsVenue): Promise<void> => {
  await venue.owner.transact((tx) =>
    rowsOf(tx, sql`create table bench_line (id bigserial primary key, body text not null)`),
  )
  for (const readers of [1, 8]) {
    const writers = readers === 1 ? 'one writer' : `${readers} writers`
    const requests = APPENDS
    const bare = await load({ requests, readers }, () => insertLine(venue))
    const about = { size: APPENDS, checksum: digestOf([String(bare.answers.length)]) }
    const name = `bare insert, a transaction each, ${writers}`
    const against = tellLoad(bare, { ...about, name })
    const from = (await headOf(venue)).size
    const appended = await load({ requests, readers }, (number) => append(venue, number))
    const { size, root } = await headOf(venue)
    if (size !== from + APPENDS) throw new Error(`expected ${APPENDS} more entries in the log`)
    const checksum = `${size} entries, ${root?.slice(0, 16) ?? ''}`
    tellLoad(appended, { size: APPENDS, checksum, name: `append to the log, ${writers}`, against })
  }
  await venue.owner.transact((tx) => rowsOf(tx, sql`drop table bench_line`))
}

const headOf = ({ owner }: ProofsVenue) => owner.read(logHead)

const insertLine = ({ owner }: ProofsVenue) =>
  owner.transact((tx) => rowsOf(tx, sql`insert into bench_line (body) values (${LINE})`))

const LINE = 'x'.repeat(400)

const append = ({ owner, book }: ProofsVenue, number: number): Promise<number> =>
  owner.transact(async (tx) => {
    const at = await nowOf(tx)
    const digest = sha256Hex(String(number))
    const entry: LogEntry = {
      v: 1,
      type: 'proposal',
      ...{ at, clawbackId: `BENCH-${number}`, revision: '1' },
      ...{ runDigest: digest, sharesRoot: digest, lossEventsDigest: digest },
      ...{ lossEvents: '1', snapshotIndex: '1' },
    }
    return appendToLog(tx, book, { at, entries: [{ entry, subject: null }] })
  })

/** As the product's clock asks for it over HTTP: what is due, and the signature over what was appended. */
const benchCheckpoints = async (stack: Served, venue: ProofsVenue): Promise<void> => {
  await signCheckpoint(stack)
  const signed = await load({ requests: SIGNED, readers: 1 }, async (number) => {
    await append(venue, number)
    await signCheckpoint(stack)
  })
  const { owner } = venue
  const last = await owner.read((db) =>
    onlyRow<{ size: string }>(db, sql`select max(size)::text as size from log_checkpoint`),
  )
  const { size } = await headOf(venue)
  if (Number(last?.size) !== size) throw new Error('expected a checkpoint over the newest entry')
  const name = 'append and signed checkpoint, one after the other'
  tellLoad(signed, { name, size: SIGNED, checksum: `${size} entries` })
}

export const signCheckpoint = ({ origin, env }: Served): Promise<Uint8Array> =>
  bytesOf(`${origin}/api/log/upkeep`, {
    method: 'POST',
    headers: { authorization: `Bearer ${env['UPKEEP_TOKEN'] ?? ''}` },
  })

const TILES = { requests: 1_500, readers: 16 }

const benchTiles = async ({ origin }: Served): Promise<void> => {
  const read = (path: string) => load(TILES, () => bytesOf(`${origin}${path}`))
  const name = `/healthz, ${TILES.readers} reading at once`
  const against = tellLoad(await read('/healthz'), { name, size: TILES.requests, checksum: '' })
  for (const path of ['/log/tile/0/000', '/log/tile/entries/000', '/log/checkpoint']) {
    const done = await read(path)
    const [bytes = new Uint8Array()] = done.answers
    const checksum = `${bytes.length} bytes, ${digestOf([bytes])}`
    tellLoad(done, {
      name: `${path}, ${TILES.readers} reading at once`,
      ...{ size: TILES.requests, checksum, against },
    })
  }
}
