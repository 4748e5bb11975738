// Guarantees of the transparency log on real PostgreSQL, with its real signer.
import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, test } from 'vitest'
import { rowsOf } from '@/db/client'
import { entriesBetween, logHead } from '@/db/log'
import { appendToLog } from '@/db/log-book'
import { nowOf } from '@/db/moment'
import { readCheckpoint } from '@/lib/domain/log-checkpoint'
import { type LogEntry, readLogEntry } from '@/lib/domain/log-entry'
import { formatVerifierKey, parseVerifierKey, type VerifierKey } from '@/lib/domain/log-note'
import { readEntryBundle, tilePath, tilesBetween, tileWidth } from '@/lib/domain/log-tile'
import { foldRoot, leafHash, nodeHash } from '@/lib/domain/log-tree'
import { people } from '@/lib/local/people'
import { database } from './database'
import type { Download } from './download'
import { env } from './env'
import { downloadCheckpoint, downloadTile } from './log'
import { logBook } from './log-book'
import { signNewest } from './log-signer'
import { answerUpkeep } from './log-upkeep'
import { asOwner, saysTo } from './owner.example'
import { pins, textOf } from './statement-check.example'
import { done, execute, newVenue } from './venue.example'

const upkeep = (token = process.env['UPKEEP_TOKEN'] ?? '') =>
  answerUpkeep(
    new Request('http://localhost:3000/api/log/upkeep', {
      method: 'POST',
      headers: { host: 'localhost:3000', authorization: `Bearer ${token}` },
    }),
  )

const checkpoint = async () => {
  const note = await textOf(done(await downloadCheckpoint.call({ officer: null }, {})))
  const keys = pins().keys.map((vkey) => parseVerifierKey(vkey) as VerifierKey)
  const read = readCheckpoint(note, { origin: pins().origin, keys })
  if ('problem' in read) throw new Error(read.problem)
  return read
}

const bytesOf = async ({ pieces }: Download): Promise<Uint8Array> => {
  for await (const piece of pieces) return piece as Uint8Array
  return new Uint8Array()
}
const tile = async (path: string) => downloadTile.call({ officer: null }, { path: path.slice(5) })

const bodies = async (): Promise<LogEntry[]> => {
  const { size } = await database().read(logHead)
  const rows = await database().read((db) => entriesBetween(db, { from: 0, to: size }))
  return rows.map(({ body }) => {
    const read = readLogEntry(body)
    if ('problem' in read) throw new Error(read.problem)
    return read.entry
  })
}

beforeAll(async () => {
  await execute(await newVenue())
})

test('begins with the genesis and its keys, and every entry has its form', async () => {
  const entries = await bodies()
  expect(entries.slice(0, 3).map(({ type }) => type)).toEqual([
    'genesis',
    'log-key',
    'statement-key',
  ])
  const [genesis] = entries
  expect(genesis).toMatchObject({ env: 'test', logOrigin: pins().origin })
  expect(genesis?.type === 'genesis' && genesis.officers).toHaveLength(people.length)
})

test('a run stands in it as snapshot, proposal, execution, in this order and under one digest', async () => {
  const run = (await bodies()).filter(({ type }) =>
    ['snapshot', 'proposal', 'execution'].includes(type),
  )
  const [snapshot, proposal, execution] = run.slice(-3)
  expect([snapshot?.type, proposal?.type, execution?.type]).toEqual([
    'snapshot',
    'proposal',
    'execution',
  ])
  if (proposal?.type !== 'proposal' || execution?.type !== 'execution') throw new Error('no run')
  expect(proposal.runDigest).toBe(execution.runDigest)
  expect(execution.decisions).toHaveLength(2)
})

test('its tiles and bundles give the signed root, and nothing above the signed size is served', async () => {
  const { size, root } = await checkpoint()
  const leaves: Uint8Array[] = []
  for (const one of tilesBetween({ from: 0, to: size })) {
    const bytes = await bytesOf(done(await tile(tilePath(one))))
    if (one.level !== 'entries') continue
    const bundle = readEntryBundle(bytes, one.width)
    if ('problem' in bundle) throw new Error(bundle.problem)
    leaves.push(...bundle.entries.map(leafHash))
  }
  expect(leaves).toHaveLength(size)
  const hashOf = ({ level, index }: { level: number; index: number }): Uint8Array =>
    level === 0
      ? (leaves[index] ?? new Uint8Array())
      : nodeHash(
          hashOf({ level: level - 1, index: index * 2 }),
          hashOf({ level: level - 1, index: index * 2 + 1 }),
        )
  expect(foldRoot(size, hashOf)).toEqual(root)
  const last = { level: 0, index: Math.floor(size / 256) }
  const beyond = tilePath({ ...last, width: tileWidth(last, size) + 1 })
  expect(await tile(beyond)).toMatchObject({ kind: 'refusal', code: 'unknown' })
  for (const path of [
    'tile/0/0',
    'tile/0/00x',
    'tile/64/000',
    'tile/entries/000.p/0',
    'tile/0/../x',
  ])
    expect(await tile(path)).toMatchObject({ kind: 'refusal' })
})

const entry = (at: string, name: string): LogEntry => ({
  v: 1,
  type: 'fund-daily',
  at,
  fundId: name,
  fundName: name,
  asset: 'TST',
  scale: '2',
  day: '2026-01-01',
  balance: '0',
  floor: '0',
})

