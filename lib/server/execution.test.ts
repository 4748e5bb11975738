// Guarantees of release on real PostgreSQL: exactly once, balanced, and only what was signed.
import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { onlyRow, rowsOf } from '@/db/client'
import { saveDraft, simulateClawback } from './clawback'
import { database } from './database'
import { executeClawback } from './execution'
import { exportLevies, exportManifest } from './levy'
import { asOwner, saysTo } from './owner.example'
import { textOf } from './statement-check.example'
import {
  approve,
  call,
  done,
  draft,
  execute,
  importLosses,
  newKey,
  importClaims,
  newFund,
  newOfficer,
  newVenue,
  propose,
  publish,
  runInputOf,
  sign,
} from './venue.example'
import { sha256Hex } from '@/lib/domain/canonical-json'
import { type Envelope, subjectDigest } from '@/lib/domain/signoff'

const read = <Row>(query: ReturnType<typeof sql>) =>
  database().read((db) => onlyRow<Row>(db, query))
test('50 parallel executions execute once', async () => {
  const venue = await newVenue()
  const ref = await approve(venue)
  const outcomes = await Promise.all(
    Array.from({ length: 50 }, () => call(executeClawback, venue.approver, ref)),
  )
  expect(outcomes.filter(({ kind }) => kind === 'done')).toHaveLength(1)
  expect(
    outcomes.filter((outcome) => outcome.kind === 'refusal' && outcome.code === 'wrong-state'),
  ).toHaveLength(49)
  const rows = await read<{ executions: number; draws: number }>(
    sql`select (select count(*)::int from execution where clawback_id = ${ref.clawbackId}) as executions,
          (select count(*)::int from fund_entry where source_id = ${`clawback/${ref.clawbackId}`}) as draws`,
  )
  expect(rows).toEqual({ executions: 1, draws: 1 })
})

test('the same key asks again and gets the stored answer', async () => {
  const venue = await newVenue()
  const [ref, key] = [await approve(venue), newKey()]
  const [first, second] = [
    await call(executeClawback, venue.approver, ref, key),
    await call(executeClawback, venue.approver, ref, key),
  ]
  expect(done(second)).toEqual(done(first))
})

test('the journal balances and the fund’s ledger carries its draw', async () => {
  const venue = await newVenue()
  const ref = await execute(venue)
  const { lines, total } = (await read<{ lines: Record<string, string>; total: string }>(
    sql`select jsonb_object_agg(account, amount::text) as lines, sum(amount)::text as total from journal_line where clawback_id = ${ref.clawbackId}`,
  )) ?? { lines: {}, total: '' }
  expect(total).toBe('0')
  expect(lines).toEqual({
    loss: '-100000',
    fund: '80000',
    operator: '0',
    levies: '19999',
    residual: '1',
    uncovered: '0',
  })
  const fund = await read<{ balance: string }>(
    sql`select sum(amount)::text as balance from fund_entry where fund_id = ${venue.fundId}`,
  )
  expect(fund?.balance).toBe('20000')
})

test('a journal that does not balance is refused by the database', async () => {
  const ref = await execute(await newVenue())
  expect(await saysTo(sql`insert into journal_line values (${ref.clawbackId}, 'fund', 5)`)).toBe(
    '23505',
  )
  const unbalanced = asOwner().transact(async (tx) => {
    await rowsOf(tx, sql`alter table journal_line disable trigger append_only`)
    await rowsOf(
      tx,
      sql`delete from journal_line where clawback_id = ${ref.clawbackId} and account = 'residual'`,
    )
    await rowsOf(tx, sql`alter table journal_line enable trigger append_only`)
    await rowsOf(tx, sql`insert into journal_line values (${ref.clawbackId}, 'residual', 2)`)
  })
  await expect(unbalanced).rejects.toThrow()
})

test('refuses an execution in SQL that nobody approved', async () => {
  const venue = await newVenue()
  const ref = await propose(venue)
  const forged = sql`insert into execution select r.clawback_id, r.revision, c.fund_id, c.nonce, r.subject_digest, ${venue.approver.id}
    from clawback_revision r join clawback c on c.id = r.clawback_id where r.clawback_id = ${ref.clawbackId}`
  expect(await saysTo(forged)).toBe('23514')
})

