// Freezing a snapshot: totals, digest, state and the log entry that commits to its tree, in one transaction.
import { sql } from 'drizzle-orm'
import { assert } from '@/lib/domain/assert'
import { taggedDigest } from '@/lib/domain/canonical-json'
import type { LogEntry } from '@/lib/domain/log-entry'
import { populationSalt } from '@/lib/domain/merkle-sum-tree/claim'
import type { ClassCounts, Totals } from '@/lib/domain/merkle-sum-tree/format'
import { FEWEST_ACCOUNTS } from '@/lib/domain/report'
import { freezeSnapshot, snapshotById, type SnapshotRow } from './claim'
import type { ClaimsTreeRow } from './claims-tree'
import { onlyRow, type Queryable } from './client'
import { appendToLog, type LogBook } from './log-book'
import { claimsNode } from './schema'

/** What a tree's top says of its population. */
export type Population = { totals: Omit<Totals, 'levy'>; counts: ClassCounts }

export const freezeLogged = async (
  db: Queryable,
  freezing: { snapshotId: string; tree: ClaimsTreeRow; now: string; book: LogBook },
): Promise<SnapshotRow> => {
  const { snapshotId, tree, now, book } = freezing
  assert(tree.root !== null && tree.counts !== null, 'expected a finished tree')
  await freezeSnapshot(db, snapshotId)
  const row = await snapshotById(db, snapshotId)
  assert(row !== undefined, 'expected a frozen snapshot, got none')
  const population = { totals: totalsOf(row), counts: tree.counts }
  assert(
    (await topSums(db, snapshotId, tree.depth)) === sumsOf(population),
    'expected the sums of the tree',
  )
  const entry: LogEntry = {
    v: 1,
    type: 'snapshot',
    at: now,
    snapshotId,
    snapshotDigest: row.digest,
    cutoff: row.cutoffAt,
    claimsRoot: tree.root,
    population: hasFew(row, population)
      ? { digest: populationDigest(population, populationSalt(tree.master)) }
      : population,
  }
  await appendToLog(db, book, { at: now, entries: [{ entry, subject: snapshotId }] })
  return row
}

const totalsOf = (row: SnapshotRow): Population['totals'] => ({
  eligible: row.eligibleBase,
  exempt: row.exemptBase,
  house: row.houseBase,
  capacity: row.capacity,
})

const topSums = async (db: Queryable, snapshotId: string, depth: number): Promise<string> => {
  const row = await onlyRow<{ sums: string }>(
    db,
    sql`select encode(substr(node, 33), 'hex') as sums from ${claimsNode}
        where snapshot_id = ${snapshotId} and level = ${depth} and index = 0`,
  )
  return row?.sums ?? ''
}

const sumsOf = ({ totals: { eligible, exempt, house, capacity } }: Population): string =>
  [eligible, exempt, house, capacity]
    .map((sum) => BigInt(sum).toString(16).padStart(32, '0'))
    .join('')

/** Whether some class is so small that its sum would tell what single accounts have (transparency.md §7). */
const hasFew = (row: SnapshotRow, { counts }: Population): boolean =>
  [row.eligibleCount, row.houseCount, row.exemptCount, ...Object.values(counts)].some(
    (count) => Number(count) > 0 && Number(count) < FEWEST_ACCOUNTS,
  )

/** Hides totals and counts in the log; every statement opens it. */
export const populationDigest = (value: Population, salt: string): string =>
  taggedDigest('ballast/population/v1', { salt, value })
