// Signing a run: first the statement is stored, then the evidence over it is checked and recorded.
import 'server-only'
import {
  insertParticipant,
  lockRevision,
  lossIdsOf,
  moveRevision,
  type RevisionRow,
  writeEnvelope,
} from '@/db/clawback'
import type { Transaction } from '@/db/client'
import { lockFund } from '@/db/fund'
import { insertLevies } from '@/db/levy'
import { freshStatement, insertSignoff, insertStatement, type StatementRow } from '@/db/signoff'
import { isRefusal, type Refusal, refuse } from '@/lib/domain/refusal'
import { decide } from '@/lib/domain/subject'
import { type SubjectEvent, type Command, evolve } from '@/lib/domain/subject-state'
import { canonicalJson } from '@/lib/domain/canonical-json'
import { formatAmount } from '@/lib/domain/money'
import {
  canonicalSubject,
  type Envelope,
  renderSummary,
  saltedDigest,
  signoffChallenge,
  type SignoffStatement,
  subjectDigest,
  summaryDigest,
} from '@/lib/domain/signoff'
import { scheduleJson } from '@/lib/wire/allocation'
import type { PrepareSignoffInput } from '@/lib/wire/signoff'
import {
  preparedSignoff,
  prepareSignoffInput,
  recordedSignoff,
  recordSignoffInput,
} from '@/lib/wire/signoff'
import { actorOf, toState } from './clawback'
import { computeRun, type Run, storedRun } from './clawback-run'
import { buildEnvelope, place, plusSeconds } from './envelope'
import { type Officer, randomHex } from './officer'
import { logProposal } from './proposal'
import { verifyEvidence } from './signature'
import { type InvalidInput, verb } from './verb'

const STATEMENT_SECONDS = 300

export const prepareSignoff = verb({
  name: 'signoff.prepared',
  kind: 'change',
  access: 'officer',
  input: prepareSignoffInput,
  output: preparedSignoff,
  run: async ({ tx, officer, now, input }) => {
    const row = await lockRevision(tx, input)
    if (!row) return noSuchRun(input.clawbackId)
    const decided = decide(toState(row), commandOf(input), { actor: actorOf(officer), now })
    if (isRefusal(decided)) return decided
    // The proposer signs the reason that the run carries, not one of the moment.
    const reason = input.decision === 'propose' ? row.reason : input.reason
    const envelope =
      input.decision === 'propose' ? await seal(tx, { row, officer, now }) : envelopeOf(row)
    if ('kind' in envelope) return envelope
    const statement = statementOf({ envelope, officer, now, input: { ...input, reason } })
    const challenge = signoffChallenge(statement.statement)
    await insertStatement(tx, {
      challengeId: statement.statement.challengeId,
      clawbackId: row.clawbackId,
      revision: row.revision,
      officerId: officer.id,
      decision: input.decision,
      statement: canonicalSubject(statement.statement),
      challenge,
      reason,
      reasonSalt: statement.reasonSalt,
      issuedAt: statement.statement.issuedAt,
      expiresAt: statement.statement.expiresAt,
    })
    const { challengeId, expiresAt } = statement.statement
    return {
      subject: row.clawbackId,
      output: {
        challengeId,
        challenge,
        statement: canonicalSubject(statement.statement),
        expiresAt,
      },
    }
  },
})

export const recordSignoff = verb({
  name: 'signoff.recorded',
  kind: 'change',
  appends: true,
  access: 'officer',
  input: recordSignoffInput,
  output: recordedSignoff,
  run: async ({ tx, officer, now, input }) => {
    const stored = await freshStatement(tx, {
      challengeId: input.challengeId,
      officerId: officer.id,
    })
    if (stored?.clawbackId !== input.clawbackId)
      return refuse(
        'statement-spent',
        'Nothing was signed: this statement is used, older than five minutes, or another officer’s. Open the page again and decide anew.',
      )
    const row = await lockRevision(tx, stored)
    if (!row) return noSuchRun(stored.clawbackId)
    if (stored.decision === 'propose') await lockFund(tx, row.fundId)
    const events = decide(toState(row), commandOf(stored), { actor: actorOf(officer), now })
    if (isRefusal(events)) return events
    const refused =
      refusedStatement(row, stored) ??
      verifyEvidence({ statement: stored, evidence: input.evidence, officer })
    if (refused) return refused
    const part = stored.decision === 'propose' ? 'author' : 'approver'
    await insertParticipant(tx, { clawbackId: row.clawbackId, officerId: officer.id, part })
    if (stored.decision === 'propose') {
      const broken = await materialise(tx, row, now)
      if (broken) return broken
    }
    await insertSignoff(tx, { ...stored, part, evidence: input.evidence })
    const state = await applyEvents(tx, row, events)
    return {
      subject: row.clawbackId,
      output: { clawbackId: row.clawbackId, revision: row.revision, state },
    }
  },
})

const noSuchRun = (clawbackId: string) =>
  refuse('unknown', `There is no such revision of ${clawbackId}.`)

