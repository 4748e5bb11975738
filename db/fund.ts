// Funds: balances are sums of the ledger, never a stored number.
import { sql } from 'drizzle-orm'
import { onlyRow, type Queryable, rowsOf } from './client'
import { iso } from './moment'
import {
  asset,
  clawback,
  clawbackRevision,
  executionLoss,
  fund,
  fundEntry,
  loss,
  revisionLoss,
} from './schema'

export type FundRow = {
  id: string
  name: string
  kind: 'isolated' | 'shared'
  scope: string
  asset: string
  scale: number
  floor: string
  target: string
  cadenceSeconds: number
  balance: string
  committed: string
  openLoss: string
  openLossCount: number
  lastEntryAt: string | null
  opening: string
}

/** What live proposals have reserved of a fund; a proposal past its deadline reserves nothing. */
const committedOf = sql`(select coalesce(sum(r.fund_draw), 0) from ${clawbackRevision} r
  join ${clawback} c on c.id = r.clawback_id
  where c.fund_id = f.id and r.state in ('proposed', 'approved') and r.expires_at > now())`

/** In no run that was executed or is still live: what the usable balance, less commitments, is held against. */
const isOpen = sql`not exists (select from ${executionLoss} x where x.loss_id = l.id)
  and not exists (select from ${revisionLoss} t join ${clawbackRevision} v using (clawback_id, revision)
    where t.loss_id = l.id and v.state in ('proposed', 'approved') and v.expires_at > now())`

/** One row a fund, whole; four sums over indexes (fund_entry_history, clawback_by_state, loss_by_fund). */
export const listFunds = (db: Queryable) =>
  rowsOf<FundRow>(
    db,
    sql`select f.id, f.name, f.kind, f.scope, f.asset, a.scale, f.floor::text, f.target::text,
          f.cadence_seconds as "cadenceSeconds", coalesce(e.balance, 0)::text as balance,
          ${committedOf}::text as committed, ${iso(sql`e.last_at`)} as "lastEntryAt",
          coalesce(e.opening, 0)::text as opening,
          l.shortfall::text as "openLoss", l.count as "openLossCount"
        from ${fund} f join ${asset} a on a.code = f.asset
        cross join lateral (select sum(amount) as balance, max(occurred_at) as last_at,
            sum(amount) filter (where occurred_at < now() - interval '12 months') as opening
          from ${fundEntry} where fund_id = f.id) e
        cross join lateral (select coalesce(sum(shortfall), 0) as shortfall, count(*)::int as count from ${loss} l
          where l.fund_id = f.id and ${isOpen}) l
        order by l.shortfall > 0 desc, f.name`,
  )

export type FundHistoryRow = { fundId: string; day: string; balance: string }

/** Closing balance of every UTC day of the last 12 months on which something was booked. */
export const fundHistory = (db: Queryable) =>
  rowsOf<FundHistoryRow>(
    db,
    sql`select "fundId", day, balance::text from (
          select fund_id as "fundId", to_char(day, 'YYYY-MM-DD') as day, day as at,
            sum(booked) over (partition by fund_id order by day) as balance
          from (select fund_id, date_trunc('day', occurred_at at time zone 'UTC') as day, sum(amount) as booked
            from ${fundEntry} group by 1, 2) daily) closing
        where at >= (now() at time zone 'UTC')::date - 366 order by "fundId", at`,
  )

export type FundFlowRow = { fundId: string; kind: string; amount: string; entries: number }

export const fundFlows = (db: Queryable) =>
  rowsOf<FundFlowRow>(
    db,
    sql`select fund_id as "fundId", kind, sum(amount)::text as amount, count(*)::int as entries from ${fundEntry}
        where occurred_at >= now() - interval '12 months' group by 1, 2 order by 1, sum(amount) desc`,
  )

export type FundEventRow = {
  fundId: string
  at: string
  kind: string
  amount: string
  reference: string
}

/** The movements that a chart should name: losses and top-ups of the last 12 months, largest first. */
export const fundEvents = (db: Queryable) =>
  rowsOf<FundEventRow>(
    db,
    sql`select fund_id as "fundId", ${iso(sql`occurred_at`)} as at, kind, amount::text, reference from (
          select *, row_number() over (partition by fund_id order by abs(amount) desc) as place from ${fundEntry}
          where kind in ('BANKRUPTCY_LOSS', 'TREASURY_TOP_UP', 'WITHDRAWAL') and reference <> ''
            and occurred_at >= now() - interval '12 months') largest
        where place <= 4 order by fund_id, occurred_at`,
  )

/** One fund's standing inside a transaction: who holds the fund's lock sees no commitment appear. */
export const fundStanding = (db: Queryable, fundId: string) =>
  onlyRow<{
    id: string
    name: string
    asset: string
    scale: number
    floor: string
    balance: string
    committed: string
  }>(
    db,
    sql`select f.id, f.name, f.asset, a.scale, f.floor::text, ${committedOf}::text as committed,
          (select coalesce(sum(amount), 0) from ${fundEntry} where fund_id = f.id)::text as balance
        from ${fund} f join ${asset} a on a.code = f.asset where f.id = ${fundId}`,
  )

/** Proposals and executions of one fund happen one after the other: they draw on the same money. */
export const lockFund = (db: Queryable, fundId: string) =>
  rowsOf(db, sql`select pg_advisory_xact_lock(hashtextextended(${`ballast/fund/${fundId}`}, 0))`)
