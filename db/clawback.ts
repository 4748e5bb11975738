// Clawback runs and their revisions.
import { sql } from 'drizzle-orm'
import type { Rounding, Rule } from '@/lib/domain/allocation-schedule'
import type { PolicyContent } from '@/lib/domain/policy'
import type { Approval } from '@/lib/domain/quorum'
import type { State } from '@/lib/domain/subject-state'
import { onlyRow, type Queryable, rowsOf } from './client'
import { iso } from './moment'
import {
  asset,
  clawback,
  clawbackRevision,
  execution,
  fund,
  logEntry,
  loss,
  officer,
  policy,
  report,
  revisionLoss,
  sharesTree,
} from './schema'
import { peopleColumns } from './signoff'

export type StoredRun = {
  usableFund: string
  topUp: string
  grossLoss: string
  fundDraw: string
  operatorDraw: string
  toMutualise: string
  uncovered: string
  collected: string
  levied: string
  residual: string
  capacity: string
  chargedBase: string
  accountsCharged: number
  schedule: unknown
  distribution: unknown
  metrics: unknown
}
export type NewRevision = StoredRun & {
  snapshotId: string
  policyId: string
  policyVersion: number
  rule: Rule
  rounding: Rounding
  /** Hides the marginal account of the schedule in what is signed and published; 64 hex digits. */
  cutoffSalt: string
  reason: string
  authorId: string
}
export type RevisionRow = NewRevision & {
  clawbackId: string
  revision: number
  latestRevision: number
  state: State
  fundId: string
  fundName: string
  asset: string
  scale: number
  nonce: number
  authorName: string
  authorPseudonym: string
  createdAt: string
  proposedAt: string | null
  notBefore: string | null
  expiresAt: string | null
  executedAt: string | null
  subjectDigest: string | null
  envelope: string | null
  summary: string | null
  reportId: string | null
  policyContent: PolicyContent
  /** When the first of its losses happened: policy and keys had to be in force before. */
  firstLossAt: string
  authors: string[]
  deciders: string[]
  approvals: Approval[]
  lapsed: string[]
  proposer: string | null
  isPaused: boolean
}

const revisionColumns = sql`r.clawback_id as "clawbackId", r.revision, r.state, c.fund_id as "fundId", f.name as "fundName", f.asset,
  a.scale, c.nonce, r.snapshot_id as "snapshotId", r.policy_id as "policyId", r.policy_version as "policyVersion", r.rule, r.rounding,
  r.reason, r.usable_fund::text as "usableFund", r.top_up::text as "topUp", r.gross_loss::text as "grossLoss", r.fund_draw::text as "fundDraw",
  r.operator_draw::text as "operatorDraw", r.to_mutualise::text as "toMutualise", r.uncovered::text, r.collected::text, r.levied::text,
  r.residual::text, r.capacity::text, r.charged_base::text as "chargedBase", r.accounts_charged as "accountsCharged", r.schedule,
  r.cutoff_salt as "cutoffSalt", r.distribution, r.metrics, r.author_id as "authorId", o.name as "authorName", o.pseudonym as "authorPseudonym",
  ${iso(sql`r.created_at`)} as "createdAt", ${iso(sql`r.proposed_at`)} as "proposedAt", ${iso(sql`r.not_before`)} as "notBefore",
  ${iso(sql`r.expires_at`)} as "expiresAt", y.content as "policyContent",
  ${iso(sql`x.executed_at`)} as "executedAt", r.subject_digest as "subjectDigest", r.envelope, r.summary,
  (select p.id from ${report} p where p.clawback_id = r.clawback_id limit 1) as "reportId",
  (select max(n.revision) from ${clawbackRevision} n where n.clawback_id = r.clawback_id) as "latestRevision",
  (select ${iso(sql`min(e.occurred_at)`)} from ${revisionLoss} l join ${loss} e on e.id = l.loss_id
    where (l.clawback_id, l.revision) = (r.clawback_id, r.revision)) as "firstLossAt",
  ${peopleColumns({ type: sql`'clawback'`, id: sql`r.clawback_id`, revision: sql`r.revision` })}`
