// Requests counted by who sends them, in windows of the database's clock.
import { sql } from 'drizzle-orm'
import { onlyRow, type Queryable, rowsOf } from './client'
import { rateLimit } from './schema'

export type Counted = { count: number; secondsLeft: number }

/** Counts one request more in the window that is open now; one statement, so that no two count the same. */
export const countRequest = async (
  db: Queryable,
  { bucket, seconds }: { bucket: string; seconds: number },
): Promise<Counted> => {
  const row = await onlyRow<Counted>(
    db,
    sql`insert into ${rateLimit} as r (bucket, window_start, count)
        values (${bucket}, date_bin(make_interval(secs => ${seconds}), now(), 'epoch'::timestamptz), 1)
        on conflict (bucket, window_start) do update set count = r.count + 1
        returning r.count, ceil(extract(epoch from r.window_start + make_interval(secs => ${seconds}) - now()))::int as "secondsLeft"`,
  )
  return row ?? { count: 0, secondsLeft: seconds }
}

/** Windows that nobody counts in any more. */
export const sweepRates = (db: Queryable) =>
  rowsOf(db, sql`delete from ${rateLimit} where window_start < now() - interval '1 day'`)
