// Guarantees of statements on real PostgreSQL: everybody in scope gets one that an outsider verifies.
import { sql } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { rowsOf } from '@/db/client'
import type { StatementFile } from '@/lib/domain/statement-file'
import { verifyFiles } from '@/lib/domain/verification'
import { isAccepted } from '@/lib/domain/verification-check'
import { database } from './database'
import { downloadReport, downloadReportProof } from './report'
import { createStatementLink, downloadStatement, openStatementLink } from './statement'
import { exportStatements } from './statement-export'
import { asOwner } from './owner.example'
import { failures, pins, textOf } from './statement-check.example'
import {
  call,
  done,
  execute,
  newKey,
  newOfficer,
  newVenue,
  publish,
  type Ref,
  type Venue,
} from './venue.example'

type Published = { venue: Venue; ref: Ref; publisher: Awaited<ReturnType<typeof newOfficer>> }

const HEADER = 'account,base,class,owner'
const lines = (count: number) =>
  Array.from({ length: count }, (_, index) => {
    const group = ['eligible', 'eligible', 'house', 'exempt'][index % 4] ?? ''
    const owner = group === 'eligible' && index % 8 < 2 && index < 40 ? `owner-${index >> 3}` : ''
    return `acc-${index},${(4 + index / 100).toFixed(2)},${group},${owner}`
  })

const published = async (count: number): Promise<Published> => {
  const venue = await newVenue(lines(count), HEADER)
  const ref = await execute(venue)
  const publisher = await newOfficer('publisher')
  done(await publish(publisher, ref))
  return { venue, ref, publisher }
}

let small: Published
let deep: Published
beforeAll(async () => {
  small = await published(100)
  // 3,000 leaves and more: several bottom subtrees, and stored nodes above them.
  deep = await published(1_500)
})

const statementOf = async ({ ref, publisher }: Published, account: string): Promise<string> =>
  textOf(done(await call(downloadStatement, publisher, { clawbackId: ref.clawbackId, account })))

test.each(['acc-0', 'acc-2', 'acc-3', 'acc-99', 'acc-50'])(
  'the statement of %s passes every check of a verifier that knows only the log’s key',
  async (account) => {
    expect(failures(await statementOf(small, account), account)).toEqual([])
  },
)

test.each(['acc-0', 'acc-3', 'acc-777', 'acc-1499'])(
  'in a tree of several stored pieces the statement of %s passes too',
  async (account) => {
    const text = await statementOf(deep, account)
    expect(failures(text, account)).toEqual([])
    const { claimsContext } = JSON.parse(text) as StatementFile
    expect(claimsContext.depth).toBe('12')
  },
)

test('both accounts of one owner get the same file, and nobody else can use it', async () => {
  const [one, other] = [await statementOf(small, 'acc-0'), await statementOf(small, 'acc-1')]
  expect((JSON.parse(one) as StatementFile).members?.ids).toEqual(['acc-0', 'acc-1'])
  expect((JSON.parse(one) as StatementFile).chunks).toEqual(
    (JSON.parse(other) as StatementFile).chunks,
  )
  expect(failures(other, 'acc-1')).toEqual([])
  expect(failures(one, 'acc-8')).not.toEqual([])
})

test('a statement with its report and the report’s proof is accepted as a whole', async () => {
  const { ref, publisher } = small
  const about = { reportId: ref.clawbackId }
  const texts = [
    ['statement.json', await statementOf(small, 'acc-5')],
    ['report.json', await textOf(done(await call(downloadReport, publisher, about)))],
    ['report.tlog-proof', await textOf(done(await call(downloadReportProof, publisher, about)))],
  ] as const
  const files = texts.map(([name, text]) => ({ name, bytes: new TextEncoder().encode(text) }))
  const verifications = verifyFiles(files, { pins: pins(), account: 'acc-5', kept: null })
  expect(verifications.map(({ kind }) => kind)).toEqual(['statement', 'report', 'log proof'])
  expect(verifications.every(isAccepted)).toBe(true)
})

