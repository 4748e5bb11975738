// Published reports: bytes that never change.
import { sql } from 'drizzle-orm'
import { onlyRow, type Queryable, rowsOf } from './client'
import { iso } from './moment'
import { report } from './schema'

export type ReportRow = {
  id: string
  version: number
  body: string
  sha256: string
  publishedAt: string
}

const columns = sql`select id, version, body, sha256, ${iso(sql`published_at`)} as "publishedAt" from ${report}`

export const insertReport = (
  db: Queryable,
  row: {
    id: string
    version: number
    clawbackId: string
    body: string
    sha256: string
    officerId: string
    publishedAt: string
  },
) =>
  rowsOf(
    db,
    sql`insert into ${report} (id, version, clawback_id, body, sha256, officer_id, published_at)
        values (${row.id}, ${row.version}, ${row.clawbackId}, ${row.body}, ${row.sha256}, ${row.officerId}, ${row.publishedAt})`,
  )

/** The version asked for, or the newest. */
export const reportByVersion = (db: Queryable, key: { id: string; version?: number | undefined }) =>
  onlyRow<ReportRow>(
    db,
    sql`${columns} where id = ${key.id} and (${key.version ?? null}::int is null or version = ${key.version ?? null}) order by version desc limit 1`,
  )

export type ReportSummaryRow = Pick<ReportRow, 'id' | 'version' | 'sha256' | 'publishedAt'> & {
  figures: string
}

/** Newest first, with only those members of the body that a list shows. */
export const listReports = (db: Queryable) =>
  rowsOf<ReportSummaryRow>(
    db,
    sql`select distinct on (published_at, id) id, version, sha256, ${iso(sql`published_at`)} as "publishedAt",
          jsonb_build_object('asset', body::jsonb->'asset', 'keyFigures', body::jsonb->'keyFigures', 'fingerprint', body::jsonb->'run'->'fingerprint')::text as figures
        from ${report} order by published_at desc, id, version desc limit 200`,
  )
