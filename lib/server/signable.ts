// What signing asks of a subject, whichever it is: a revision of a run or a change of the desk.
import 'server-only'
import type { Transaction } from '@/db/client'
import type { NewEntry } from '@/db/log'
import type { SubjectKey } from '@/db/signoff'
import type { Refusal } from '@/lib/domain/refusal'
import type { Subject } from '@/lib/domain/signoff'
import type { State, SubjectState } from '@/lib/domain/subject-state'
import { lockChange } from './change-signing'
import { lockRun } from './clawback-signing'
import type { Officer } from './officer'
import type { InvalidInput } from './verb'

export type Signable = {
  key: SubjectKey
  state: SubjectState
  /** Before when keys and policies had to be in force; null where no loss is concerned. */
  lossAt: string | null
  /** The reason that its author wrote and its proposer signs. */
  reason: string
  /** The subject as it was sealed, and the digest that was stored with it; null before the first time. */
  sealed: { subject: Subject; digest: string } | null
  /** Writes the subject of a draft that is about to be proposed, from rows that are read anew. */
  seal: () => Promise<Subject | Refusal | InvalidInput>
  /** What must still be so when the proposal is recorded, and what the log says of it first. */
  propose: () => Promise<NewEntry[] | Refusal>
  move: (move: { from: State; to: State }) => Promise<unknown>
  /** What an approval does by itself, where nobody has to release it; the state after that. */
  approved: () => Promise<State>
}

export type Signing = { officer: Officer; now: string }

/** Locks a subject until commit: every decision on it waits here for the one before. */
export const lockSignable = (
  tx: Transaction,
  key: SubjectKey,
  signing: Signing,
): Promise<Signable | Refusal> =>
  key.subjectType === 'clawback' ? lockRun(tx, key, signing) : lockChange(tx, key, signing)
