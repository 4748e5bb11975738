// Guarantees of the one mechanism: authorised, parsed, once per key, audited or not done at all.
import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { onlyRow, rowsOf } from '@/db/client'
import { saveDraft } from './clawback'
import { database } from './database'
import { executeClawback } from './execution'
import { startLossImport } from './loss'
import { asOwner, saysTo } from './owner.example'
import { call, done, newFund, newKey, newOfficer, newVenue, runInputOf } from './venue.example'

const count = async (query: ReturnType<typeof sql>) =>
  (await database().read((db) => onlyRow<{ count: number }>(db, query)))?.count

test('refuses nobody, and the wrong role, before anything is read', async () => {
  const input = { fundId: 'nowhere', fileName: 'f.csv', rows: 1 }
  expect(
    await startLossImport.call({ officer: null, idempotencyKey: newKey() }, input),
  ).toMatchObject({ code: 'not-signed-in' })
  expect(await call(startLossImport, await newOfficer('approver'), 'nonsense')).toMatchObject({
    code: 'role-missing',
  })
})

test('a denial leaves an audit row of its own', async () => {
  const viewer = await newOfficer('viewer')
  await call(startLossImport, viewer, {})
  expect(
    await count(
      sql`select count(*)::int from audit where officer_id = ${viewer.id} and denied and outcome = 'role-missing'`,
    ),
  ).toBe(1)
})

test('a denial says of what, where the request names it by an id, and never an account', async () => {
  const viewer = await newOfficer('viewer')
  await call(executeClawback, viewer, { clawbackId: 'CB-2026-999', account: 'acct-1' })
  await call(executeClawback, viewer, { clawbackId: 'no id at all', account: 'acct-1' })
  const rows = await database().read((db) =>
    rowsOf<{ subject: string }>(
      db,
      sql`select subject from audit where officer_id = ${viewer.id} and denied order by seq`,
    ),
  )
  expect(rows.map(({ subject }) => subject)).toEqual(['CB-2026-999', ''])
})

test('says in plain words what is missing or too long', async () => {
  const analyst = await newOfficer('analyst')
  const outcome = await call(startLossImport, analyst, { fundId: 7 })
  expect(outcome.kind === 'invalid' && outcome.fields).toEqual([
    { field: 'fundId', sentence: 'expected a text' },
    { field: 'fileName', sentence: 'expected a text, got none' },
    { field: 'rows', sentence: 'expected a number, got none' },
  ])
})

test('names the fields that are wrong and stores nothing', async () => {
  const analyst = await newOfficer('analyst')
  const outcome = await call(startLossImport, analyst, { fundId: 'f', fileName: '', rows: 0 })
  expect(outcome.kind === 'invalid' && outcome.fields.map(({ field }) => field)).toEqual([
    'fileName',
    'rows',
  ])
  expect(
    await count(sql`select count(*)::int from loss_import where officer_id = ${analyst.id}`),
  ).toBe(0)
})

test('one key does one thing once, even at the same instant', async () => {
  const [analyst, fundId, key] = [await newOfficer('analyst'), await newFund(), newKey()]
  const input = { fundId, fileName: 'losses.csv', rows: 2 }
  const outcomes = await Promise.all(
    Array.from({ length: 8 }, () => call(startLossImport, analyst, input, key)),
  )
  expect(new Set(outcomes.map((outcome) => done(outcome).importId)).size).toBe(1)
  expect(
    await count(sql`select count(*)::int from loss_import where officer_id = ${analyst.id}`),
  ).toBe(1)
})

test('refuses the same key for another body and for another verb', async () => {
  const [analyst, fundId, key] = [await newOfficer('analyst'), await newFund(), newKey()]
  done(await call(startLossImport, analyst, { fundId, fileName: 'losses.csv', rows: 2 }, key))
  const other = await call(
    startLossImport,
    analyst,
    { fundId, fileName: 'losses.csv', rows: 3 },
    key,
  )
  expect(other).toMatchObject({ code: 'key-reused' })
})

test('the audit rows form one chain in which no link is missing', async () => {
  await newVenue()
  const broken = sql`select count(*)::int from (select prev, lag(hash, 1, repeat('0', 64)) over (order by seq) as before,
    seq, row_number() over (order by seq) as place from audit) a where prev <> before or seq <> place`
  expect(await count(broken)).toBe(0)
})

test('every link is the hash of its row', async () => {
  await newVenue()
  const wrong = sql`select count(*)::int from audit where hash <> encode(sha256(convert_to((jsonb_build_object('seq', seq::text, 'prev', prev,
    'at', to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), 'officer', officer_id, 'verb', verb, 'subject', subject,
    'outcome', outcome, 'inputDigest', input_digest, 'denied', denied) || case when before is null and after is null then '{}'::jsonb
      else jsonb_build_object('before', before, 'after', after) end)::text, 'UTF8')), 'hex')`
  expect(await count(wrong)).toBe(0)
})

test('a change whose audit row cannot be written is not done', async () => {
  const venue = await newVenue()
  await asOwner().transact((tx) => rowsOf(tx, sql`revoke insert on audit from ballast_app`))
  try {
    expect(await call(saveDraft, venue.analyst, runInputOf(venue))).toMatchObject({ kind: 'fault' })
  } finally {
    await asOwner().transact((tx) => rowsOf(tx, sql`grant insert on audit to ballast_app`))
  }
  expect(await count(sql`select count(*)::int from clawback where fund_id = ${venue.fundId}`)).toBe(
    0,
  )
})

test('the application’s role owns nothing and can neither change nor empty what is append-only', async () => {
  expect(
    await count(
      sql`select count(*)::int from pg_class where relowner = (select oid from pg_roles where rolname = 'ballast_app')`,
    ),
  ).toBe(0)
  const tables = [
    'audit',
    'fund_entry',
    'loss',
    'levy',
    'signoff',
    'signoff_statement',
    'execution',
    'journal_line',
    'report',
    'idempotency',
  ]
  for (const table of tables) {
    const name = sql.identifier(table)
    expect(await saysTo(sql`delete from ${name}`)).toBe('42501')
    expect(await saysTo(sql`truncate ${name} cascade`)).toBe('42501')
    // The triggers refuse even the owner.
    expect(await saysTo(sql`truncate ${name} cascade`, asOwner())).toBe('23001')
  }
})