const commandOf = ({
  decision,
  reason,
}: Pick<PrepareSignoffInput, 'decision' | 'reason'>): Command =>
  decision === 'reject' ? { kind: 'reject', reason } : { kind: decision }

export const envelopeOf = (row: RevisionRow): Envelope | Refusal =>
  row.envelope === null
    ? refuse('wrong-state', 'This revision has not been proposed.')
    : (JSON.parse(row.envelope) as Envelope)

/** Writes the envelope of a draft that is about to be proposed, from rows that are read anew. */
const seal = async (
  tx: Transaction,
  { row, officer, now }: { row: RevisionRow; officer: Officer; now: string },
): Promise<Envelope | Refusal | InvalidInput> => {
  await insertParticipant(tx, { clawbackId: row.clawbackId, officerId: officer.id, part: 'author' })
  const run = await rerun(tx, row)
  if ('kind' in run) return run
  const envelope = await buildEnvelope(tx, { row, run, now })
  await writeEnvelope(tx, row, {
    envelope: canonicalSubject(envelope),
    subjectDigest: subjectDigest(envelope),
    summary: renderSummary(envelope),
    proposedAt: now,
    expiresAt: envelope.expiresAt,
  })
  return envelope
}

/** The draft's run from rows as they stand now; a draft whose inputs have moved is not proposed. */
const rerun = async (tx: Transaction, row: RevisionRow): Promise<Run | Refusal | InvalidInput> => {
  const run = await computeRun(tx, {
    fundId: row.fundId,
    lossIds: await lossIdsOf(tx, row),
    snapshotId: row.snapshotId,
    policyId: row.policyId,
    policyVersion: row.policyVersion,
    topUp: formatAmount(BigInt(row.topUp), { scale: row.scale }),
    uncovered: formatAmount(BigInt(row.uncovered), { scale: row.scale }),
    rule: row.rule,
    rounding: row.rounding,
    reason: row.reason,
  })
  if ('kind' in run) return run
  const { usableFund, grossLoss, levied, accountsCharged } = storedRun(run)
  const isSame =
    usableFund === row.usableFund &&
    grossLoss === row.grossLoss &&
    levied === row.levied &&
    accountsCharged === row.accountsCharged &&
    canonicalJson(run.allocation.schedule) === canonicalJson(scheduleJson.parse(row.schedule))
  return isSame
    ? run
    : refuse(
        'stale',
        'The usable fund amount or a loss has moved since this draft was saved. Nothing was proposed; edit the run and save it again.',
      )
}

/** A statement is about one digest: a run whose envelope was written again meanwhile is not signed. */
const refusedStatement = (row: RevisionRow, stored: StatementRow): Refusal | undefined => {
  const statement = JSON.parse(stored.statement) as SignoffStatement
  const envelope = envelopeOf(row)
  if ('kind' in envelope) return envelope
  const isCurrent =
    statement.subjectDigest === row.subjectDigest && subjectDigest(envelope) === row.subjectDigest
  return isCurrent && signoffChallenge(statement) === stored.challenge
    ? undefined
    : refuse(
        'stale',
        'The run was changed while you were signing. Nothing was signed; open the page again.',
      )
}

/** Stores the levies of a run that is being proposed, computed once more from the frozen claims, and logs their tree. */
const materialise = async (
  tx: Transaction,
  row: RevisionRow,
  now: string,
): Promise<Refusal | InvalidInput | undefined> => {
  const envelope = envelopeOf(row)
  if ('kind' in envelope) return envelope
  const run = await rerun(tx, row)
  if ('kind' in run) return run
  await insertLevies(tx, row, {
    accounts: run.claims.map((claim) => claim.account),
    bases: run.claims.map((claim) => claim.base),
    levies: run.allocation.levies,
  })
  return logProposal(tx, { row, envelope, now })
}

export const applyEvents = async (
  tx: Transaction,
  row: RevisionRow,
  events: readonly SubjectEvent[],
): Promise<RevisionRow['state']> => {
  const after = events.reduce(evolve, toState(row)).state
  if (after !== row.state) await moveRevision(tx, row, { from: row.state, to: after })
  return after
}

type Signing = { envelope: Envelope; officer: Officer; now: string; input: PrepareSignoffInput }

const statementOf = ({
  envelope,
  officer,
  now,
  input,
}: Signing): { statement: SignoffStatement; reasonSalt: string } => {
  const reasonSalt = randomHex(32)
  return {
    reasonSalt,
    statement: {
      ...place(),
      v: 1,
      type: 'signoff',
      decision: input.decision,
      subjectType: 'clawback',
      subjectId: envelope.clawbackId,
      revision: envelope.revision,
      subjectDigest: subjectDigest(envelope),
      officer: officer.pseudonym,
      reasonDigest: saltedDigest('reasonDigest', { salt: reasonSalt, value: input.reason }),
      summaryDigest: summaryDigest(envelope),
      challengeId: randomHex(32),
      issuedAt: now,
      expiresAt: plusSeconds(now, STATEMENT_SECONDS),
    },
  }
}
