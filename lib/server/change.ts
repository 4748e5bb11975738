// Changes of the desk: drafting one, showing what it is and waits for, and putting it into effect.
import 'server-only'
import * as z from 'zod'
import {
  changeById,
  type ChangeRow,
  insertChange,
  keyByHash,
  listChangeRows,
  lockChangeRow,
  lockDesk,
  lockDrafts,
  moveChange,
  openDrafts,
  supersedeDrafts,
} from '@/db/change'
import type { Queryable, Transaction } from '@/db/client'
import { entryAbout } from '@/db/log'
import { type ActorKeyRow, keysInForce, signoffsOf, takePart } from '@/db/signoff'
import { type Change, isNarrowing, subjectTypeOf } from '@/lib/domain/change'
import { doesCount, quorumInWords } from '@/lib/domain/quorum'
import { isRefusal, refuse } from '@/lib/domain/refusal'
import { fingerprint } from '@/lib/domain/signoff'
import { decide } from '@/lib/domain/subject'
import { type Command, stateAt, type SubjectState } from '@/lib/domain/subject-state'
import {
  changeDetail,
  type ChangeDetail,
  changeList,
  changeRef,
  type ChangeRow as ListedChange,
  draftChangeInput,
  executedChange,
} from '@/lib/wire/change'
import { actorOf, signingActor } from './actor'
import { draftedChange } from './change-draft'
import { takeEffect } from './change-effect'
import { misfitOf } from './change-fit'
import { changeState, needsOf, proposersOf, subjectOf } from './change-signing'
import { differenceOf, titleOf } from './change-words'
import { isoNow } from './clock'
import type { Officer } from './officer'
import { signatureProblem } from './signed'
import { ownKeys, signoffShown } from './signoff-shown'
import { verb } from './verb'

export const draftChange = verb({
  name: 'change.drafted',
  kind: 'change',
  access: 'officer',
  input: draftChangeInput,
  output: changeRef,
  run: async ({ tx, officer, input }) => {
    const drafted = await draftedChange(tx, input.change)
    if ('sentence' in drafted || 'fields' in drafted) return drafted
    const { change, inside } = drafted
    const isOwn = 'officer' in change && change.officer === officer.pseudonym
    const roles = proposersOf(change, { isOwn })
    if (!officer.roles.some((role) => roles.includes(role)))
      return refuse(
        'role-missing',
        `This needs the role ${roles.join(' or ')}. Nothing was stored.`,
      )
    const subjectType = subjectTypeOf(change)
    const { kind } = change
    const row = { subjectType, kind, change, inside, reason: input.reason, authorId: officer.id }
    await lockDrafts(tx)
    await supersedeDrafts(tx, row)
    // Whatever is drafted again replaces itself, so a pause can always be drafted.
    if (kind !== 'paused' && (await openDrafts(tx, officer.id)) >= MOST_DRAFTS) return tooManyDrafts
    const stored = await insertChange(tx, row)
    const changeId = stored?.id ?? ''
    await noteAuthors(tx, { row, changeId })
    return { subject: changeId, output: { changeId }, change: { before: null, after: change } }
  },
})

const MOST_DRAFTS = 20
const tooManyDrafts = refuse(
  'too-many-requests',
  `You have ${MOST_DRAFTS} drafts of the last 24 hours that nobody has proposed. Nothing was stored; propose one of them, or wait.`,
)

/** Who brought a key is an author of admitting it, as whoever drafts it. */
const noteAuthors = async (
  tx: Transaction,
  {
    row,
    changeId,
  }: { row: Pick<ChangeRow, 'subjectType' | 'change' | 'authorId'>; changeId: string },
) => {
  const about = { subjectType: row.subjectType, subjectId: changeId, part: 'author' as const }
  await takePart(tx, { ...about, officerId: row.authorId })
  if (row.change.kind !== 'key-added') return
  const key = await keyByHash(tx, row.change.credentialIdHash)
  if (key) await takePart(tx, { ...about, officerId: key.officerId })
}