test('stops when the fund has moved further than the signed tolerance', async () => {
  const venue = await newVenue()
  const ref = await approve(venue)
  await database().transact((tx) =>
    rowsOf(
      tx,
      sql`insert into fund_entry (fund_id, source_id, kind, amount, occurred_at) values (${venue.fundId}, 'w', 'WITHDRAWAL', -5000, now())`,
    ),
  )
  expect(done(await call(executeClawback, venue.approver, ref))).toMatchObject({
    state: 'stale',
    journal: [],
  })
  expect(await call(executeClawback, venue.approver, ref)).toMatchObject({ code: 'wrong-state' })
  expect(
    await read(sql`select clawback_id from execution where clawback_id = ${ref.clawbackId}`),
  ).toBeUndefined()
})

test.each([
  ['one levy', sql`update levy set amount = amount - 1 where account = 'a' and clawback_id = `],
  [
    'the base beside a levy',
    sql`update levy set base = base + 1 where account = 'a' and clawback_id = `,
  ],
  [
    'two levies, though their sum stays',
    sql`update levy set amount = amount + case account when 'a' then -5 else 5 end where account in ('a', 'b') and clawback_id = `,
  ],
])('stops when %s was altered behind the application’s back', async (_, change) => {
  const venue = await newVenue()
  const ref = await approve(venue)
  await asOwner().transact(async (tx) => {
    await rowsOf(tx, sql`alter table levy disable trigger append_only`)
    await rowsOf(tx, sql`${change}${ref.clawbackId}`)
    await rowsOf(tx, sql`alter table levy enable trigger append_only`)
  })
  expect(await call(executeClawback, venue.approver, ref)).toMatchObject({ code: 'stale' })
})

test('derives the levies of owners, caps, weights and classes in SQL as the kernel does', async () => {
  const [analyst, approver, fundId] = [
    await newOfficer('analyst'),
    await newOfficer('approver'),
    await newFund(),
  ]
  const lossIds = await importLosses(analyst, fundId, ['1100.00'])
  const lines = Array.from({ length: 60 }, (_, index) => {
    const owner = index % 4 === 0 ? `o${index % 12}` : ''
    const cap = index % 5 === 1 ? `${index % 7}.50` : ''
    const weight = owner === '' && index % 3 === 0 ? '3/2' : ''
    return `acc-${index},${10 + ((index * 37) % 90)}.${10 + (index % 89)},${owner === '' && index % 11 === 1 ? 'exempt' : 'eligible'},${cap},${owner},${weight}`
  })
  const snapshot = await importClaims(analyst, fundId, lines, 'account,base,class,cap,owner,weight')
  const venue = { analyst, approver, fundId, lossIds, snapshotId: snapshot.id }
  await execute(venue)
})

test('an author takes back an approved run whose inputs have moved, and proposes it again', async () => {
  const venue = await newVenue()
  const ref = await approve(venue)
  await database().transact((tx) =>
    rowsOf(
      tx,
      sql`insert into fund_entry (fund_id, source_id, kind, amount, occurred_at) values (${venue.fundId}, 'w', 'WITHDRAWAL', -5000, now())`,
    ),
  )
  expect(done(await call(executeClawback, venue.approver, ref)).state).toBe('stale')
  const again = done(
    await call(saveDraft, venue.analyst, { ...runInputOf(venue), clawbackId: ref.clawbackId }),
  )
  expect(again.revision).toBe(2)
  done(await sign(venue.analyst, again, 'propose'))
  done(await sign(await newOfficer('approver'), again, 'approve'))
  done(await call(executeClawback, venue.approver, again))
})

test('an approval does not outlive its officer’s role', async () => {
  const venue = await newVenue()
  const ref = await approve(venue)
  await asOwner().transact((tx) =>
    rowsOf(tx, sql`update officer set roles = '{viewer}' where id = ${venue.approver.id}`),
  )
  const other = await newOfficer('approver')
  expect(await call(executeClawback, other, ref)).toMatchObject({ code: 'quorum-missing' })
  done(await sign(await newOfficer('approver'), ref, 'approve'))
  done(await call(executeClawback, other, ref))
})

test('a temporary table cannot stand in for a guarded one', async () => {
  expect(await saysTo(sql`create temp table snapshot (id text, state text)`)).toBe('42501')
})