test('who is not in scope and who never existed get the same answer', async () => {
  const { ref, publisher } = small
  const answers = await Promise.all(
    ['acc-100', 'nobody'].map((account) =>
      call(downloadStatement, publisher, { clawbackId: ref.clawbackId, account }),
    ),
  )
  expect(answers.map(({ kind }) => kind)).toEqual(['refusal', 'refusal'])
  const sentences = answers.map((answer) => (answer.kind === 'refusal' ? answer.sentence : ''))
  expect(sentences[0]?.replace('acc-100', '')).toBe(sentences[1]?.replace('nobody', ''))
})

test('a run that is too small for a report has statements once it is executed', async () => {
  const venue = await newVenue()
  const ref = await execute(venue)
  const about = { clawbackId: ref.clawbackId, account: 'd' }
  const text = await textOf(done(await call(downloadStatement, venue.analyst, about)))
  expect(JSON.parse(text)).toMatchObject({ reportVersion: null, reportSha256: null, levy: '0' })
  expect(failures(text, 'd')).toEqual([])
})

test('before its report a run that can be published has no statements', async () => {
  const venue = await newVenue(lines(100), HEADER)
  const ref = await execute(venue)
  const about = { clawbackId: ref.clawbackId, account: 'acc-0' }
  expect(await call(downloadStatement, venue.analyst, about)).toMatchObject({ code: 'unknown' })
})

test('a viewer gets no statement, no link and no export', async () => {
  const viewer = await newOfficer('viewer')
  const about = { clawbackId: small.ref.clawbackId, account: 'acc-0' }
  for (const verb of [downloadStatement, createStatementLink] as const) {
    expect(await call(verb as typeof downloadStatement, viewer, about)).toMatchObject({
      code: 'role-missing',
    })
  }
  expect(await call(exportStatements, viewer, about)).toMatchObject({ code: 'role-missing' })
})

const link = async (account: string): Promise<string> => {
  const about = { clawbackId: small.ref.clawbackId, account }
  const { address } = done(await call(createStatementLink, small.publisher, about))
  return address.split('#')[1] ?? ''
}
const open = (token: string) => openStatementLink.call({ officer: null }, { token })

test('a link opens the statement of its account, and again while the answer may be lost', async () => {
  const token = await link('acc-7')
  const text = await textOf(done(await open(token)))
  expect(failures(text, 'acc-7')).toEqual([])
  expect((await open(token)).kind).toBe('done')
})

const withLinks = (change: ReturnType<typeof sql>) =>
  asOwner().transact(async (tx) => {
    await rowsOf(tx, sql`alter table statement_link disable trigger user`)
    await rowsOf(tx, change)
    await rowsOf(tx, sql`alter table statement_link enable trigger user`)
  })

test('a link that was opened, has run out or never was: one sentence, and no statement', async () => {
  const [used, old] = [await link('acc-9'), await link('acc-10')]
  await open(used)
  await withLinks(
    sql`update statement_link set opened_at = now() - interval '11 minutes' where opened_at is not null`,
  )
  await withLinks(
    sql`update statement_link set created_at = now() - interval '20 days', expires_at = now() - interval '1 second' where account = 'acc-10'`,
  )
  const answers = [await open(used), await open(old), await open('0'.repeat(64))]
  expect(answers[0]).toMatchObject({ kind: 'refusal', code: 'unknown' })
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
})

test('a link whose answer was lost is not told again by its key', async () => {
  const about = { clawbackId: small.ref.clawbackId, account: 'acc-12' }
  const key = newKey()
  done(await call(createStatementLink, small.publisher, about, key))
  expect(await call(createStatementLink, small.publisher, about, key)).toMatchObject({
    kind: 'refusal',
    code: 'duplicate',
  })
})