export const executeChange = verb({
  name: 'change.executed',
  kind: 'change',
  appends: true,
  access: ['approver', 'admin'],
  input: changeRef,
  output: executedChange,
  run: async ({ tx, officer, now, input }) => {
    await lockChangeRow(tx, input.changeId)
    await lockDesk(tx)
    // Read after the wait: another change may just have taken effect.
    const row = await changeById(tx, input.changeId)
    if (!row) return noSuchChange(input.changeId)
    const state = await changeState(tx, row, officer.id)
    const decided = decide(state, { kind: 'execute' }, { actor: actorOf(officer), now })
    if (isRefusal(decided)) return decided
    const broken = await signedProblem(tx, row)
    if (broken !== undefined)
      return refuse('stale', `Nothing took effect: ${broken} Propose the change again.`)
    const { id: changeId, kind } = row
    const misfit = await misfitOf(tx, row)
    if (misfit !== undefined) {
      await moveChange(tx, changeId, { from: 'approved', to: 'stale' })
      const sentence = `Nothing took effect: ${misfit} Propose it anew.`
      return { subject: changeId, output: outcome(row, { sentence, now, logIndex: null }) }
    }
    await takeEffect(tx, { changeId, now })
    const entry = await entryAbout(tx, { type: 'change', subject: changeId })
    return {
      subject: changeId,
      output: outcome(row, { sentence: '', now, logIndex: entry?.index ?? null }),
      change: { before: { state: 'approved' }, after: { state: 'executed', kind } },
    }
  },
})

const noSuchChange = (changeId: string) =>
  refuse('unknown', `There is no such change as ${changeId}.`)

const outcome = (
  { id: changeId, kind }: ChangeRow,
  { sentence, now, logIndex }: { sentence: string; now: string; logIndex: number | null },
) => ({
  ...{ changeId, kind, sentence, logIndex, executedAt: now },
  state: sentence === '' ? ('executed' as const) : ('stale' as const),
})

const signedProblem = async (tx: Transaction, row: ChangeRow): Promise<string | undefined> => {
  const subject = subjectOf(row)
  if (!subject) return 'it was never proposed.'
  const areSigned = row.decideBy === subject.decideBy && row.expiresAt === subject.expiresAt
  // The delay begins when the proposal is recorded, which is a little after it was signed.
  if (!areSigned || row.notBefore === null || row.notBefore < subject.notBefore)
    return 'the stored times are not those that were signed.'
  return signatureProblem(tx, {
    key: { subjectType: row.subjectType, subjectId: row.id, revision: 1 },
    subject,
    digest: row.subjectDigest,
    quorum: subject.quorum,
    lossAt: null,
    from: null,
    rests: [],
  })
}

export const showChange = verb({
  name: 'change.shown',
  kind: 'read',
  access: 'officer',
  input: changeRef,
  output: changeDetail,
  run: async ({ db, officer, input }) => {
    const row = await changeById(db, input.changeId)
    if (!row || !officer) return noSuchChange(input.changeId)
    return changeDetail.parse(await detailOf(db, { row, officer, now: isoNow() }))
  },
})

type Showing = { row: ChangeRow; officer: Officer; now: string }

