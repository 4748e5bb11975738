// Release: one short transaction, exactly once, after everything signed was read again from its rows.
import 'server-only'
import { lockRevision, moveRevision, type RevisionRow, signoffsOf } from '@/db/clawback'
import type { Transaction } from '@/db/client'
import { insertExecution, releaseChecks } from '@/db/execution'
import { fundStanding, lockFund } from '@/db/fund'
import { entryAbout } from '@/db/log'
import { appendToLog } from '@/db/log-book'
import { policyByVersion } from '@/db/policy'
import { type Schedule, sealSchedule } from '@/lib/domain/allocation-schedule'
import { assert } from '@/lib/domain/assert'
import { isRefusal, type Refusal, refuse } from '@/lib/domain/refusal'
import { decide } from '@/lib/domain/subject'
import { canonicalJson } from '@/lib/domain/canonical-json'
import type { LogEntry } from '@/lib/domain/log-entry'
import { sum } from '@/lib/domain/money'
import { type PolicyContent, policyDigest } from '@/lib/domain/policy'
import {
  type Envelope,
  signoffChallenge,
  type SignoffStatement,
  subjectDigest,
} from '@/lib/domain/signoff'
import { assertReconciled } from '@/lib/domain/waterfall'
import { scheduleJson } from '@/lib/wire/allocation'
import { executionJson, revisionRef } from '@/lib/wire/clawback'
import { actorOf, toState } from './clawback'
import { usableOf } from './fund'
import { logBook } from './log-book'
import { isLoggedShares, proposalSubject } from './proposal'
import { envelopeOf } from './signoff'
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
    const decided = decide(toState(row), { kind: 'execute' }, { actor: actorOf(officer), now })
    if (isRefusal(decided)) return decided
    await lockFund(tx, row.fundId)
    const envelope = envelopeOf(row)
    if ('kind' in envelope) return envelope
    const refused = await refusedRelease(tx, row, envelope)
    if (refused) return refused
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
    return {
      subject: row.clawbackId,
      output: {
        clawbackId: row.clawbackId,
        revision: row.revision,
        executedAt: executed?.executedAt ?? now,
        runDigest,
        journal: journal.map(({ account, amount }) => ({ account, amount: amount.toString() })),
      },
    }
  },
})

/** Digest, policy, losses, claims, levies and fund as they stand now against what two people signed. */
const refusedRelease = async (
  tx: Transaction,
  row: RevisionRow,
  envelope: Envelope,
): Promise<Refusal | undefined> => {
  const { result, inputs, lossEvents } = envelope
  const schedule = signedSchedule(row, envelope)
  if (schedule === null) return stops('the stored schedule is not the one that was signed.')
  const checks = await releaseChecks(tx, row, schedule)
  const standing = await fundStanding(tx, row.fundId)
  if (!checks || !standing || subjectDigest(envelope) !== row.subjectDigest) {
    return stops('the stored envelope is not the one that was signed.')
  }
  if (!(await areSigned(tx, row))) return stops('the sign-offs are not about this envelope.')
  if (!isAsSigned(row, envelope)) return stops('the stored figures are not those that were signed.')
  if (checks.taken !== null)
    return refuse('loss-taken', `Nothing was executed: loss ${checks.taken} is mutualised already.`)
  if (!(await isSignedPolicy(tx, envelope)))
    return stops('the policy is not the one that was signed.')
  if (canonicalJson(checks.lossEvents) !== canonicalJson(lossEvents))
    return stops('the losses are not those that were signed.')
  if (checks.snapshotDigest !== inputs.snapshotDigest)
    return stops('the claims are not those that were signed.')
  const isSum = checks.levied === result.levied && String(checks.charged) === result.accountsCharged
  if (!isSum || checks.wrongLevies > 0)
    return stops('the stored levies are not what the signed schedule gives.')
  if (!(await isLoggedShares(tx, { row, envelope })))
    return stops('the levies are not those whose tree stands in the log.')
  return refusedFund(row, envelope, standing)
}

const logExecution = async (
  tx: Transaction,
  { row, runDigest, now }: { row: RevisionRow; runDigest: string; now: string },
) => {
  const proposal = await entryAbout(tx, { type: 'proposal', subject: proposalSubject(row) })
  assert(proposal !== undefined, 'expected a proposal in the log, got none')
  const decisions = (await signoffsOf(tx, row)).map(({ challenge }) => challenge).sort()
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
  await appendToLog(tx, await logBook(), { at: now, entries: [{ entry, subject: row.clawbackId }] })
}

/** Every sign-off is a statement about this very digest, and says what its row says. */
const areSigned = async (tx: Transaction, row: RevisionRow): Promise<boolean> => {
  const signoffs = await signoffsOf(tx, row)
  return signoffs.every(({ statement, challenge, decision }) => {
    const said = JSON.parse(statement) as SignoffStatement
    return (
      said.subjectDigest === row.subjectDigest &&
      said.decision === decision &&
      signoffChallenge(said) === challenge
    )
  })
}

/** The columns from which journal, report and lists are written, against the envelope. */
const isAsSigned = (row: RevisionRow, { result, inputs, scope }: Envelope): boolean => {
  const { waterfall, collected, levied, residual, uncovered, accountsCharged } = result
  const { capacity, chargedBase } = inputs.population
  const stored = [
    ...[row.grossLoss, row.fundDraw, row.operatorDraw, row.toMutualise],
    ...[row.collected, row.levied, row.residual, row.uncovered, String(row.accountsCharged)],
    ...[row.capacity, row.chargedBase, row.fundId],
  ]
  const signed = [
    ...[waterfall.grossLoss, waterfall.fundDraw, waterfall.operatorDraw, waterfall.toMutualise],
    ...[collected, levied, residual, uncovered, accountsCharged],
    ...[capacity, chargedBase, scope.fundId],
  ]
  return canonicalJson(stored) === canonicalJson(signed)
}

/** The stored schedule, whose marginal account is open, if it seals to the signed one. */
const signedSchedule = (row: RevisionRow, { result }: Envelope): Schedule | null => {
  const stored = scheduleJson.safeParse(row.schedule)
  if (!stored.success) return null
  const sealed = sealSchedule(stored.data, row.cutoffSalt)
  return canonicalJson(sealed) === canonicalJson(result.schedule) ? stored.data : null
}

const stops = (what: string): Refusal =>
  refuse(
    'stale',
    `Nothing was executed: ${what} An author must take the run back and propose it again.`,
  )

const isSignedPolicy = async (tx: Transaction, { policy }: Envelope): Promise<boolean> => {
  const stored = await policyByVersion(tx, { id: policy.id, version: Number(policy.version) })
  if (!stored) return false
  const content = stored.content as PolicyContent
  return policyDigest({ id: policy.id, version: policy.version, content }) === policy.digest
}

/** This run's own draw is among the commitments; it may use what it reserved. */
const refusedFund = (
  row: RevisionRow,
  { inputs }: Envelope,
  standing: { balance: string; floor: string; committed: string },
): Refusal | undefined => {
  const committed = (BigInt(standing.committed) - BigInt(row.fundDraw)).toString()
  const usable = usableOf({ ...standing, committed })
  const signed = BigInt(inputs.fund.usable)
  const moved = usable > signed ? usable - signed : signed - usable
  return usable < BigInt(row.fundDraw) || moved > BigInt(inputs.tolerances.usableFund)
    ? stops('the usable amount of the fund has moved further than the signed tolerance.')
    : undefined
}

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