const append = async (subject: string): Promise<number> => {
  const book = await logBook()
  return database().transact(async (tx) => {
    const at = await nowOf(tx)
    return appendToLog(tx, book, {
      at,
      entries: [{ entry: entry(at, subject), subject: `${subject}/2026-01-01` }],
    })
  })
}

describe('forty appends at once', () => {
  test('stand one after the other, each signed state continues the one before', async () => {
    const before = await checkpoint()
    const indexes = await Promise.all(
      Array.from({ length: 40 }, async (_, at) => {
        const index = await append(`parallel-${at}`)
        await signNewest(database())
        return index
      }),
    )
    await signNewest(database())
    expect(new Set(indexes).size).toBe(40)
    const { size } = await checkpoint()
    expect(size).toBeGreaterThanOrEqual(before.size + 40)
    expect(await database().read(logHead)).toMatchObject({ size })
  }, 60_000)
})

test('an entry about the same thing is refused, and nothing of its transaction stays', async () => {
  await append('only-once')
  const { size } = await database().read(logHead)
  await expect(append('only-once')).rejects.toThrow()
  expect((await database().read(logHead)).size).toBe(size)
})

test('the application can neither skip, rewrite nor forge what stands in it', async () => {
  const said = [
    sql`update log_entry set body = body where index = 0`,
    sql`delete from log_entry where index = 0`,
    sql`insert into log_entry (index, type, body, root) values (1000000, 'dispute', '{"type":"dispute"}', '\\x00')`,
    sql`insert into log_entry (index, type, body, root) select max(index) + 1, 'dispute', '{"type":"dispute"}', '\\x00' from log_entry`,
    sql`insert into log_node (level, index, hash) values (7, 900000, '\\x00')`,
    sql`update log_checkpoint set note = note`,
    sql`insert into log_checkpoint (size, note) values (999999, 'garbage')`,
    sql`insert into log_checkpoint (size, note) select max(index) + 1, 'origin' || E'\n' || (max(index) + 1) || E'\nAAAA\n' from log_entry`,
  ]
  for (const statement of said) expect(await saysTo(statement)).not.toBe('done')
})

test('what is executed or frozen without its entry is refused at commit', async () => {
  const venue = await newVenue()
  const forged = sql`insert into snapshot (fund_id, numeraire, cutoff_at, state, file_name, rows_expected, officer_id, salt)
    values (${venue.fundId}, 'profit', now(), 'importing', 'x', 1, ${venue.analyst.id}, repeat('a', 64))`
  expect(await saysTo(forged)).toBe('done')
  const frozen = sql`update snapshot set state = 'frozen', digest = repeat('a', 64), frozen_at = now(), capacity = 0, eligible_base = 0,
    house_base = 0, exempt_base = 0, eligible_count = 1, house_count = 0, exempt_count = 0 where file_name = 'x' and fund_id = ${venue.fundId}`
  expect(await saysTo(frozen)).toBe('23514')
})

test('a key that comes or leaves the settings gets its entry, and one that comes back another', async () => {
  const [old] = env().LOG_KEYS
  const added = formatVerifierKey({
    name: pins().origin,
    use: 'note',
    publicKey: new Uint8Array(32).fill(9),
  })
  const statusOf = async (vkey: string) =>
    (await bodies()).flatMap((one) =>
      one.type === 'log-key' && one.vkey === vkey ? [one.status] : [],
    )
  if (old === undefined) throw new Error('expected a key, got none')
  const before = await statusOf(old)
  for (const [keys, name] of [
    [[old, added], 'both'],
    [[added], 'new'],
    [[old], 'back'],
  ] as const) {
    env().LOG_KEYS = [...keys]
    await append(`rotation-${name}`)
  }
  expect(await statusOf(added)).toEqual(['active', 'retired'])
  expect((await statusOf(old)).slice(before.length)).toEqual(['retired', 'active'])
})

describe('upkeep', () => {
  test('notices an entry that was altered behind the application’s back', async () => {
    const change = (body: ReturnType<typeof sql>) =>
      asOwner().transact(async (tx) => {
        await rowsOf(tx, sql`alter table log_entry disable trigger user`)
        await rowsOf(tx, sql`update log_entry set body = ${body} where index = 1`)
        await rowsOf(tx, sql`alter table log_entry enable trigger user`)
      })
    await change(sql`body || ' '`)
    expect((await upkeep()).status).toBe(500)
    await change(sql`rtrim(body)`)
    expect((await upkeep()).status).toBe(200)
  })

  test('needs its token, and then appends closing balances once a fund and day', async () => {
    expect((await upkeep('wrong')).status).toBe(401)
    expect((await upkeep()).status).toBe(200)
    const { size } = await database().read(logHead)
    expect((await upkeep()).status).toBe(200)
    expect((await database().read(logHead)).size).toBe(size)
    const rows = await database().read((db) =>
      rowsOf<{ due: number }>(
        db,
        sql`select count(*)::int as due from fund f where not exists (select from log_entry e
          where e.type = 'fund-daily' and e.subject = f.id || '/' || to_char((now() at time zone 'UTC')::date - 1, 'YYYY-MM-DD'))`,
      ),
    )
    expect(rows[0]?.due).toBe(0)
    expect((await checkpoint()).size).toBe(size)
  })
})