const detailOf = async (db: Queryable, { row, officer, now }: Showing): Promise<ChangeDetail> => {
  const key = { subjectType: row.subjectType, subjectId: row.id, revision: 1 }
  const [needs, held, signoffs] = await Promise.all([
    needsOf(db, row.change),
    keysInForce(db, officer.id),
    signoffsOf(db, key),
  ])
  const state = await changeState(db, row, officer.id, { needs })
  const isDraft = row.state === 'draft'
  return {
    ...headOf(row, state, now),
    asOf: now,
    summary: isDraft ? null : row.summary,
    subjectDigest: isDraft ? null : row.subjectDigest,
    envelope: isDraft ? null : row.subject,
    reason: row.reason,
    quorum: state.quorum,
    quorumText: quorumInWords(state.quorum),
    delaySeconds: needs.delaySeconds,
    difference: await differenceOf(db, row),
    signoffs: signoffs.map((one) => {
      const shown = signoffShown(one, signoffs)
      return {
        ...shown,
        keyName: shown.keyName ?? '',
        counts: one.decision === 'approve' ? shown.counts : null,
      }
    }),
    permissions: permissionsOf(state, { officer, held, now }),
    keys: ownKeys(held, null),
    logIndex: row.logIndex,
  }
}

const headOf = (row: ChangeRow, state: SubjectState, now: string) => {
  const isDraft = row.state === 'draft'
  const counting = state.approvals.filter((approval) => doesCount(state.quorum, approval))
  return {
    id: row.id,
    kind: row.kind,
    subjectType: row.subjectType,
    state: stateAt(state, now),
    title: titleOf(row),
    isNarrowing: isNarrowing(row.change),
    author: { name: row.authorName, pseudonym: row.authorPseudonym },
    createdAt: row.createdAt,
    proposedAt: isDraft ? null : row.proposedAt,
    decideBy: isDraft ? null : row.decideBy,
    notBefore: isDraft ? null : row.notBefore,
    expiresAt: isDraft ? null : row.expiresAt,
    executedAt: row.executedAt,
    fingerprint: isDraft || row.subjectDigest === null ? null : fingerprint(row.subjectDigest),
    approvals: {
      counting: new Set(counting.map(({ officerId }) => officerId)).size,
      needed: Number(state.quorum.approvals),
    },
  }
}

type Asking = { officer: Officer; held: readonly ActorKeyRow[]; now: string }
const COMMANDS: Command[] = [
  { kind: 'propose' },
  { kind: 'approve' },
  { kind: 'reject', reason: 'asked' },
  { kind: 'veto', reason: 'asked' },
  { kind: 'withdraw' },
  { kind: 'execute' },
]

const permissionsOf = (
  state: SubjectState,
  { officer, held, now }: Asking,
): ChangeDetail['permissions'] => {
  const actor = signingActor(officer, { held, lossAt: null })
  const sentences = COMMANDS.map((command) => {
    const decided = decide(state, command, { actor, now })
    const isAllowed = !isRefusal(decided)
    return [command.kind, { allowed: isAllowed, sentence: isAllowed ? '' : decided.sentence }]
  })
  return Object.fromEntries(sentences) as ChangeDetail['permissions']
}

export const listChanges = verb({
  name: 'change.list',
  kind: 'read',
  access: 'officer',
  input: z.object({}),
  output: changeList,
  run: async ({ db, officer }) => {
    const now = isoNow()
    if (!officer) return { asOf: now, changes: [] }
    return { asOf: now, changes: await changesFor(db, { officer, now }) }
  },
})

/** Changes as their list shows them to an officer, open ones first, then the newest. */
export const changesFor = async (
  db: Queryable,
  { officer, now }: Pick<Showing, 'officer' | 'now'>,
): Promise<ListedChange[]> => {
  const [rows, held, needs] = await Promise.all([
    listChangeRows(db, { officerId: officer.id, isAdmin: officer.roles.includes('admin') }),
    keysInForce(db, officer.id),
    needsOf(db, { kind: 'resumed' } satisfies Change),
  ])
  return Promise.all(
    rows.map(async (row) => {
      const state = await changeState(db, row, officer.id, { needs, isListed: true })
      const may = permissionsOf(state, { officer, held, now })
      const isMissing = stateAt(state, now) === 'proposed' && may.approve.allowed
      return {
        ...headOf(row, state, now),
        waitsForYou: isMissing || may.execute.allowed,
        isDecidedByYou: row.signers.includes(officer.id),
      }
    }),
  )
}