const revisionTables = sql`${clawbackRevision} r join ${clawback} c on c.id = r.clawback_id join ${fund} f on f.id = c.fund_id
  join ${asset} a on a.code = f.asset join ${officer} o on o.id = r.author_id
  join ${policy} y on (y.id, y.version) = (r.policy_id, r.policy_version)
  left join ${execution} x on (x.clawback_id, x.revision) = (r.clawback_id, r.revision)`

export const revisionByNumber = (db: Queryable, key: { clawbackId: string; revision: number }) =>
  onlyRow<RevisionRow>(
    db,
    sql`select ${revisionColumns} from ${revisionTables} where r.clawback_id = ${key.clawbackId} and r.revision = ${key.revision}`,
  )

/** What the public log holds of a revision: the root of its shares and the indexes of its entries. */
export type LoggedRevision = {
  sharesRoot: string | null
  proposalIndex: number | null
  executionIndex: number | null
  /** Of the newest version of its report. */
  reportIndex: number | null
}

// An executed run has one revision that was executed; the entries of execution and report are about that one.
const loggedColumns = sql`
  (select t.root from ${sharesTree} t where (t.clawback_id, t.revision) = (r.clawback_id, r.revision)) as "sharesRoot",
  (select e.index::float8 from ${logEntry} e where e.type = 'proposal' and e.subject = r.clawback_id || '/' || r.revision) as "proposalIndex",
  (select e.index::float8 from ${logEntry} e where e.type = 'execution' and e.subject = x.clawback_id) as "executionIndex",
  (select max(e.index)::float8 from ${report} p join ${logEntry} e on e.type = 'report' and e.subject = p.id || '/v' || p.version
    where p.clawback_id = x.clawback_id) as "reportIndex"`

/** The newest revision, or the one asked for. */
export const revisionForReading = (
  db: Queryable,
  key: { clawbackId: string; revision?: number | undefined },
) =>
  onlyRow<RevisionRow & LoggedRevision>(
    db,
    sql`select ${revisionColumns}, ${loggedColumns} from ${revisionTables} where r.clawback_id = ${key.clawbackId}
        and (${key.revision ?? null}::int is null or r.revision = ${key.revision ?? null}) order by r.revision desc limit 1`,
  )

/** Every command on a run waits here for the one before it; what it reads is read after the wait, in a statement of its own. */
export const lockRevision = async (
  db: Queryable,
  key: { clawbackId: string; revision: number },
) => {
  await rowsOf(
    db,
    sql`select from ${clawbackRevision} where clawback_id = ${key.clawbackId} and revision = ${key.revision} for update`,
  )
  return revisionByNumber(db, key)
}

/** Newest change first; one row a run, its newest revision. */
export const listClawbacks = (db: Queryable) =>
  rowsOf<RevisionRow & { changedAt: string }>(
    db,
    sql`select ${revisionColumns}, ${iso(sql`coalesce(x.executed_at, r.decided_at, r.proposed_at, r.created_at)`)} as "changedAt"
        from ${revisionTables} where r.revision = (select max(n.revision) from ${clawbackRevision} n where n.clawback_id = r.clawback_id)
        order by coalesce(x.executed_at, r.decided_at, r.proposed_at, r.created_at) desc limit 200`,
  )

export const insertClawback = (db: Queryable, fundId: string) =>
  onlyRow<{ id: string }>(
    db,
    sql`insert into ${clawback} (fund_id, nonce)
        select ${fundId}, coalesce(max(nonce), 0) + 1 from ${clawback} where fund_id = ${fundId} returning id`,
  )

/** Several authors of one run may write at once; the revision's number decides, and the key guards it. */
export const insertRevision = async (
  db: Queryable,
  key: { clawbackId: string; lossIds: readonly string[] },
  row: NewRevision,
): Promise<number> => {
  const json = (value: unknown) => sql`${JSON.stringify(value)}::jsonb`
  const inserted = await onlyRow<{ revision: number }>(
    db,
    sql`insert into ${clawbackRevision} (clawback_id, revision, snapshot_id, policy_id, policy_version, rule, rounding, reason, top_up,
          usable_fund, gross_loss, fund_draw, operator_draw, to_mutualise, uncovered, collected, levied, residual, capacity, charged_base,
          accounts_charged, schedule, cutoff_salt, distribution, metrics, author_id)
        select ${key.clawbackId}, coalesce(max(revision), 0) + 1, ${row.snapshotId}, ${row.policyId}, ${row.policyVersion}, ${row.rule},
          ${row.rounding}, ${row.reason}, ${row.topUp}, ${row.usableFund}, ${row.grossLoss}, ${row.fundDraw}, ${row.operatorDraw},
          ${row.toMutualise}, ${row.uncovered}, ${row.collected}, ${row.levied}, ${row.residual}, ${row.capacity}, ${row.chargedBase},
          ${row.accountsCharged}, ${json(row.schedule)}, ${row.cutoffSalt}, ${json(row.distribution)}, ${json(row.metrics)}, ${row.authorId}
        from ${clawbackRevision} where clawback_id = ${key.clawbackId} returning revision`,
  )
  const revision = inserted?.revision ?? 0
  await rowsOf(
    db,
    sql`insert into ${revisionLoss} (clawback_id, revision, loss_id)
        select ${key.clawbackId}, ${revision}, id from unnest(${sql.param(key.lossIds)}::text[]) as id`,
  )
  return revision
}

