// Signing: first the statement is stored, then the passkey's signature over it is verified and recorded.
import 'server-only'
import type { Transaction } from '@/db/client'
import { entryAbout } from '@/db/log'
import { appendToLog } from '@/db/log-book'
import {
  type ActorKeyRow,
  freshStatement,
  insertSignoff,
  insertStatement,
  keysInForce,
  noteUse,
  standingSignoff,
  type StatementRow,
  takePart,
} from '@/db/signoff'
import type { LogEntry } from '@/lib/domain/log-entry'
import { isRefusal, type Refusal, refuse } from '@/lib/domain/refusal'
import {
  canonicalSubject,
  saltedDigest,
  signoffChallenge,
  type SignoffStatement,
  type Subject,
  subjectDigest,
  summaryDigest,
} from '@/lib/domain/signoff'
import { decide } from '@/lib/domain/subject'
import { type Command, evolve, type State, type SubjectEvent } from '@/lib/domain/subject-state'
import {
  preparedSignoff,
  type PrepareSignoffInput,
  prepareSignoffInput,
  recordedSignoff,
  type RecordSignoffInput,
  recordSignoffInput,
} from '@/lib/wire/signoff'
import { signingActor } from './actor'
import { place, plusSeconds } from './envelope'
import { logBook } from './log-book'
import { type Officer, randomHex } from './officer'
import { lockSignable, type Signable } from './signable'
import { pageEverybody } from './pager'
import { verifyEvidence } from './signature'
import { verb } from './verb'

const STATEMENT_SECONDS = 300

export const prepareSignoff = verb({
  name: 'signoff.prepared',
  kind: 'change',
  access: 'officer',
  limit: 'statement',
  input: prepareSignoffInput,
  output: preparedSignoff,
  run: async ({ tx, officer, now, input }) => {
    const signable = await lockSignable(tx, input, { officer, now })
    if (isRefusal(signable)) return signable
    const held = await keysInForce(tx, officer.id)
    const key = held.find(({ credentialId }) => credentialId === input.credentialId)
    // The proposer signs the reason that its author wrote, not one of the moment.
    const reason = input.decision === 'propose' ? signable.reason : input.reason
    const { lossAt } = signable
    const actor = signingActor(officer, { held, chosen: input.credentialId, lossAt })
    const decided = decide(signable.state, commandOf({ ...input, reason }), { actor, now })
    if (isRefusal(decided)) return decided
    if (!key) return notInForce
    const subject = input.decision === 'propose' ? await signable.seal() : sealedSubject(signable)
    if ('kind' in subject) return subject
    const target =
      input.decision === 'withdraw'
        ? await standingSignoff(tx, { ...input, officerId: officer.id })
        : undefined
    const { statement, reasonSalt } = statementOf({
      ...{ subject, officer, now, key },
      input: { ...input, reason },
      targetStatement: target?.challenge,
    })
    const challenge = signoffChallenge(statement)
    const { challengeId, issuedAt, expiresAt } = statement
    const text = canonicalSubject(statement)
    await insertStatement(tx, {
      ...{ ...input, reason, reasonSalt, officerId: officer.id },
      ...{ challengeId, challenge, statement: text, issuedAt, expiresAt },
    })
    return {
      subject: input.subjectId,
      output: {
        ...{ challengeId, challenge, statement: text, expiresAt },
        rpId: statement.rpId,
        transports: key.transports,
      },
    }
  },
})

export const recordSignoff = verb({
  name: 'signoff.recorded',
  kind: 'change',
  appends: true,
  afterwards: pageEverybody,
  access: 'officer',
  input: recordSignoffInput,
  output: recordedSignoff,
  run: async ({ tx, officer, now, input }) => {
    const { challengeId, evidence } = input
    const stored = await freshStatement(tx, { challengeId, officerId: officer.id })
    if (!stored) return spent
    const signable = await lockSignable(tx, stored, { officer, now })
    if (isRefusal(signable)) return signable
    const held = await keysInForce(tx, officer.id)
    const key = held.find(({ credentialId }) => credentialId === stored.credentialId)
    const { lossAt } = signable
    const actor = signingActor(officer, { held, chosen: stored.credentialId, lossAt })
    const events = decide(signable.state, commandOf(stored), { actor, now })
    if (isRefusal(events)) return events
    const statement = JSON.parse(stored.statement) as SignoffStatement
    const changed = refusedStatement(signable, { statement, stored, officer })
    if (changed) return changed
    if (!key) return notInForce
    const { challenge } = stored
    const verified = await verifyEvidence({ statement, challenge, evidence, key })
    if (isRefusal(verified)) return verified
    const used = await noteUse(tx, { credentialId: key.credentialId, counter: verified.counter })
    if (!used) return copiedKey
    const before = stored.decision === 'propose' ? await signable.propose() : []
    if (isRefusal(before)) return before
    const takesBack = await withdrawn(tx, { stored, statement })
    if (isRefusal(takesBack)) return takesBack
    const wanted = stored.decision === 'propose' ? 'author' : 'approver'
    const part = await takePart(tx, { ...stored, part: wanted })
    await insertSignoff(tx, { ...stored, part, evidence: signatureOf(evidence), takesBack })
    const entry = decisionEntry(statement, { challenge, now })
    const entries = [...before, { entry, subject: challenge }]
    await appendToLog(tx, await logBook(), { at: now, entries })
    const state = await applyEvents(signable, events)
    const decision = await entryAbout(tx, { type: 'decision', subject: challenge })
    const { subjectType, subjectId, revision } = stored
    return {
      subject: subjectId,
      output: { subjectType, subjectId, revision, state, decisionIndex: decision?.index ?? 0 },
      change: {
        before: { state: signable.state.state },
        after: { state, decision: stored.decision },
      },
    }
  },
})

