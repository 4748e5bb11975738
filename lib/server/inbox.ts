// What waits for an officer, and what is on its way: runs and changes of the desk in one list.
import 'server-only'
import * as z from 'zod'
import { listClawbacks, type RevisionRow } from '@/db/clawback'
import { recentStops } from '@/db/inbox'
import { type ActorKeyRow, keysInForce } from '@/db/signoff'
import { doesCount } from '@/lib/domain/quorum'
import { isRefusal, refuse } from '@/lib/domain/refusal'
import { fingerprint } from '@/lib/domain/signoff'
import { decide } from '@/lib/domain/subject'
import { type Command, stateAt, type SubjectState } from '@/lib/domain/subject-state'
import type { ChangeRow } from '@/lib/wire/change'
import { type InboxItem, inboxJson } from '@/lib/wire/inbox'
import { signingActor } from './actor'
import { changesFor } from './change'
import { isoNow } from './clock'
import type { Officer } from './officer'
import { envelopeOf, toState } from './revision'
import { verb } from './verb'

export const showInbox = verb({
  name: 'inbox.shown',
  kind: 'read',
  access: 'officer',
  input: z.object({}),
  output: inboxJson,
  run: async ({ db, officer }) => {
    if (!officer) return refuse('not-signed-in', 'You are not signed in.')
    const now = isoNow()
    const [runs, held, changes, stops] = await Promise.all([
      listClawbacks(db),
      keysInForce(db, officer.id),
      changesFor(db, { officer, now }),
      recentStops(db),
    ])
    const proposed = runs.filter(({ state }) => state !== 'draft')
    const items = [
      ...proposed.map((row) => runItem(row, { officer, held, now })),
      ...changes.filter(({ state }) => state !== 'draft').map(changeItem),
    ]
    return { asOf: now, items: items.sort(byDeadline), stops }
  },
})

/** What ends first stands first; what has no deadline is over or not proposed. */
const byDeadline = (a: InboxItem, b: InboxItem): number =>
  (a.until ?? '9999').localeCompare(b.until ?? '9999')

type Reader = { officer: Officer; held: readonly ActorKeyRow[]; now: string }

const runItem = (row: RevisionRow, reader: Reader): InboxItem => {
  const run = toState(row)
  const state = stateAt(run, reader.now)
  return {
    kind: 'clawback',
    id: row.clawbackId,
    revision: row.revision,
    state,
    by: row.authorName,
    fundName: row.fundName,
    asset: { code: row.asset, scale: row.scale },
    levied: row.levied,
    accountsCharged: row.accountsCharged,
    tier: tierOf(row),
    fingerprint: row.subjectDigest && fingerprint(row.subjectDigest),
    approvals: countingOf(run),
    until: isOpen(state) ? row.expiresAt : null,
    notBefore: row.notBefore,
    wants: wantedOf(row, run, reader),
    isSignedByYou: row.proposer === reader.officer.id || row.deciders.includes(reader.officer.id),
  }
}

const isOpen = (state: SubjectState['state']): boolean =>
  state === 'proposed' || state === 'approved'

const tierOf = (row: RevisionRow): string | null => {
  const envelope = envelopeOf(row)
  return !isRefusal(envelope) && envelope.v === 2 ? envelope.tier : null
}

const countingOf = ({ quorum, approvals }: SubjectState) => ({
  counting: approvals.filter((approval) => doesCount(quorum, approval)).length,
  needed: Number(quorum.approvals),
})

/** His approval where it is missing, or the execution where nothing else is. */
const wantedOf = (
  row: RevisionRow,
  run: SubjectState,
  { officer, held, now }: Reader,
): InboxItem['wants'] => {
  const actor = signingActor(officer, { held, lossAt: row.firstLossAt })
  const may = (command: Command) => !isRefusal(decide(run, command, { actor, now }))
  if (stateAt(run, now) === 'proposed' && may({ kind: 'approve' })) return 'decide'
  return may({ kind: 'execute' }) ? 'execute' : null
}

const changeItem = (row: ChangeRow): InboxItem => ({
  kind: 'change',
  id: row.id,
  state: row.state,
  title: row.title,
  by: row.author.name,
  fingerprint: row.fingerprint,
  approvals: row.approvals,
  until: deadlineOf(row),
  notBefore: row.notBefore,
  wants: wantedOfChange(row),
  isSignedByYou: row.isDecidedByYou,
})

const deadlineOf = ({ state, decideBy, expiresAt }: ChangeRow): string | null => {
  if (state === 'proposed') return decideBy
  return state === 'approved' ? expiresAt : null
}

const wantedOfChange = ({ waitsForYou, state }: ChangeRow): InboxItem['wants'] => {
  if (!waitsForYou) return null
  return state === 'approved' ? 'execute' : 'decide'
}
