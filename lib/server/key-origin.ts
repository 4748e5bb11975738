// Where a key comes from: every entry of the log about it rests on a change that was itself signed, or is a founder's first.
import 'server-only'
import { changeByDecisions } from '@/db/change'
import type { Transaction } from '@/db/client'
import { type LoggedKeyRow, loggedKeys, type SubjectKey } from '@/db/signoff'
import { canonicalJson } from '@/lib/domain/canonical-json'
import type { Change, ChangeSubject } from '@/lib/domain/change'
import type { Quorum } from '@/lib/domain/quorum'
import type { LoggedKey } from '@/lib/domain/signoff-evidence'
import { subjectOf } from './change-signing'

/** A change of the past, judged as it was when it took effect: nothing after `asOf` counts. */
export type Admission = {
  key: SubjectKey
  subject: ChangeSubject
  digest: string | null
  quorum: Quorum
  lossAt: null
  from: null
  asOf: number
}
/** What was read of the log on the way, to be held against its signed root at the end. */
export type Reading = {
  indexes: Set<number>
  /** Entries of the decisions about the subject itself. */
  decided: number[]
  changes: Set<string>
  /** What is wrong with the signatures of a change that admitted a key. */
  judge: (tx: Transaction, admission: Admission, reading: Reading) => Promise<string | undefined>
}

type Asked = { hashes: readonly string[]; before: number | null }

/** The keys by the digests of their credential ids as the newest entry has each; what is wrong, where one does not hold. */
export const keysAsLogged = async (
  tx: Transaction,
  asked: Asked,
  reading: Reading,
): Promise<Map<string, LoggedKey> | string> => {
  const keys = new Map<string, LoggedKey>()
  for (const row of await loggedKeys(tx, asked)) {
    const key = JSON.parse(row.body) as LoggedKey
    if (row.storedKey !== key.publicKey)
      return 'a stored key is not the one that stands in the log.'
    reading.indexes.add(row.index)
    const broken = await originProblem(
      tx,
      { row, key, first: keys.get(key.credentialIdHash) },
      reading,
    )
    if (broken !== undefined) return broken
    keys.set(key.credentialIdHash, key)
  }
  return keys
}

type Entry = { row: LoggedKeyRow; key: LoggedKey; first: LoggedKey | undefined }

const originProblem = async (
  tx: Transaction,
  { row, key, first }: Entry,
  reading: Reading,
): Promise<string | undefined> => {
  if (key.decisions.length === 0)
    return key.founding && first === undefined
      ? undefined
      : 'a key in the log rests on no decision and is not a founder’s first.'
  const change = await changeByDecisions(tx, key.decisions)
  // What admitted a key says nothing of a later entry about it.
  const isAgain = first !== undefined && change?.change.kind === 'key-added'
  if (!change || isAgain || !saysOf(change.change, key) || change.index > row.index)
    return 'a key in the log rests on decisions that were not about it.'
  if (reading.changes.has(change.id)) return undefined
  reading.changes.add(change.id)
  reading.indexes.add(change.index)
  const subject = subjectOf(change)
  if (!subject || canonicalJson(subject.change) !== canonicalJson(change.change))
    return 'the change that a key rests on is not the one that was signed.'
  const { subjectType, id: subjectId, subjectDigest: digest } = change
  const broken = await reading.judge(
    tx,
    {
      ...{ key: { subjectType, subjectId, revision: 1 }, subject, digest },
      ...{ quorum: subject.quorum, lossAt: null, from: null, asOf: change.index },
    },
    reading,
  )
  return broken === undefined ? undefined : `a key rests on change ${subjectId}, of which ${broken}`
}

/** Whether a change says of a key what its entry says. */
const saysOf = (change: Change, key: LoggedKey): boolean => {
  switch (change.kind) {
    case 'key-added':
      return (
        change.credentialIdHash === key.credentialIdHash &&
        change.publicKey === key.publicKey &&
        change.deviceBound === key.deviceBound &&
        change.officer === key.officer
      )
    case 'key-revoked':
      return change.credentialIdHash === key.credentialIdHash && key.status === 'revoked'
    case 'roles-changed':
      return (
        change.officer === key.officer &&
        change.to.group === key.group &&
        canonicalJson([...change.to.roles].sort()) === canonicalJson([...key.roles].sort())
      )
    case 'officer-removed':
      return change.officer === key.officer && key.status === 'revoked'
    case 'policy-adopted':
    case 'officer-added':
    case 'paused':
    case 'resumed':
    case 'account-linked':
    case 'account-unlinked':
      return false
  }
}