/** The cooling-off runs from the moment at which the proposal is recorded, whenever it was sealed. */
export const moveRevision = (
  db: Queryable,
  key: { clawbackId: string; revision: number },
  move: { from: State; to: State },
) =>
  onlyRow<{ state: string }>(
    db,
    sql`update ${clawbackRevision} set state = ${move.to}, decided_at = now(),
          not_before = greatest(not_before, case when ${move.from} = 'draft' and ${move.to} = 'proposed' then now() + (not_before - proposed_at) end)
        where clawback_id = ${key.clawbackId} and revision = ${key.revision} and state = ${move.from} returning state`,
  )

export const lossIdsOf = async (
  db: Queryable,
  key: { clawbackId: string; revision: number },
): Promise<string[]> => {
  const rows = await rowsOf<{ id: string }>(
    db,
    sql`select loss_id as id from ${revisionLoss} where clawback_id = ${key.clawbackId} and revision = ${key.revision} order by loss_id collate "C"`,
  )
  return rows.map(({ id }) => id)
}

export const writeEnvelope = (
  db: Queryable,
  key: { clawbackId: string; revision: number },
  row: {
    envelope: string
    subjectDigest: string
    summary: string
    proposedAt: string
    notBefore: string
    expiresAt: string
  },
) =>
  rowsOf(
    db,
    sql`update ${clawbackRevision} set envelope = ${row.envelope}, subject_digest = ${row.subjectDigest}, summary = ${row.summary},
          proposed_at = ${row.proposedAt}, not_before = ${row.notBefore}, expires_at = ${row.expiresAt}
        where clawback_id = ${key.clawbackId} and revision = ${key.revision} and state = 'draft'`,
  )

/** What other runs took in the last seven days or are about to take, one row a run. */
export const takenElsewhere = (db: Queryable, clawbackId: string) =>
  rowsOf<{
    asset: string
    collected: string
    chargedBase: string
    accountsCharged: number
    isWithinDay: boolean
  }>(
    db,
    sql`select f.asset, r.collected::text, r.charged_base::text as "chargedBase", r.accounts_charged as "accountsCharged",
          coalesce(x.executed_at > now() - interval '24 hours', true) as "isWithinDay"
        from ${clawbackRevision} r join ${clawback} c on c.id = r.clawback_id join ${fund} f on f.id = c.fund_id
          left join ${execution} x on (x.clawback_id, x.revision) = (r.clawback_id, r.revision)
        where r.clawback_id <> ${clawbackId} and (x.executed_at > now() - interval '7 days'
          or (r.state in ('proposed', 'approved') and r.expires_at > now()))`,
  )

/** Runs are proposed one after the other, so that none overlooks what the other takes. */
export const lockTiers = (db: Queryable) =>
  rowsOf(db, sql`select pg_advisory_xact_lock(hashtext('ballast/tier'))`)

/** Approved runs whose quorum a change has just taken away are proposals again; as reopenChanges. */
export const reopenWithoutQuorum = (db: Queryable) =>
  rowsOf(
    db,
    sql`update ${clawbackRevision} set state = 'proposed', decided_at = now() where (clawback_id, revision) in (
          select r.clawback_id, r.revision from ${clawbackRevision} r where r.state = 'approved'
            and not is_quorum_met(r.envelope::jsonb -> 'quorum', 'clawback', r.clawback_id, r.revision) for update skip locked)`,
  )
