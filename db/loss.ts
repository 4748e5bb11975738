// Loss events: staged while a file arrives, then stored all at once.
import { type SQL, sql } from 'drizzle-orm'
import { onlyRow, type Queryable, rowsOf } from './client'
import { oneImportAtATime } from './claim'
import { iso } from './moment'
import {
  asset,
  clawbackRevision,
  executionLoss,
  fund,
  loss,
  lossImport,
  lossStaged,
  revisionLoss,
} from './schema'

export type LossRow = {
  id: string
  fundId: string
  market: string
  occurredAt: string
  shortfall: string
  account: string | null
  side: 'long' | 'short' | null
  size: string | null
  liquidationPrice: string | null
  bankruptcyPrice: string | null
  fillPrice: string | null
  cause: string | null
  state: 'open' | 'pending' | 'mutualised'
  clawbackId: string | null
}
export type LossFilter = { fundId?: string | undefined; state?: LossRow['state'] | undefined }

const located = sql`select l.*, coalesce(x.clawback_id, p.clawback_id) as clawback_id,
    case when x.loss_id is not null then 'mutualised' when p.clawback_id is not null then 'pending' else 'open' end as state
  from ${loss} l left join ${executionLoss} x on x.loss_id = l.id
  left join lateral (select r.clawback_id from ${revisionLoss} r join ${clawbackRevision} v using (clawback_id, revision)
    where r.loss_id = l.id and v.state in ('proposed', 'approved') and v.expires_at > now() limit 1) p on true`

const where = ({ fundId, state }: LossFilter): SQL =>
  sql`(${fundId ?? null}::text is null or fund_id = ${fundId ?? null}) and (${state ?? null}::text is null or state = ${state ?? null})`

export const listLosses = (db: Queryable, filter: LossFilter & { limit: number }) =>
  rowsOf<LossRow>(
    db,
    sql`select id, fund_id as "fundId", market, ${iso(sql`occurred_at`)} as "occurredAt", shortfall::text, account, side, size,
          liquidation_price as "liquidationPrice", bankruptcy_price as "bankruptcyPrice", fill_price as "fillPrice", cause, state,
          clawback_id as "clawbackId"
        from (${located}) l where ${where(filter)} order by occurred_at desc, id desc limit ${filter.limit}`,
  )

export type LossTotalRow = {
  fundId: string
  fundName: string
  asset: string
  scale: number
  shortfall: string
  count: number
}

export const lossTotals = (db: Queryable, filter: LossFilter) =>
  rowsOf<LossTotalRow>(
    db,
    sql`select f.id as "fundId", f.name as "fundName", f.asset, a.scale, sum(l.shortfall)::text as shortfall, count(*)::int as count
        from (${located}) l join ${fund} f on f.id = l.fund_id join ${asset} a on a.code = f.asset
        where ${where(filter)} group by f.id, a.scale order by f.name`,
  )

export type ChosenLoss = {
  id: string
  fundId: string
  shortfall: string
  market: string
  occurredAt: string
  state: LossRow['state']
  clawbackId: string | null
}

/** The chosen events as they stand now, ordered by id bytes as an envelope lists them. */
export const chosenLosses = (db: Queryable, ids: readonly string[]) =>
  rowsOf<ChosenLoss>(
    db,
    sql`select id, fund_id as "fundId", shortfall::text, market, ${iso(sql`occurred_at`)} as "occurredAt", state, clawback_id as "clawbackId"
        from (${located}) l where id = any(${sql.param(ids)}::text[]) order by id collate "C"`,
  )

export const openLossImport = (
  db: Queryable,
  row: { fundId: string; fileName: string; rows: number; officerId: string },
) =>
  onlyRow<{ id: string }>(
    db,
    sql`insert into ${lossImport} (fund_id, file_name, rows_expected, officer_id)
        select id, ${row.fileName}, ${row.rows}, ${row.officerId} from ${fund} where id = ${row.fundId} returning id`,
  )

/** Rows of imports that their officer left behind go when he begins the next one. */
export const discardStaged = async (db: Queryable, officerId: string) => {
  await oneImportAtATime(db, officerId)
  await rowsOf(
    db,
    sql`delete from ${lossStaged} where import_id in (select id from ${lossImport} where state = 'receiving' and officer_id = ${officerId})`,
  )
}

export type ImportRow = { fundId: string; rowsExpected: number; state: string; scale: number }

