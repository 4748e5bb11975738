// Guarantees of the imports: stored whole or not at all, frozen for good, and a digest anybody can check.
import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { claimsOf, snapshotById } from '@/db/claim'
import { onlyRow } from '@/db/client'
import { sha256Hex } from '@/lib/domain/canonical-json'
import { snapshotDigest } from '@/lib/domain/claim'
import {
  exportSnapshot,
  freezeClaims,
  showSnapshots,
  startClaimImport,
  storeClaimChunk,
} from './claim'
import { database } from './database'
import { finishLossImport, startLossImport, storeLossChunk } from './loss'
import { saysTo } from './owner.example'
import { textOf } from './statement-check.example'
import { call, done, importClaims, importLosses, newFund, newOfficer } from './venue.example'

const header = 'account,base,class,cap'
const begin = async (rows: number) => {
  const [analyst, fundId] = [await newOfficer('analyst'), await newFund()]
  const input = {
    fundId,
    numeraire: 'profit',
    cutoffAt: '2026-01-01T00:00:00Z',
    fileName: 'c.csv',
    rows,
  }
  const { importId } = done(await call(startClaimImport, analyst, input))
  const send = (firstLine: number, ...lines: string[]) =>
    call(storeClaimChunk, analyst, { importId, firstLine, text: [header, ...lines].join('\n') })
  return {
    analyst,
    fundId,
    importId,
    send,
    freeze: () => call(freezeClaims, analyst, { importId }),
  }
}

test('the digest of a snapshot is the SHA-256 of its export, and the kernel’s', async () => {
  const [analyst, fundId] = [await newOfficer('analyst'), await newFund()]
  const lines = ['b.2,2.50,house,1.25', 'a:1,1.00,eligible,', 'Z-9,3.00,exempt,', '0x1,0,eligible,']
  const snapshot = await importClaims(analyst, fundId, lines)
  const file = done(await call(exportSnapshot, analyst, { snapshotId: snapshot.id }))
  const text = await textOf(file)
  expect(sha256Hex(text)).toBe(snapshot.digest)
  const row = await database().read((db) => snapshotById(db, snapshot.id))
  const claims = await database().read((db) => claimsOf(db, snapshot.id))
  expect(snapshotDigest(claims, { salt: row?.salt ?? '' })).toBe(snapshot.digest)
  expect(text.split('\n').slice(2, 6)).toEqual([
    '0x1,,eligible,0,,,,',
    'Z-9,,exempt,300,,,,',
    'a:1,,eligible,100,,,,',
    'b.2,,house,250,,125,,',
  ])
})

test('refuses a bad line by its number in the whole file and stores nothing of the part', async () => {
  const { send, importId } = await begin(3)
  const outcome = await send(
    12_002,
    'a,1.00,eligible,',
    'b,1e309,eligible,',
    'c,1.00,eligible,2.00',
  )
  expect(outcome.kind === 'invalid' && outcome.fields.map(({ field }) => field)).toEqual([
    'line 12003',
    'line 12004',
  ])
  const stored = await database().read((db) =>
    onlyRow(db, sql`select account from claim where snapshot_id = ${importId}`),
  )
  expect(stored).toBeUndefined()
})

test('refuses an account that stands in two parts of a file', async () => {
  const { send } = await begin(2)
  done(await send(2, 'a,1.00,eligible,'))
  expect(await send(3, 'a,2.00,eligible,')).toMatchObject({ code: 'duplicate' })
})

test('does not freeze a file of which a part is missing', async () => {
  const { send, freeze, analyst } = await begin(3)
  done(await send(2, 'a,1.00,eligible,', 'b,1.00,eligible,'))
  expect(await freeze()).toMatchObject({ code: 'incomplete' })
  const { snapshots } = done(await call(showSnapshots, analyst, {}))
  expect(snapshots.some(({ fileName }) => fileName === 'c.csv')).toBe(false)
})

