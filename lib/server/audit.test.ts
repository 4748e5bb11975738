// Guarantees of reading the audit: only overseers, exactly what was asked for, no formula, no broken row unseen.
import { sql } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import * as z from 'zod'
import { appendAudit } from '@/db/audit'
import { type Database, openDatabase, rowsOf } from '@/db/client'
import { exportAudit, showAudit } from './audit'
import { checkAudit } from './audit-chain'
import { database } from './database'
import type { Download } from './download'
import type { Officer } from './officer'
import { newPerson } from './officer.example'
import { type Outcome, type Verb, verb } from './verb'

let auditor: Officer
beforeAll(async () => {
  auditor = await newPerson('auditor')
})

const owner = (): Database =>
  openDatabase({
    url: process.env['MIGRATION_DATABASE_URL'] ?? '',
    localEndpoint: process.env['NEON_LOCAL_ENDPOINT'],
  })
const done = <Output>(outcome: Outcome<Output>): Output => {
  if (outcome.kind !== 'done') throw new Error(`expected done, got ${JSON.stringify(outcome)}`)
  return outcome.output
}
const ask = async <Input, Output>(asked: Verb<Input, Output>, input: object = {}) =>
  done(await asked.call({ officer: auditor }, input))
const textOf = async ({ pieces }: Download): Promise<string> => {
  let text = ''
  for await (const piece of pieces) text += String(piece)
  return text
}
const append = (rows: { subject: string; outcome?: string; denied?: boolean }[]) =>
  database().transact(async (tx) => {
    for (const { subject, outcome = 'done', denied = false } of rows) {
      const row = { officerId: auditor.id, verb: 'test.noted', inputDigest: '', subject }
      await appendAudit(tx, { ...row, outcome, denied })
    }
  })

const renameThing = verb({
  name: 'thing.renamed',
  kind: 'change',
  access: 'officer',
  input: z.object({ name: z.string() }),
  output: z.object({}),
  run: ({ input }) =>
    Promise.resolve({
      subject: input.name,
      output: {},
      change: { before: { name: 'old' }, after: { name: input.name } },
    }),
})

test('keeps what stood there before a change and what stands there after it', async () => {
  const name = `thing-${crypto.randomUUID()}`
  done(await renameThing.call({ officer: auditor, idempotencyKey: crypto.randomUUID() }, { name }))
  const { rows } = await ask(showAudit, { subject: name })
  expect(rows).toMatchObject([{ before: { name: 'old' }, after: { name }, outcome: 'done' }])
})

test('answers exactly the rows that meet every filter, newest first, each once over the pages', async () => {
  const mark = `mark-${crypto.randomUUID()}`
  await append(Array.from({ length: 7 }, (_, index) => ({ subject: `${mark}/${index}` })))
  await append([{ subject: `${mark}/x`, outcome: 'role-missing', denied: true }])
  const filter = { subject: mark, officer: auditor.pseudonym, verb: 'test.noted' }
  const first = await ask(showAudit, { ...filter, limit: 5 })
  const second = await ask(showAudit, { ...filter, limit: 5, before: first.rows.at(-1)?.seq })
  expect([first.hasMore, second.hasMore]).toEqual([true, false])
  expect(
    [...first.rows, ...second.rows].map(({ subject }) => subject.slice(mark.length + 1)),
  ).toEqual(['x', '6', '5', '4', '3', '2', '1', '0'])
  const denied = await ask(showAudit, { ...filter, denied: 'yes', outcome: 'role-missing' })
  expect(denied.rows).toHaveLength(1)
  const past = await ask(showAudit, { ...filter, to: '2026-01-01T00:00:00Z' })
  expect(past.rows).toEqual([])
  expect(first.choices.verbs).toContain('test.noted')
  expect(first.choices.officers).toContainEqual({
    name: auditor.name,
    pseudonym: auditor.pseudonym,
  })
})

test('no cell of the file is a formula, and taking it away is a row of its own', async () => {
  const subject = `=HYPERLINK("http://x")${crypto.randomUUID()}`
  await append([{ subject }])
  const csv = await textOf(await ask(exportAudit, { format: 'csv', subject }))
  expect(csv.split('\r\n')).toHaveLength(3)
  expect(csv).toContain(`"'=HYPERLINK(""http://x"")`)
  const { rows } = await ask(showAudit, { verb: 'audit.exported', officer: auditor.pseudonym })
  expect(rows[0]).toMatchObject({ outcome: 'done', denied: false })
})

test('the other file holds each row as JSON with its link and hash', async () => {
  const subject = `row-${crypto.randomUUID()}`
  await append([{ subject }, { subject }])
  const text = await textOf(await ask(exportAudit, { format: 'ndjson', subject }))
  const lines = text.trimEnd().split('\n')
  const [one, two] = lines.map((line) => JSON.parse(line) as Record<string, string>)
  expect(two?.['prev']).toBe(one?.['hash'])
})

const checked = async (): Promise<unknown> => {
  for (let from = '0'; ;) {
    const step = await ask(checkAudit, { from })
    if (step.broken !== null || BigInt(step.to) >= BigInt(step.size)) return step.broken
    from = step.to
  }
}
/** What a hand with the owner's rights can do to the table, undone after the look. */
const whileTampered = async (tamper: ReturnType<typeof sql>, undo: ReturnType<typeof sql>) => {
  const alone = (statement: ReturnType<typeof sql>) =>
    owner().transact(async (tx) => {
      await rowsOf(tx, sql`alter table audit disable trigger user`)
      await rowsOf(tx, statement)
      await rowsOf(tx, sql`alter table audit enable trigger user`)
    })
  await alone(tamper)
  try {
    return await checked()
  } finally {
    await alone(undo)
  }
}

test('finds the first row that was altered, unlinked or removed, and none in a whole chain', async () => {
  await append([{ subject: 'a' }, { subject: 'b' }, { subject: 'c' }])
  expect(await checked()).toBeNull()
  const { rows } = await ask(showAudit, { verb: 'test.noted', limit: 3 })
  const [seq, hash] = [rows[1]?.seq ?? '', rows[1]?.hash ?? '']
  expect(
    await whileTampered(
      sql`update audit set subject = 'other' where seq = ${seq}::numeric`,
      sql`update audit set subject = 'b' where seq = ${seq}::numeric`,
    ),
  ).toEqual({ seq, what: 'altered' })
  // A row whose hash was made to fit is betrayed by the one after it.
  const rehashed = sql`update audit a set subject = 'other', hash = audit_hash(jsonb_populate_record(a, '{"subject":"other"}')) where seq = ${seq}::numeric`
  const restored = sql`update audit set subject = 'b', hash = ${hash} where seq = ${seq}::numeric`
  const next = String(BigInt(seq) + 1n)
  expect(await whileTampered(rehashed, restored)).toEqual({ seq: next, what: 'unlinked' })
  const removed = sql`update audit set seq = seq + 1000000 where seq = ${seq}::numeric`
  const back = sql`update audit set seq = seq - 1000000 where seq = ${seq}::numeric + 1000000`
  expect(await whileTampered(removed, back)).toEqual({ seq, what: 'missing' })
  expect(await checked()).toBeNull()
})
