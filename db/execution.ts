// Executing a run: the rows that exist once, and what is read again right before.
import { sql } from 'drizzle-orm'
import type { Schedule } from '@/lib/domain/allocation-schedule'
import { onlyRow, type Queryable, rowsOf } from './client'
import { leviesByRule } from './levy-rule'
import { iso } from './moment'
import {
  claim,
  clawbackRevision,
  execution,
  executionLoss,
  fundEntry,
  journalLine,
  levy,
  loss,
  revisionLoss,
} from './schema'

type Key = { clawbackId: string; revision: number }
export type JournalAccount = 'loss' | 'fund' | 'operator' | 'levies' | 'residual' | 'uncovered'

export type ReleaseChecks = {
  lossEvents: { id: string; amount: string }[]
  levied: string
  charged: number
  /** Claims whose stored levy is not what the schedule gives. */
  wrongLevies: number
  snapshotDigest: string
}

/** What stands in the rows now, to be held against what was signed. */
export const releaseChecks = (db: Queryable, key: Key, schedule: Schedule) =>
  onlyRow<ReleaseChecks>(
    db,
    sql`select l.events as "lossEvents", v.levied::text as levied, v.charged,
          (${wrongLevies(key, schedule)}) as "wrongLevies",
          (select encode(sha256(convert_to(canonical_snapshot(snapshot_id), 'UTF8')), 'hex') from ${clawbackRevision}
            where clawback_id = ${key.clawbackId} and revision = ${key.revision}) as "snapshotDigest"
        from
          (select jsonb_agg(jsonb_build_object('id', o.id, 'amount', o.shortfall::text) order by o.id collate "C") as events from ${revisionLoss} r
            join ${loss} o on o.id = r.loss_id
            where r.clawback_id = ${key.clawbackId} and r.revision = ${key.revision}) l,
          (select coalesce(sum(amount), 0) as levied, (count(*) filter (where amount > 0))::int as charged from ${levy}
            where clawback_id = ${key.clawbackId} and revision = ${key.revision}) v`,
  )

/** A loss of the run that another one has taken; undefined where all are open. */
export const takenLoss = async (db: Queryable, key: Key): Promise<string | undefined> => {
  const row = await onlyRow<{ id: string }>(
    db,
    sql`select r.loss_id as id from ${revisionLoss} r join ${executionLoss} x on x.loss_id = r.loss_id
        where r.clawback_id = ${key.clawbackId} and r.revision = ${key.revision} limit 1`,
  )
  return row?.id
}

/** Every levy derived a second time, in SQL and from the schedule alone; its base is that of the claim. */
const wrongLevies = (key: Key, schedule: Schedule) => sql`
  select count(*)::int from (${leviesByRule(claimsOfRun(key), schedule)}) d full join (
    select account, base, amount from ${levy} where clawback_id = ${key.clawbackId} and revision = ${key.revision}) l using (account)
  where (d.base, d.amount) is distinct from (l.base, l.amount)`

const claimsOfRun = (key: Key) => sql`
  select c.account, c.owner, c.class, c.base, c.equity, c.cap, c.weight, c.score
  from ${claim} c join ${clawbackRevision} r on r.snapshot_id = c.snapshot_id
  where r.clawback_id = ${key.clawbackId} and r.revision = ${key.revision}`

/** All rows of an execution in one statement: the run, its losses, its journal and the fund's ledger entry. */
export const insertExecution = (
  db: Queryable,
  row: Key & {
    fundId: string
    nonce: number
    runDigest: string
    officerId: string
    journal: { account: JournalAccount; amount: bigint }[]
    fundDraw: bigint
  },
) =>
  onlyRow<{ executedAt: string }>(
    db,
    sql`with executed as (
          insert into ${execution} (clawback_id, revision, fund_id, nonce, run_digest, officer_id)
          values (${row.clawbackId}, ${row.revision}, ${row.fundId}, ${row.nonce}, ${row.runDigest}, ${row.officerId}) returning executed_at),
        losses as (
          insert into ${executionLoss} (loss_id, clawback_id)
          select loss_id, ${row.clawbackId} from ${revisionLoss} where clawback_id = ${row.clawbackId} and revision = ${row.revision}),
        journal as (
          insert into ${journalLine} (clawback_id, account, amount)
          select ${row.clawbackId}, g.account, g.amount from unnest(${sql.param(row.journal.map(({ account }) => account))}::text[],
            ${sql.param(row.journal.map(({ amount }) => amount.toString()))}::numeric[]) as g(account, amount)),
        drawn as (
          insert into ${fundEntry} (fund_id, source_id, kind, amount, occurred_at, reference)
          select ${row.fundId}, ${`clawback/${row.clawbackId}`}, 'BANKRUPTCY_LOSS', ${(-row.fundDraw).toString()}::numeric, now(), ${row.clawbackId}
          where ${row.fundDraw.toString()}::numeric > 0)
        select ${iso(sql`executed_at`)} as "executedAt" from executed`,
  )

export const executionOf = (db: Queryable, clawbackId: string) =>
  onlyRow<{ revision: number; executedAt: string; runDigest: string; officer: string }>(
    db,
    sql`select revision, ${iso(sql`executed_at`)} as "executedAt", run_digest as "runDigest",
          (select pseudonym from officer o where o.id = officer_id) as officer from ${execution} where clawback_id = ${clawbackId}`,
  )

export const journalOf = (db: Queryable, clawbackId: string) =>
  rowsOf<{ account: JournalAccount; amount: string }>(
    db,
    sql`select account, amount::text from ${journalLine} where clawback_id = ${clawbackId}
        order by array_position(array['loss', 'fund', 'operator', 'levies', 'residual', 'uncovered'], account)`,
  )