test('the database holds no token, and an opened link stays opened', async () => {
  const token = await link('acc-11')
  const rows = await asOwner().read((db) =>
    rowsOf<{ text: string }>(
      db,
      sql`select l::text as text from statement_link l union all select i::text from idempotency i union all select a::text from audit a`,
    ),
  )
  expect(rows.some(({ text }) => text.includes(token))).toBe(false)
  await open(token)
  const taken = database().transact((tx) =>
    rowsOf(tx, sql`update statement_link set opened_at = null where account = 'acc-11'`),
  )
  await expect(taken).rejects.toThrow()
})

test('the export holds one signed statement an owner, each accepted, and goes on where it stopped', async () => {
  const { ref, publisher } = small
  const about = { clawbackId: ref.clawbackId }
  const all = (await textOf(done(await call(exportStatements, publisher, about))))
    .trim()
    .split('\n')
  expect(all).toHaveLength(95)
  const first = await textOf(done(await call(exportStatements, publisher, { ...about, limit: 40 })))
  const head = first.trim().split('\n')
  const last = readerOf(head.at(-1) ?? '')
  const rest = await textOf(
    done(await call(exportStatements, publisher, { ...about, after: last })),
  )
  expect([...head, ...rest.trim().split('\n')].map(readerOf)).toEqual(all.map(readerOf))
  for (const text of all.slice(0, 12)) expect(failures(text, readerOf(text))).toEqual([])
})

const readerOf = (text: string): string => {
  const { account, members } = JSON.parse(text) as StatementFile
  return members?.ids[0] ?? account
}

test.each([
  ['a levy', 'levy', sql`update levy set amount = amount - 1 where account = 'acc-5'`],
  ['a claim', 'claim', sql`update claim set base = base + 1 where account = 'acc-5'`],
  ['the log', 'log_entry', sql`update log_entry set body = body || ' ' where type = 'execution'`],
])(
  'nothing is signed that a verifier would refuse: %s was altered behind the application’s back',
  async (_, table, change) => {
    const { ref, venue, publisher } = await published(100)
    const about = { clawbackId: ref.clawbackId, account: 'acc-5' }
    const of = sql.raw(
      {
        levy: `and clawback_id = '${ref.clawbackId}'`,
        claim: `and snapshot_id = '${venue.snapshotId}'`,
        log_entry: `and subject = '${ref.clawbackId}'`,
      }[table] ?? '',
    )
    await asOwner().transact(async (tx) => {
      await rowsOf(tx, sql`alter table ${sql.raw(table)} disable trigger user`)
      await rowsOf(tx, sql`${change} ${of}`)
      await rowsOf(tx, sql`alter table ${sql.raw(table)} enable trigger user`)
    })
    expect((await call(downloadStatement, publisher, about)).kind).toBe('fault')
    const all = call(exportStatements, publisher, { clawbackId: ref.clawbackId })
    await expect(all.then((outcome) => textOf(done(outcome)))).rejects.toThrow()
    // Back again: the log is one for all tests.
    if (table !== 'log_entry') return
    await asOwner().transact(async (tx) => {
      await rowsOf(tx, sql`alter table log_entry disable trigger user`)
      await rowsOf(
        tx,
        sql`update log_entry set body = rtrim(body) where subject = ${ref.clawbackId}`,
      )
      await rowsOf(tx, sql`alter table log_entry enable trigger user`)
    })
  },
)

test('without the secret of its snapshot a run has no statements, and says nothing else', async () => {
  const { ref, venue, publisher } = await published(100)
  await asOwner().transact((tx) =>
    rowsOf(tx, sql`delete from snapshot_secret where snapshot_id = ${venue.snapshotId}`),
  )
  const about = { clawbackId: ref.clawbackId, account: 'acc-0' }
  expect(await call(downloadStatement, publisher, about)).toMatchObject({ kind: 'refusal' })
})