const signatureOf = ({
  credentialId,
  authenticatorData,
  clientDataJSON,
  signature,
}: RecordSignoffInput['evidence']) => ({
  credentialId,
  authenticatorData,
  clientDataJSON,
  signature,
})

const spent = refuse(
  'statement-spent',
  'Nothing was signed: this statement is used, older than five minutes, or another officer’s. Open the page again and decide anew.',
)
const copiedKey = refuse(
  'signature-invalid',
  'This key has signed something else at the same moment: somebody may hold a copy. Nothing was signed. Use your other key, and revoke this one.',
)
const notInForce = refuse(
  'key-unfit',
  'Nothing was signed: this key is not one of yours that is in force. Choose another.',
)

const commandOf = ({
  decision,
  reason,
}: Pick<PrepareSignoffInput, 'decision' | 'reason'>): Command =>
  decision === 'reject' || decision === 'veto' ? { kind: decision, reason } : { kind: decision }

const sealedSubject = ({ sealed }: Signable): Subject | Refusal =>
  sealed?.subject ?? refuse('wrong-state', 'This has not been proposed.')

type Stating = {
  subject: Subject
  officer: Officer
  key: ActorKeyRow
  now: string
  input: PrepareSignoffInput
  targetStatement: string | undefined
}

const statementOf = ({
  subject,
  officer,
  key,
  now,
  input,
  targetStatement,
}: Stating): { statement: SignoffStatement; reasonSalt: string } => {
  const reasonSalt = randomHex(32)
  return {
    reasonSalt,
    statement: {
      ...place(),
      v: 1,
      type: 'signoff',
      decision: input.decision,
      subjectType: input.subjectType,
      subjectId: input.subjectId,
      revision: String(input.revision),
      subjectDigest: subjectDigest(subject),
      officer: officer.pseudonym,
      credentialIdHash: key.credentialIdHash,
      group: officer.group,
      reasonDigest: saltedDigest('reasonDigest', { salt: reasonSalt, value: input.reason }),
      summaryDigest: summaryDigest(subject),
      ...(targetStatement === undefined ? {} : { targetStatement }),
      challengeId: randomHex(32),
      issuedAt: now,
      expiresAt: plusSeconds(now, STATEMENT_SECONDS),
    },
  }
}

type Recording = { statement: SignoffStatement; stored: StatementRow; officer: Officer }

/** A statement is about one digest: what was sealed again meanwhile, or altered in its row, is not signed. */
const refusedStatement = (
  { sealed }: Signable,
  { statement, stored, officer }: Recording,
): Refusal | undefined => {
  const isCurrent =
    sealed !== null &&
    statement.subjectDigest === sealed.digest &&
    subjectDigest(sealed.subject) === sealed.digest
  const isStored =
    signoffChallenge(statement) === stored.challenge &&
    statement.decision === stored.decision &&
    statement.officer === officer.pseudonym &&
    statement.group === officer.group
  return isCurrent && isStored
    ? undefined
    : refuse(
        'stale',
        'It was changed while you were signing. Nothing was signed; open the page again.',
      )
}

/** The sign-off that a withdrawal takes back must still be the one that its statement names. */
const withdrawn = async (
  tx: Transaction,
  { stored, statement }: Omit<Recording, 'officer'>,
): Promise<string | null | Refusal> => {
  if (stored.decision !== 'withdraw') return null
  const target = await standingSignoff(tx, stored)
  return target !== undefined && target.challenge === statement.targetStatement
    ? target.challengeId
    : refuse('wrong-state', 'You have signed nothing here that you could take back.')
}

const decisionEntry = (
  statement: SignoffStatement,
  { challenge, now }: { challenge: string; now: string },
): LogEntry => ({
  v: 1,
  type: 'decision',
  at: now,
  kind: statement.decision,
  statementDigest: challenge,
  subjectType: statement.subjectType,
  subjectId: statement.subjectId,
  revision: statement.revision,
  subjectDigest: statement.subjectDigest,
  officer: statement.officer,
  credentialIdHash: statement.credentialIdHash,
})

/** Moves the row along the events, one arrow at a time, as the database demands. */
const applyEvents = async (signable: Signable, events: readonly SubjectEvent[]): Promise<State> => {
  let run = signable.state
  for (const event of events) {
    const next = evolve(run, event)
    if (next.state !== run.state) await signable.move({ from: run.state, to: next.state })
    run = next
  }
  return run.state === 'approved' ? signable.approved() : run.state
}
