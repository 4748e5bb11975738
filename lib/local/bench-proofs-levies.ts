// Levies of a measured run as rows, by SQL, on a revision that stays a draft.
import { sql } from 'drizzle-orm'
import { insertClawback, insertRevision } from '@/db/clawback'
import { type Database, onlyRow, type Queryable, rowsOf } from '@/db/client'
import { takePart } from '@/db/signoff'
import { sha256Hex } from '@/lib/domain/canonical-json'
import { fraction, type Fraction, fractionToJson } from '@/lib/domain/fraction'

/** So many owners have two accounts each, the first of all. */
export const OWNERS = 2_000

export type Draft = { clawbackId: string; revision: number; collected: bigint; rate: Fraction }

/** A fifth of all bases, by one rate for all, as a revision that is a draft. */
export const leviedDraft = (
  owner: Database,
  { snapshotId, fundId }: { snapshotId: string; fundId: string },
): Promise<Draft> =>
  owner.transact(async (tx) => {
    const row = await onlyRow<{ capacity: string; authorId: string }>(
      tx,
      sql`select capacity::text, officer_id as "authorId" from snapshot where id = ${snapshotId}`,
    )
    const { id: clawbackId } = (await insertClawback(tx, fundId)) ?? { id: '' }
    const authorId = row?.authorId ?? ''
    await takePart(tx, {
      ...{ subjectType: 'clawback', subjectId: clawbackId },
      ...{ officerId: authorId, part: 'author' },
    })
    const capacity = BigInt(row?.capacity ?? 0)
    const collected = capacity / 5n
    const rate = fraction(collected, capacity)
    const figures = await leviedFigures(tx, { snapshotId, rate })
    const revision = await insertRevision(
      tx,
      { clawbackId, lossIds: [] },
      revisionOf({ snapshotId, authorId, capacity, collected, rate, ...figures }),
    )
    await insertLevies(tx, { clawbackId, revision, snapshotId, rate })
    return { clawbackId, revision, collected, rate }
  })

/** An owner is levied as a whole; of an odd amount the first account bears one unit more. */
const levies = ({ snapshotId, rate }: { snapshotId: string; rate: Fraction }) => sql`
  select account, base, case when owner is null then div(base * ${rate.numerator}::numeric, ${rate.denominator}::numeric)
    else div(div(2 * base * ${rate.numerator}::numeric, ${rate.denominator}::numeric) + 1 - right(account, 8)::int % 2, 2) end as amount
  from claim where snapshot_id = ${snapshotId} and class <> 'exempt'`

const leviedFigures = async (db: Queryable, of: { snapshotId: string; rate: Fraction }) => {
  const row = await onlyRow<{ levied: string; accounts: number }>(
    db,
    sql`select sum(amount)::text as levied, count(*)::int as accounts from (${levies(of)}) l`,
  )
  return { levied: BigInt(row?.levied ?? 0), accountsCharged: row?.accounts ?? 0 }
}

const insertLevies = (
  db: Queryable,
  { clawbackId, revision, ...of }: Omit<Draft, 'collected'> & { snapshotId: string },
) =>
  rowsOf(
    db,
    sql`insert into levy (clawback_id, revision, account, base, amount)
        select ${clawbackId}, ${revision}::int, account, base, amount from (${levies(of)}) l`,
  )

export const scheduleOf = (rate: Fraction) =>
  ({
    rule: 'pro-rata',
    rounding: 'floor',
    weighted: false,
    theta: fractionToJson(rate),
  }) as const

const revisionOf = (run: {
  snapshotId: string
  authorId: string
  capacity: bigint
  collected: bigint
  levied: bigint
  accountsCharged: number
  rate: Fraction
}): Parameters<typeof insertRevision>[2] => {
  const [collected, capacity] = [run.collected.toString(), run.capacity.toString()]
  return {
    ...{ snapshotId: run.snapshotId, authorId: run.authorId, reason: 'measured' },
    ...{ policyId: 'P-1', policyVersion: 1, rule: 'pro-rata', rounding: 'floor' },
    ...{ usableFund: '0', topUp: '0', fundDraw: '0', operatorDraw: '0', uncovered: '0' },
    ...{ grossLoss: collected, toMutualise: collected, collected },
    levied: run.levied.toString(),
    residual: (run.collected - run.levied).toString(),
    ...{ capacity, chargedBase: capacity, accountsCharged: run.accountsCharged },
    schedule: scheduleOf(run.rate),
    cutoffSalt: sha256Hex('cutoff'),
    distribution: [],
    metrics: {},
  }
}
