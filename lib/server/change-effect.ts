// What an approved change does to officers, keys and policies, and what the log then says of it.
import 'server-only'
import {
  activateKey,
  activeKeysOf,
  changeById,
  type ChangeRow,
  type HeldKey,
  keyByHash,
  keysHeldBy,
  linkAccount,
  lockDesk,
  moveChange,
  officerByPseudonym,
  removeOfficer,
  reopenChanges,
  revokeKey,
  setRoles,
  unlinkAccount,
} from '@/db/change'
import { reopenWithoutQuorum } from '@/db/clawback'
import type { Transaction } from '@/db/client'
import type { NewEntry } from '@/db/log'
import { appendToLog } from '@/db/log-book'
import { insertOfficer } from '@/db/officer'
import { insertPolicy } from '@/db/policy'
import { signoffsOf } from '@/db/signoff'
import { assert } from '@/lib/domain/assert'
import { type Change, isNarrowing } from '@/lib/domain/change'
import { insideProblem } from './change-inside'
import { logBook } from './log-book'

type Effect = { changeId: string; now: string }
type Effective = { row: ChangeRow; decisions: string[]; now: string }

/** Puts an approved change into effect; it has been made sure that it still fits the desk. */
export const takeEffect = async (tx: Transaction, { changeId, now }: Effect): Promise<void> => {
  await lockDesk(tx)
  const row = await changeById(tx, changeId)
  assert(row !== undefined && row.subjectDigest !== null, 'expected a sealed change')
  const key = { subjectType: row.subjectType, subjectId: row.id, revision: 1 }
  const decisions = (await signoffsOf(tx, key)).map(({ challenge }) => challenge).sort()
  await moveChange(tx, changeId, { from: 'approved', to: 'executed' })
  const consequences = await apply(tx, { row, decisions, now })
  const { kind, subjectDigest } = row
  const said: NewEntry = {
    entry: { v: 1, type: 'change', at: now, changeId, kind, subjectDigest, decisions },
    subject: changeId,
  }
  await appendToLog(tx, await logBook(), { at: now, entries: [said, ...consequences] })
  await reopenWithoutQuorum(tx)
  await reopenChanges(tx)
}

const apply = async (tx: Transaction, effective: Effective): Promise<NewEntry[]> => {
  const { change, person, own } = effective.row
  const problem = insideProblem(effective.row)
  assert(problem === undefined, `expected what was signed, got that ${problem ?? ''}`)
  switch (change.kind) {
    case 'policy-adopted':
      return adopt(tx, effective, change.policy)
    case 'officer-added':
      assert(person !== null, 'expected the person who is added')
      await insertOfficer(tx, { ...person, ...change, pseudonym: change.officer })
      return []
    case 'roles-changed':
      await setRoles(tx, {
        ...{ pseudonym: change.officer, ...change.to },
        isNarrowing: isNarrowing(change),
      })
      return keyEntries(tx, effective, await activeKeysOf(tx, change.officer))
    case 'officer-removed':
      return remove(tx, effective, change.officer)
    case 'key-added':
      await activateKey(tx, change.credentialIdHash)
      return keyEntries(tx, effective, await keysNamed(tx, change.credentialIdHash))
    case 'key-revoked':
      await revokeKey(tx, change.credentialIdHash)
      return keyEntries(tx, effective, await keysNamed(tx, change.credentialIdHash))
    case 'account-linked':
      assert(own !== null, 'expected the account that is recorded')
      await linkAccount(tx, { pseudonym: change.officer, account: own.account })
      return []
    case 'account-unlinked':
      assert(own !== null, 'expected the account that is taken back')
      await unlinkAccount(tx, { pseudonym: change.officer, account: own.account })
      return []
    case 'paused':
    case 'resumed':
      return []
  }
}

const adopt = async (
  tx: Transaction,
  { row, decisions, now }: Effective,
  policy: Extract<Change, { kind: 'policy-adopted' }>['policy'],
): Promise<NewEntry[]> => {
  await insertPolicy(tx, { ...policy, version: Number(policy.version), changeId: row.id })
  const entry = { v: 1, type: 'policy', at: now, ...policy, effectiveAt: now, decisions } as const
  return [{ entry, subject: `${policy.id}/v${policy.version}` }]
}

const remove = async (
  tx: Transaction,
  effective: Effective,
  pseudonym: string,
): Promise<NewEntry[]> => {
  // Keys that wait as well: somebody might admit them later.
  const keys = await keysHeldBy(tx, pseudonym)
  await removeOfficer(tx, pseudonym)
  for (const { credentialIdHash } of keys) await revokeKey(tx, credentialIdHash)
  return keyEntries(
    tx,
    effective,
    keys.map((key) => ({ ...key, isRevoked: true })),
  )
}

const keysNamed = async (tx: Transaction, credentialIdHash: string): Promise<HeldKey[]> => {
  const key = await keyByHash(tx, credentialIdHash)
  return key ? [key] : []
}

/** The newest entry of a key holds; one that never was in force has none. */
const keyEntries = async (
  tx: Transaction,
  { decisions, now }: Effective,
  keys: readonly HeldKey[],
): Promise<NewEntry[]> => {
  const entries: NewEntry[] = []
  for (const key of keys.filter(({ isActive }) => isActive)) {
    const officer = await officerByPseudonym(tx, key.officer)
    assert(officer !== undefined, 'expected the officer of a key')
    const { credentialIdHash, publicKey, isDeviceBound: deviceBound, isFounding } = key
    entries.push({
      entry: {
        ...{ v: 1, type: 'key', at: now, officer: key.officer, credentialIdHash, publicKey },
        ...{ group: officer.group, roles: [...officer.roles].sort(), deviceBound },
        status: key.isRevoked ? 'revoked' : 'active',
        // Wider roles count for later losses only, also of a founder.
        founding: isFounding && key.changedAt === null,
        effectiveAt: key.isRevoked ? now : latest(key.activeAt ?? now, key.changedAt),
        decisions,
      },
      subject: `${credentialIdHash}/${key.entries + 1}`,
    })
  }
  return entries
}

const latest = (activeAt: string, changedAt: string | null): string =>
  changedAt !== null && changedAt > activeAt ? changedAt : activeAt