test('no state is reached in SQL without the rows that make it true', async () => {
  const venue = await newVenue()
  const [drafted, proposed] = [await draft(venue), await propose(venue)]
  const move = (ref: { clawbackId: string }, state: string) =>
    saysTo(
      sql`update clawback_revision set state = ${state} where clawback_id = ${ref.clawbackId} and revision = 1`,
    )
  expect(await move(drafted, 'proposed')).toBe('23514')
  expect(await move(proposed, 'approved')).toBe('23514')
  const invented = sql`insert into levy values (${drafted.clawbackId}, 1, 'nobody', 5, 5)`
  expect(await saysTo(invented)).toBe('23514')
})

test('a connection killed in mid-transaction leaves nothing behind', async () => {
  const venue = await newVenue()
  const killed = database().transact(async (tx) => {
    await rowsOf(
      tx,
      sql`insert into fund_entry (fund_id, source_id, kind, amount, occurred_at) values (${venue.fundId}, 'half', 'TRANSFER', 5, now())`,
    )
    await rowsOf(tx, sql`select pg_terminate_backend(pg_backend_pid())`)
  })
  await expect(killed).rejects.toThrow()
  expect(
    await read(
      sql`select id from fund_entry where fund_id = ${venue.fundId} and source_id = 'half'`,
    ),
  ).toBeUndefined()
})

test('a mutualised loss cannot be simulated, drafted or proposed again', async () => {
  const venue = await newVenue()
  const waiting = await draft(venue)
  await execute(venue)
  for (const outcome of [
    await call(simulateClawback, venue.analyst, runInputOf(venue)),
    await call(saveDraft, venue.analyst, runInputOf(venue)),
    await sign(venue.analyst, waiting, 'propose'),
  ]) {
    expect(outcome).toMatchObject({ kind: 'refusal', code: 'loss-taken' })
  }
})

test('names the missing amount and the ways out of an infeasible run', async () => {
  const venue = await newVenue()
  const lossIds = [
    ...venue.lossIds,
    ...(await importLosses(venue.analyst, venue.fundId, ['1000.00'])),
  ]
  const outcome = await call(simulateClawback, venue.analyst, { ...runInputOf(venue), lossIds })
  expect(outcome).toMatchObject({ kind: 'refusal', code: 'infeasible' })
  expect(outcome.kind === 'refusal' && outcome.sentence).toContain(
    '600.00 TST is missing. Declare a larger operator top-up',
  )
})

test('there is no clawback where the fund and the operator bear the whole loss', async () => {
  const venue = await newVenue()
  const outcome = await call(simulateClawback, venue.analyst, {
    ...runInputOf(venue),
    topUp: '200.00',
  })
  expect(outcome).toMatchObject({ kind: 'refusal', code: 'nothing-to-mutualise' })
})

test.each([
  [{ policyId: 'P-9' }, 'There is no policy P-9'],
  [{ snapshotId: 'SN-0' }, 'There is no frozen snapshot SN-0'],
  [{ lossIds: ['LE-nowhere'] }, 'There is no loss LE-nowhere'],
])('refuses an unknown choice %j by name', async (choice, sentence) => {
  const venue = await newVenue()
  const outcome = await call(simulateClawback, venue.analyst, { ...runInputOf(venue), ...choice })
  expect(outcome.kind === 'refusal' && outcome.sentence).toContain(sentence)
})

test('the manifest names the digest of the very file of levies', async () => {
  const venue = await newVenue()
  const ref = await execute(venue)
  const file = await textOf(
    done(await call(exportLevies, venue.approver, { clawbackId: ref.clawbackId })),
  )
  expect(file).toBe(
    'account,base_TST,levy_TST\na,100.00,33.33\nb,200.00,66.66\nc,300.00,100.00\nd,50.00,0.00\n',
  )
  const manifest = JSON.parse(
    await textOf(done(await call(exportManifest, venue.approver, { clawbackId: ref.clawbackId }))),
  ) as { sha256: string }
  expect(manifest.sha256).toBe(sha256Hex(file))
})

const claimsOfTwelve = Array.from(
  { length: 12 },
  (_, index) => `acc-${index},${50 + index}.00,eligible,`,
)

test('a report is published once, by a publisher, and its bytes stay', async () => {
  const venue = await newVenue(claimsOfTwelve)
  const [ref, publisher] = [await execute(venue), await newOfficer('publisher')]
  expect(await publish(venue.analyst, ref)).toMatchObject({ code: 'role-missing' })
  const outcomes = await Promise.all([publish(publisher, ref), publish(publisher, ref)])
  expect(outcomes.filter(({ kind }) => kind === 'done')).toHaveLength(1)
  const row = await read<{ body: string; sha256: string }>(
    sql`select body, sha256 from report where id = ${ref.clawbackId}`,
  )
  expect(sha256Hex(row?.body ?? '')).toBe(row?.sha256)
  expect(row?.body).not.toContain(venue.lossIds[0])
  expect(await saysTo(sql`update report set body = '{}' where id = ${ref.clawbackId}`)).toBe(
    '42501',
  )
})

