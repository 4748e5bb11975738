// Clawback runs: simulation, drafts, the list and the account table.
import 'server-only'
import * as z from 'zod'
import {
  insertClawback,
  insertRevision,
  listClawbacks,
  lockRevision,
  moveRevision,
  type RevisionRow,
  revisionForReading,
} from '@/db/clawback'
import type { Transaction } from '@/db/client'
import { type ActorKeyRow, keysInForce, takePart } from '@/db/signoff'
import { levyPage as levyRows, levyTotals } from '@/db/levy'
import { compareAccounts, maskAccount } from '@/lib/domain/claim'
import { isRefusal, type Refusal, refuse } from '@/lib/domain/refusal'
import { decide } from '@/lib/domain/subject'
import { stateAt } from '@/lib/domain/subject-state'
import { fingerprint } from '@/lib/domain/signoff'
import {
  clawbackList,
  levyPage,
  levyQuery,
  metricsJson,
  revisionRef,
  runInput,
  saveDraftInput,
  simulation,
  type LevyRow,
} from '@/lib/wire/clawback'
import { actorOf, signingActor } from './actor'
import { computeRun, type Run, storedRun } from './clawback-run'
import { isoNow } from './clock'
import { type Officer, randomHex } from './officer'
import { toState } from './revision'
import { verb } from './verb'

const LARGEST_SHOWN = 10

/** Asked by POST because of its size; it changes nothing and leaves no trace. */
export const simulateClawback = verb({
  name: 'clawback.simulated',
  kind: 'read',
  access: ['analyst'],
  input: runInput,
  output: simulation,
  run: async ({ db, input }) => {
    const run = await computeRun(db, input)
    return 'kind' in run ? run : simulation.parse({ ...simulated(run), largest: largestOf(run) })
  },
})

const simulated = (run: Run) => {
  const { schedule, distribution, metrics, capacity, chargedBase, ...waterfall } = storedRun(run)
  const asset = { code: run.fund.asset, scale: run.fund.scale }
  return { asset, waterfall, schedule, distribution, metrics, capacity, chargedBase }
}

const largestOf = ({ claims, allocation }: Run): LevyRow[] =>
  claims
    .map((claim, index) => ({ claim, levy: allocation.levies[index] ?? 0n }))
    .sort((a, b) =>
      a.levy === b.levy
        ? compareAccounts(a.claim.account, b.claim.account)
        : a.levy > b.levy
          ? -1
          : 1,
    )
    .slice(0, LARGEST_SHOWN)
    .map(({ claim, levy }, index) => ({
      rank: index + 1,
      account: maskAccount(claim.account),
      class: claim.class,
      base: claim.base.toString(),
      cap: claim.cap?.toString() ?? null,
      levy: levy.toString(),
    }))

export const saveDraft = verb({
  name: 'clawback.drafted',
  kind: 'change',
  access: ['analyst'],
  input: saveDraftInput,
  output: revisionRef,
  run: async ({ tx, officer, now, input }) => {
    const previous =
      input.clawbackId === undefined
        ? undefined
        : await supersede(tx, { clawbackId: input.clawbackId, officer, now })
    if (previous && isRefusal(previous)) return previous
    const run = await computeRun(tx, input)
    if ('kind' in run) return run
    if (previous && previous.fundId !== run.fund.id) {
      return refuse(
        'wrong-state',
        `Run ${previous.clawbackId} belongs to another fund. Begin a new clawback for ${run.fund.name}.`,
      )
    }
    const clawbackId = previous?.clawbackId ?? (await insertClawback(tx, run.fund.id))?.id ?? ''
    await takePart(tx, {
      ...{ subjectType: 'clawback', subjectId: clawbackId },
      ...{ officerId: officer.id, part: 'author' },
    })
    const { id, version } = run.policy
    const revision = await insertRevision(
      tx,
      { clawbackId, lossIds: run.losses.map((loss) => loss.id) },
      {
        ...storedRun(run),
        snapshotId: run.snapshot.id,
        policyId: id,
        policyVersion: version,
        rule: run.terms.rule,
        rounding: run.terms.rounding,
        cutoffSalt: randomHex(32),
        reason: input.reason,
        authorId: officer.id,
      },
    )
    return { subject: clawbackId, output: { clawbackId, revision } }
  },
})

