// Release: one short transaction, exactly once, after everything signed was read again from its rows.
import 'server-only'
import { lockRevision, moveRevision, revisionByNumber, type RevisionRow } from '@/db/clawback'
import type { Transaction } from '@/db/client'
import { insertExecution } from '@/db/execution'
import { lockFund } from '@/db/fund'
import { entryAbout, lockLog } from '@/db/log'
import { appendToLog } from '@/db/log-book'
import { ownersIn, signoffsOf } from '@/db/signoff'
import { assert } from '@/lib/domain/assert'
import type { LogEntry } from '@/lib/domain/log-entry'
import { sum } from '@/lib/domain/money'
import { isRefusal, type Refusal, refuse } from '@/lib/domain/refusal'
import { type EnvelopeV2, subjectDigest } from '@/lib/domain/signoff'
import { decide } from '@/lib/domain/subject'
import { assertReconciled } from '@/lib/domain/waterfall'
import { executionJson, revisionRef } from '@/lib/wire/clawback'
import { actorOf } from './actor'
import { logBook } from './log-book'
import type { Officer } from './officer'
import { proposalSubject } from './proposal'
import { movedInput, refusedRelease, stops } from './release'
import { envelopeOf, toState } from './revision'
import { verb } from './verb'

export const executeClawback = verb({
  name: 'clawback.executed',
  kind: 'change',
  appends: true,
  access: ['approver'],
  input: revisionRef,
  output: executionJson,
  run: async ({ tx, officer, now, input }) => {
    const row = await lockRevision(tx, input)
    if (!row) return refuse('unknown', `There is no such revision of ${input.clawbackId}.`)
    const refusal = await refusedDeed(tx, row, { officer, now })
    if (refusal) return refusal
    await lockFund(tx, row.fundId)
    const envelope = envelopeOf(row)
    if ('kind' in envelope) return envelope
    if (envelope.v !== 2) return stops('it was signed before there were keys.')
    const refused = await refusedRelease(tx, row, envelope)
    if (refused) return refused
    // Keys, roles and pauses change under the log's lock: from here on they stay until this stands in it.
    await lockLog(tx)
    const lost = await refusedDeed(tx, await revisionByNumber(tx, row), { officer, now })
    if (lost) return lost
    const sentence = await movedInput(tx, row, envelope)
    return sentence === undefined
      ? release(tx, { row, envelope, officer, now })
      : turnStale(tx, { row, sentence, now })
  },
})

/** Whether the rules let this officer release it now, by everybody's roles, keys and accounts. */
const refusedDeed = async (
  tx: Transaction,
  row: RevisionRow | undefined,
  { officer, now }: { officer: Officer; now: string },
): Promise<Refusal | undefined> => {
  assert(row !== undefined, 'expected the revision that is locked')
  const state = toState(row, { owners: await ownersIn(tx, row.snapshotId) })
  const decided = decide(state, { kind: 'execute' }, { actor: actorOf(officer), now })
  return isRefusal(decided) ? decided : undefined
}

type Release = { row: RevisionRow; envelope: EnvelopeV2; officer: Officer; now: string }

const release = async (tx: Transaction, { row, envelope, officer, now }: Release) => {
  const journal = journalLines(row)
  const runDigest = subjectDigest(envelope)
  const executed = await insertExecution(tx, {
    ...row,
    runDigest,
    officerId: officer.id,
    journal,
    fundDraw: BigInt(row.fundDraw),
  })
  await logExecution(tx, { row, runDigest, now })
  await moveRevision(tx, row, { from: 'approved', to: 'executed' })
  const { clawbackId, revision } = row
  return {
    subject: clawbackId,
    output: {
      ...{ clawbackId, revision, state: 'executed' as const, sentence: '' },
      executedAt: executed?.executedAt ?? now,
      runDigest,
      journal: journal.map(({ account, amount }) => ({ account, amount: amount.toString() })),
    },
    change: { before: { state: 'approved' }, after: { state: 'executed', runDigest } },
  }
}

/** What was signed rests on inputs that are gone: it can never be executed, and its row says so. */
const turnStale = async (
  tx: Transaction,
  { row, sentence, now }: { row: RevisionRow; sentence: string; now: string },
) => {
  await moveRevision(tx, row, { from: 'approved', to: 'stale' })
  const { clawbackId, revision, subjectDigest: runDigest } = row
  return {
    subject: clawbackId,
    output: {
      ...{ clawbackId, revision, state: 'stale' as const, sentence },
      ...{ executedAt: now, runDigest: runDigest ?? '', journal: [] },
    },
    change: { before: { state: 'approved' }, after: { state: 'stale' } },
  }
}

const logExecution = async (
  tx: Transaction,
  { row, runDigest, now }: { row: RevisionRow; runDigest: string; now: string },
) => {
  const proposal = await entryAbout(tx, { type: 'proposal', subject: proposalSubject(row) })
  assert(proposal !== undefined, 'expected a proposal in the log, got none')
  const decisions = (await signoffsOf(tx, keyOf(row))).map(({ challenge }) => challenge).sort()
  const entry: LogEntry = {
    v: 1,
    type: 'execution',
    at: now,
    clawbackId: row.clawbackId,
    revision: String(row.revision),
    runDigest,
    proposalIndex: String(proposal.index),
    decisions,
  }
  const entries = [{ entry, subject: row.clawbackId }]
  await appendToLog(tx, await logBook(), { at: now, entries, withAuditHead: true })
}

const keyOf = ({ clawbackId, revision }: RevisionRow) => ({
  subjectType: 'clawback' as const,
  subjectId: clawbackId,
  revision,
})

const journalLines = (row: RevisionRow) => {
  const [fundDraw, operatorDraw, levied, residual, uncovered, grossLoss] = [
    BigInt(row.fundDraw),
    BigInt(row.operatorDraw),
    BigInt(row.levied),
    BigInt(row.residual),
    BigInt(row.uncovered),
    BigInt(row.grossLoss),
  ]
  assertReconciled({
    grossLoss,
    fundDraw,
    operatorDraw,
    toMutualise: BigInt(row.toMutualise),
    levied,
    residual,
    uncovered,
  })
  const lines = [
    { account: 'loss' as const, amount: -grossLoss },
    { account: 'fund' as const, amount: fundDraw },
    { account: 'operator' as const, amount: operatorDraw },
    { account: 'levies' as const, amount: levied },
    { account: 'residual' as const, amount: residual },
    { account: 'uncovered' as const, amount: uncovered },
  ]
  assert(sum(lines.map(({ amount }) => amount)) === 0n, 'expected a journal that balances')
  return lines
}