test('a report that would tell what single accounts paid is not published', async () => {
  const venue = await newVenue()
  const ref = await execute(venue)
  const outcome = await publish(await newOfficer('publisher'), ref)
  expect(outcome).toMatchObject({ kind: 'refusal', code: 'too-few-accounts' })
})

test('a part left uncovered is signed, journaled and carried by nobody', async () => {
  const venue = await newVenue(['a,100,eligible,', 'b,50,house,'])
  const short = await call(simulateClawback, venue.analyst, runInputOf(venue))
  expect(short).toMatchObject({ kind: 'refusal', code: 'infeasible' })
  const ref = await execute(venue, { uncovered: '60.00' })
  const row = await read<{ lines: Record<string, string>; summary: string; envelope: string }>(
    sql`select (select jsonb_object_agg(account, amount::text) from journal_line j where j.clawback_id = r.clawback_id) as lines,
          r.summary, r.envelope from clawback_revision r where clawback_id = ${ref.clawbackId}`,
  )
  expect(row?.lines).toMatchObject({ levies: '13999', residual: '1', uncovered: '6000' })
  expect(row?.summary).toContain('60.00 TST stays uncovered; 140.00 TST is shared by the rule')
  expect(JSON.parse(row?.envelope ?? '')).toMatchObject({
    result: { collected: '14000', uncovered: '6000' },
  })
})

test.each(['200.00', '200.01', '-1', '0.001', 'x'])(
  'refuses to leave %s of a loss of 200.00 uncovered, by name',
  async (uncovered) => {
    const venue = await newVenue()
    const outcome = await call(simulateClawback, venue.analyst, {
      ...runInputOf(venue),
      uncovered,
    })
    expect(outcome).toMatchObject({ kind: 'invalid', fields: [{ field: 'uncovered' }] })
  },
)

test.each([
  [
    'the tolerance in the envelope',
    sql`envelope = replace(envelope, '"usableFund":"80"', '"usableFund":"99999999"')`,
  ],
  [
    'the residual',
    sql`uncovered = uncovered + residual, collected = collected - residual, residual = 0`,
  ],
  ['the capacity', sql`capacity = capacity + 1`],
  ['the number of accounts', sql`accounts_charged = accounts_charged + 1`],
])('stops when %s was altered and the digest with it', async (_, change) => {
  const venue = await newVenue()
  const ref = await approve(venue)
  await asOwner().transact(async (tx) => {
    await rowsOf(tx, sql`alter table clawback_revision disable trigger user`)
    await rowsOf(
      tx,
      sql`update clawback_revision set ${change} where clawback_id = ${ref.clawbackId}`,
    )
    const row = await onlyRow<{ envelope: string }>(
      tx,
      sql`select envelope from clawback_revision where clawback_id = ${ref.clawbackId}`,
    )
    const digest = subjectDigest(JSON.parse(row?.envelope ?? '') as Envelope)
    await rowsOf(
      tx,
      sql`update clawback_revision set subject_digest = ${digest} where clawback_id = ${ref.clawbackId}`,
    )
    await rowsOf(tx, sql`alter table clawback_revision enable trigger user`)
  })
  expect(await call(executeClawback, venue.approver, ref)).toMatchObject({
    kind: 'refusal',
    code: 'stale',
  })
})

test('stops when a sign-off says something else than its row', async () => {
  const venue = await newVenue()
  const ref = await approve(venue)
  await asOwner().transact(async (tx) => {
    await rowsOf(tx, sql`alter table signoff_statement disable trigger user`)
    await rowsOf(
      tx,
      sql`update signoff_statement set statement = replace(statement, '"approve"', '"reject"') where subject_id = ${ref.clawbackId}`,
    )
    await rowsOf(tx, sql`alter table signoff_statement enable trigger user`)
  })
  const outcome = await call(executeClawback, venue.approver, ref)
  expect(outcome.kind === 'refusal' && outcome.sentence).toContain('the sign-offs are not about')
})