/** Locked, so that chunks and the finish of one import follow each other. Only its own officer sees it. */
export const lockLossImport = (db: Queryable, key: { importId: string; officerId: string }) =>
  onlyRow<ImportRow>(
    db,
    sql`select i.fund_id as "fundId", i.rows_expected as "rowsExpected", i.state, a.scale from ${lossImport} i
        join ${fund} f on f.id = i.fund_id join ${asset} a on a.code = f.asset
        where i.id::text = ${key.importId} and i.officer_id = ${key.officerId} for update of i`,
  )

export type StagedLoss = {
  id: string
  occurredAt: string
  market: string
  shortfall: bigint
  side: string | null
  account: string | null
  size: string | null
  liquidationPrice: string | null
  bankruptcyPrice: string | null
  fillPrice: string | null
  cause: string | null
}

/** Stores a chunk; ids that are there already are not, and the caller refuses the chunk then. */
export const stageLosses = (
  db: Queryable,
  key: { importId: string; fundId: string },
  rows: readonly StagedLoss[],
) =>
  rowsOf<{ id: string }>(
    db,
    sql`insert into ${lossStaged} (import_id, fund_id, id, occurred_at, market, shortfall, side, account, size, liquidation_price,
          bankruptcy_price, fill_price, cause)
        select ${key.importId}::uuid, ${key.fundId}, r.* from jsonb_to_recordset(${JSON.stringify(rows.map(packed))}::jsonb)
          as r(id text, occurred_at timestamptz, market text, shortfall numeric, side text, account text, size text,
            liquidation_price text, bankruptcy_price text, fill_price text, cause text)
        on conflict (import_id, id) do nothing returning id`,
  )

const packed = (row: StagedLoss) => ({
  id: row.id,
  occurred_at: row.occurredAt,
  market: row.market,
  shortfall: row.shortfall.toString(),
  side: row.side,
  account: row.account,
  size: row.size,
  liquidation_price: row.liquidationPrice,
  bankruptcy_price: row.bankruptcyPrice,
  fill_price: row.fillPrice,
  cause: row.cause,
})

export const stagedTotals = (db: Queryable, importId: string) =>
  onlyRow<{ count: number; shortfall: string; known: string[]; knownCount: number }>(
    db,
    sql`select count(*)::int as count, coalesce(sum(s.shortfall), 0)::text as shortfall,
          coalesce((array_agg(s.id order by s.id) filter (where l.id is not null))[1:5], '{}') as known,
          (count(l.id))::int as "knownCount"
        from ${lossStaged} s left join ${loss} l on l.id = s.id where s.import_id = ${importId}::uuid`,
  )

export const storeStaged = async (db: Queryable, importId: string) => {
  await rowsOf(
    db,
    sql`with moved as (delete from ${lossStaged} where import_id = ${importId}::uuid returning *)
        insert into ${loss} (id, fund_id, market, occurred_at, shortfall, account, side, size, liquidation_price, bankruptcy_price,
          fill_price, cause, import_id)
        select id, fund_id, market, occurred_at, shortfall, account, side, size, liquidation_price, bankruptcy_price, fill_price,
          cause, import_id from moved`,
  )
  await rowsOf(db, sql`update ${lossImport} set state = 'finished' where id = ${importId}::uuid`)
}

/** Count, markets and time span of a revision's losses. */
export const lossSpan = (db: Queryable, key: { clawbackId: string; revision: number }) =>
  onlyRow<{ count: number; markets: number; firstAt: string; lastAt: string }>(
    db,
    sql`select count(*)::int as count, count(distinct market)::int as markets, ${iso(sql`min(occurred_at)`)} as "firstAt",
          ${iso(sql`max(occurred_at)`)} as "lastAt"
        from ${revisionLoss} r join ${loss} l on l.id = r.loss_id where r.clawback_id = ${key.clawbackId} and r.revision = ${key.revision}`,
  )

/** What a report may say of its losses: no id, no account. */
export const publicLosses = (db: Queryable, ids: readonly string[]) =>
  rowsOf<{
    market: string
    occurredAt: string
    side: string | null
    bankruptcyPrice: string | null
    fillPrice: string | null
    shortfall: string
  }>(
    db,
    sql`select market, ${iso(sql`occurred_at`)} as "occurredAt", side, bankruptcy_price as "bankruptcyPrice", fill_price as "fillPrice",
          shortfall::text from ${loss} where id = any(${sql.param(ids)}::text[]) order by occurred_at, id collate "C"`,
  )