/** Makes room for a new revision: a live one is superseded and its sign-offs void, an ended one stays as it ended. */
const supersede = async (
  tx: Transaction,
  { clawbackId, officer, now }: { clawbackId: string; officer: Officer; now: string },
): Promise<RevisionRow | Refusal> => {
  const latest = await revisionForReading(tx, { clawbackId })
  const row = latest && (await lockRevision(tx, latest))
  if (!row) return refuse('unknown', `There is no clawback ${clawbackId}.`)
  const decided = decide(toState(row), { kind: 'edit' }, { actor: actorOf(officer), now })
  if (isRefusal(decided)) return decided
  if (stateAt(toState(row), now) === 'expired') {
    if (row.state !== 'expired') await moveRevision(tx, row, { from: row.state, to: 'expired' })
  } else if (decided.length > 0) {
    await moveRevision(tx, row, { from: row.state, to: 'superseded' })
  }
  return row
}

export const showClawbacks = verb({
  name: 'clawback.list',
  kind: 'read',
  access: 'officer',
  input: z.object({}),
  output: clawbackList,
  run: async ({ db, officer }) => {
    const now = isoNow()
    const [rows, held] = await Promise.all([
      listClawbacks(db),
      officer ? keysInForce(db, officer.id) : [],
    ])
    return { asOf: now, clawbacks: rows.map((row) => listed(row, { officer, held, now })) }
  },
})

type Reader = { officer: Officer | null; held: readonly ActorKeyRow[]; now: string }

const listed = (row: RevisionRow & { changedAt: string }, { officer, held, now }: Reader) => {
  const state = toState(row)
  const waits = officer !== null && isWaitingFor(row, { officer, held, now })
  return {
    id: row.clawbackId,
    revision: row.revision,
    state: stateAt(state, now),
    fundName: row.fundName,
    asset: { code: row.asset, scale: row.scale },
    levied: row.levied,
    accountsCharged: row.accountsCharged,
    rate: metricsJson.parse(row.metrics).rate,
    author: row.authorName,
    changedAt: row.changedAt,
    expiresAt: row.expiresAt,
    fingerprint: row.subjectDigest && fingerprint(row.subjectDigest),
    waitsForYou: waits,
  }
}

/** Whether an officer's approval is missing and would count: what has its quorum waits for nobody's. */
const isWaitingFor = (
  row: RevisionRow,
  { officer, held, now }: Reader & { officer: Officer },
): boolean => {
  const state = toState(row)
  const actor = signingActor(officer, { held, lossAt: row.firstLossAt })
  return (
    stateAt(state, now) === 'proposed' &&
    !isRefusal(decide(state, { kind: 'approve' }, { actor, now }))
  )
}

export const showLevies = verb({
  name: 'clawback.levies',
  kind: 'read',
  // Names accounts: for those who decide and check, not for everybody who may look.
  access: ['analyst', 'approver', 'publisher', 'auditor'],
  input: levyQuery,
  output: levyPage,
  run: async ({ db, input }) => {
    const key = { clawbackId: input.clawbackId, revision: input.revision }
    const after =
      input.afterLevy !== undefined && input.afterAccount !== undefined
        ? { levy: input.afterLevy, account: input.afterAccount }
        : null
    const [rows, total] = await Promise.all([
      levyRows(db, key, { endsWith: input.account ?? '', after, limit: input.limit + 1 }),
      levyTotals(db, key),
    ])
    return {
      rows: rows.slice(0, input.limit),
      total: total ?? { accounts: 0, base: '0', levy: '0' },
      hasMore: rows.length > input.limit,
    }
  },
})
