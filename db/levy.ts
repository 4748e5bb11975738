// The materialised levies of a proposed revision.
import { sql } from 'drizzle-orm'
import { onlyRow, type Queryable, rowsOf } from './client'
import { claim, clawbackRevision, levy } from './schema'

type Key = { clawbackId: string; revision: number }
export type LevyTableRow = {
  account: string
  class: 'eligible' | 'house' | 'exempt'
  base: string
  cap: string | null
  levy: string
}

const ROWS_PER_INSERT = 20_000

/** Packed columns, 20,000 rows a statement. */
export const insertLevies = async (
  db: Queryable,
  key: Key,
  rows: { accounts: readonly string[]; bases: readonly bigint[]; levies: readonly bigint[] },
) => {
  for (let from = 0; from < rows.accounts.length; from += ROWS_PER_INSERT) {
    const part = (values: readonly (string | bigint)[]) =>
      sql.param(values.slice(from, from + ROWS_PER_INSERT).map(String))
    await rowsOf(
      db,
      sql`insert into ${levy} (clawback_id, revision, account, base, amount)
          select ${key.clawbackId}, ${key.revision}, g.account, g.base, g.amount
          from unnest(${part(rows.accounts)}::text[], ${part(rows.bases)}::numeric[], ${part(rows.levies)}::numeric[]) as g(account, base, amount)`,
    )
  }
}

/**
 * Largest levy first; `after` is the last row of the page before. A row keeps its rank among all
 * accounts when only some are asked for. Serves from levy_largest.
 */
export const levyPage = (
  db: Queryable,
  key: Key,
  page: { endsWith: string; after: { levy: string; account: string } | null; limit: number },
) =>
  rowsOf<LevyTableRow & { rank: number }>(
    db,
    sql`select g.rank, g.account, c.class, g.base::text, c.cap::text, g.amount::text as levy
        from (select * from (select clawback_id, revision, account, base, amount,
              (row_number() over (order by amount desc nulls last, account))::int as rank
            from ${levy} where clawback_id = ${key.clawbackId} and revision = ${key.revision}) ranked
          where (${page.endsWith} = '' or right(lower(account), length(${page.endsWith})) = lower(${page.endsWith}))
            ${page.after === null ? sql`` : sql`and (amount < ${page.after.levy}::numeric or (amount = ${page.after.levy}::numeric and account > ${page.after.account}))`}
          order by rank limit ${page.limit}) g
        join ${clawbackRevision} r using (clawback_id, revision)
        join ${claim} c on c.snapshot_id = r.snapshot_id and c.account = g.account
        order by g.rank`,
  )

export const levyTotals = (db: Queryable, key: Key) =>
  onlyRow<{ accounts: number; base: string; levy: string }>(
    db,
    sql`select count(*)::int as accounts, coalesce(sum(base), 0)::text as base, coalesce(sum(amount), 0)::text as levy
        from ${levy} where clawback_id = ${key.clawbackId} and revision = ${key.revision}`,
  )

/** One line of the file, in currency units: an exact product, never a quotient. */
const csvLine = (scale: number) => {
  const unit = sql`${`1e-${scale}`}::numeric`
  return sql`account || ',' || (base * ${unit})::text || ',' || (amount * ${unit})::text || E'\n'`
}

/** SHA-256 of the whole file, hex, without bringing it here. */
export const levyFileDigest = async (
  db: Queryable,
  key: Key,
  file: { header: string; scale: number },
): Promise<string> => {
  const row = await onlyRow<{ digest: string }>(
    db,
    sql`select encode(sha256(convert_to(${file.header} || coalesce(string_agg(${csvLine(file.scale)}, '' order by account), ''), 'UTF8')), 'hex') as digest
        from ${levy} where clawback_id = ${key.clawbackId} and revision = ${key.revision}`,
  )
  return row?.digest ?? ''
}

const LINES_PER_PAGE = 20_000

/** The whole file of levies as CSV lines in currency units, ascending by account, page by page. */
export async function* levyPages(db: Queryable, key: Key, scale: number): AsyncGenerator<string> {
  let after = ''
  for (;;) {
    const page = await onlyRow<{ lines: string | null; last: string | null; count: number }>(
      db,
      sql`select string_agg(${csvLine(scale)}, '' order by account) as lines,
            max(account) as last, count(*)::int as count
          from (select account, base, amount from ${levy} where clawback_id = ${key.clawbackId} and revision = ${key.revision}
            and account > ${after} order by account limit ${LINES_PER_PAGE}) l`,
    )
    if (!page?.lines || page.last === null) return
    yield page.lines
    if (page.count < LINES_PER_PAGE) return
    after = page.last
  }
}
