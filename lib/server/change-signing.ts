// A change of the desk as something that is signed: its state, its sealing, and whose quorum it needs.
import 'server-only'
import { type ChangeRow, lockChangeRow, lockDesk, moveChange, writeSubject } from '@/db/change'
import type { Queryable, Transaction } from '@/db/client'
import { currentPolicies } from '@/db/policy'
import { approverPool, authorPseudonyms, type SubjectKey, takePart } from '@/db/signoff'
import { assert } from '@/lib/domain/assert'
import { type Change, type ChangeSubject, isNarrowing, isStoppedByPause } from '@/lib/domain/change'
import { ROLES, type Role } from '@/lib/domain/officer'
import type { PolicyContent } from '@/lib/domain/policy'
import { ALONE, type Quorum } from '@/lib/domain/quorum'
import { type Refusal, refuse } from '@/lib/domain/refusal'
import { authorsDigest, canonicalSubject, renderSubject, subjectDigest } from '@/lib/domain/signoff'
import { signoffOf, strictest } from '@/lib/domain/signoff-policy'
import { PROPOSAL_HOURS, type SubjectState } from '@/lib/domain/subject-state'
import { takeEffect } from './change-effect'
import { misfitOf } from './change-fit'
import { insideProblem } from './change-inside'
import { place, plusSeconds } from './envelope'
import type { Signable, Signing } from './signable'

export const lockChange = async (
  tx: Transaction,
  key: SubjectKey,
  { officer, now }: Signing,
): Promise<Signable | Refusal> => {
  const row = await lockChangeRow(tx, key.subjectId)
  if (row?.subjectType !== key.subjectType || key.revision !== 1)
    return refuse('unknown', `There is no such change as ${key.subjectId}.`)
  // What takes effect with its signature waits here, before the log's lock, for whatever does so too.
  if (isNarrowing(row.change)) await lockDesk(tx)
  const subject = subjectOf(row)
  return {
    key,
    state: await changeState(tx, row, officer.id),
    lossAt: null,
    reason: row.reason,
    sealed: subject && { subject, digest: row.subjectDigest ?? '' },
    seal: () => seal(tx, row, { officer, now }),
    propose: async () => {
      const misfit = await misfitOf(tx, row)
      return misfit === undefined ? [] : notProposed(misfit)
    },
    move: (move) => moveChange(tx, row.id, move),
    // What narrows takes effect with its only signature; everything else waits for its time.
    approved: async () => {
      if (!isNarrowing(row.change)) return 'approved'
      await takeEffect(tx, { changeId: row.id, now })
      return 'executed'
    },
  }
}

const notProposed = (problem: string) =>
  refuse('stale', `Nothing was proposed: ${problem} Draft it anew.`)

export const subjectOf = (row: Pick<ChangeRow, 'subject'>): ChangeSubject | null =>
  row.subject === null ? null : (JSON.parse(row.subject) as ChangeSubject)

/** What a change needs by the policies in force now; `delaySeconds` between its proposal and its effect. */
export type ChangeNeeds = {
  quorum: Quorum
  delaySeconds: number
  keysPerApprover: number
  policies: ChangeSubject['policies']
}

export const needsOf = async (db: Queryable, change: Change): Promise<ChangeNeeds> => {
  const rows = await currentPolicies(db)
  const strict = strictest(rows.map(({ content }) => signoffOf(content as PolicyContent)))
  const isImmediate = isNarrowing(change) || change.kind === 'resumed'
  return {
    quorum: isNarrowing(change) ? ALONE : strict.quorum,
    delaySeconds: isImmediate ? 0 : Number(strict.changeDelaySeconds),
    keysPerApprover: Number(strict.keysPerApprover),
    policies: rows.map(({ id, version, digest }) => ({ id, version: String(version), digest })),
  }
}

/** Who may propose a change: administrators, whoever pauses, and anybody who gives his own key up. */
export const proposersOf = (change: Change, { isOwn }: { isOwn: boolean }): readonly Role[] => {
  if (change.kind === 'paused') return ['admin', 'approver']
  return change.kind === 'key-revoked' && isOwn ? ROLES : ['admin']
}

/** As decide sees it. Whom a change is about does not decide it. */
export const changeState = async (
  db: Queryable,
  row: ChangeRow,
  officerId: string,
  known: { needs?: ChangeNeeds; isListed?: boolean } = {},
): Promise<SubjectState> => {
  const isDraft = row.state === 'draft'
  const needs = known.needs ?? (await needsOf(db, row.change))
  const { keysPerApprover } = needs
  return {
    subjectType: row.subjectType,
    state: row.state,
    revision: 1,
    latestRevision: 1,
    decideBy: isDraft ? null : row.decideBy,
    notBefore: isDraft ? null : row.notBefore,
    expiresAt: isDraft ? null : row.expiresAt,
    quorum: isDraft ? needs.quorum : (subjectOf(row)?.quorum ?? needs.quorum),
    keysPerApprover,
    proposers: proposersOf(row.change, { isOwn: row.aboutId === officerId }),
    authors: row.authors,
    deciders: row.deciders,
    owners: row.aboutId === null ? [] : [row.aboutId],
    proposer: row.proposer,
    approvals: row.approvals,
    lapsed: row.lapsed,
    // In a list nobody proposes.
    pool:
      isDraft && !known.isListed ? await approverPool(db, { keysPerApprover, lossAt: null }) : [],
    isPaused: row.isPaused && isStoppedByPause(row.change),
    hasReport: false,
  }
}

const seal = async (
  tx: Transaction,
  row: ChangeRow,
  { officer, now }: Signing,
): Promise<ChangeSubject | Refusal> => {
  const problem = insideProblem(row)
  if (problem !== undefined) return notProposed(problem)
  const about = { subjectType: row.subjectType, subjectId: row.id }
  await takePart(tx, { ...about, officerId: officer.id, part: 'author' })
  const { quorum, delaySeconds, policies } = await needsOf(tx, row.change)
  const notBefore = plusSeconds(now, delaySeconds)
  const subject: ChangeSubject = {
    ...place(),
    v: 1,
    type: row.subjectType,
    changeId: row.id,
    nonce: String(row.nonce),
    change: row.change,
    policies,
    quorum,
    authorsDigest: authorsDigest(await authorPseudonyms(tx, about)),
    decideBy: plusSeconds(now, PROPOSAL_HOURS * 3600),
    notBefore,
    expiresAt: plusSeconds(notBefore, PROPOSAL_HOURS * 3600),
  }
  assert(subject.type === row.subjectType, 'expected the type of the row')
  const { decideBy, expiresAt } = subject
  await writeSubject(tx, row.id, {
    subject: canonicalSubject(subject),
    subjectDigest: subjectDigest(subject),
    summary: renderSubject(subject),
    proposedAt: now,
    ...{ decideBy, notBefore, expiresAt },
  })
  return subject
}