test('does not freeze owners whose accounts disagree, though they came in two parts', async () => {
  const { analyst, importId, freeze } = await begin(2)
  const send = (firstLine: number, line: string) =>
    call(storeClaimChunk, analyst, {
      importId,
      firstLine,
      text: `account,base,class,owner\n${line}`,
    })
  done(await send(2, 'a,1.00,eligible,o'))
  done(await send(3, 'b,1.00,house,o'))
  expect(await freeze()).toMatchObject({ code: 'incomplete' })
})

test('an import belongs to the officer who began it', async () => {
  const { importId } = await begin(1)
  const stranger = await newOfficer('analyst')
  const text = `${header}\na,1.00,eligible,`
  expect(await call(storeClaimChunk, stranger, { importId, firstLine: 2, text })).toMatchObject({
    code: 'unknown',
  })
})

test('refuses a cut-off that has not passed', async () => {
  const [analyst, fundId] = [await newOfficer('analyst'), await newFund()]
  const input = {
    fundId,
    numeraire: 'profit',
    cutoffAt: '2999-01-01T00:00:00Z',
    fileName: 'c.csv',
    rows: 1,
  }
  expect(await call(startClaimImport, analyst, input)).toMatchObject({ kind: 'invalid' })
})

test('neither a frozen snapshot nor its claims can change', async () => {
  const [analyst, fundId] = [await newOfficer('analyst'), await newFund()]
  const { id } = await importClaims(analyst, fundId, ['a,1.00,eligible,'])
  expect(
    await saysTo(
      sql`insert into claim (snapshot_id, account, class, base) values (${id}, 'z', 'eligible', 1)`,
    ),
  ).toBe('23001')
  expect(await saysTo(sql`delete from claim where snapshot_id = ${id}`)).toBe('23001')
  expect(await saysTo(sql`update snapshot set capacity = 0 where id = ${id}`)).toBe('23001')
  expect(await saysTo(sql`update claim set base = 0 where snapshot_id = ${id}`)).toBe('42501')
})

test('the tables refuse what the reader refuses', async () => {
  const { importId } = await begin(1)
  const insert = (account: string, base: string, cap: string | null) =>
    saysTo(
      sql`insert into claim (snapshot_id, account, class, base, cap) values (${importId}, ${account}, 'eligible', ${base}::numeric, ${cap}::numeric)`,
    )
  expect(await insert('g:group', '1', null)).toBe('23514')
  expect(await insert('=cmd', '1', null)).toBe('23514')
  expect(await insert('a', '-1', null)).toBe('23514')
  expect(await insert('a', '9223372036854775808', null)).toBe('23514')
  expect(await insert('a', '1', '2')).toBe('23514')
})

test('losses of a file are stored together or not at all', async () => {
  const [analyst, fundId] = [await newOfficer('analyst'), await newFund()]
  const [known = ''] = await importLosses(analyst, fundId, ['1.00'])
  const { importId } = done(
    await call(startLossImport, analyst, { fundId, fileName: 'l.csv', rows: 2 }),
  )
  const text = `id,time,market,shortfall\n${known},2026-01-01T00:00:00Z,BTC-TST,1.00\n${known}-x,2026-01-01T00:00:00Z,BTC-TST,1.00`
  done(await call(storeLossChunk, analyst, { importId, firstLine: 2, text }))
  expect(await call(finishLossImport, analyst, { importId })).toMatchObject({ code: 'duplicate' })
  const stored = await database().read((db) =>
    onlyRow(db, sql`select id from loss where id = ${`${known}-x`}`),
  )
  expect(stored).toBeUndefined()
})

test('refuses a loss of 0 with its line', async () => {
  const [analyst, fundId] = [await newOfficer('analyst'), await newFund()]
  const { importId } = done(
    await call(startLossImport, analyst, { fundId, fileName: 'l.csv', rows: 1 }),
  )
  const text = 'id,time,market,shortfall\nLE-0,2026-01-01T00:00:00Z,BTC-TST,0.00'
  const outcome = await call(storeLossChunk, analyst, { importId, firstLine: 2, text })
  expect(outcome.kind === 'invalid' && outcome.fields[0]?.field).toBe('line 2')
})
